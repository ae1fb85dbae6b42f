namespace LogReg.Cli.Reports;

/// <summary>Counts what an evaluation says of its rows, while they stream by to be ranked and drawn.</summary>
/// <param name="model">The model that scores them.</param>
internal sealed class EvaluationTally(LogisticModel model)
{
    private readonly long[] _missing = new long[model.Features.Count];
    private readonly long[] _unseen = new long[model.Features.Count];
    private long _rowsRead;
    private long _rowsWithoutKnownClass;

    /// <summary>Whether a cell has a level that training never saw.</summary>
    public bool HasUnseenCells => Array.Exists(_unseen, count => count > 0);

    public void Add(ScoredChunk chunk)
    {
        _rowsRead += chunk.RowCount;
        foreach (int code in chunk.Classes)
        {
            _rowsWithoutKnownClass += code < 0 ? 1 : 0;
        }

        for (int feature = 0; feature < _missing.Length; feature++)
        {
            _missing[feature] += chunk.MissingCells[feature];
            _unseen[feature] += chunk.UnseenCells[feature];
        }
    }

    /// <summary>The evaluation, the same as <see cref="LogisticModel.Evaluate(Data.CsvSource, IProgress{Data.ReadProgress}?, CancellationToken)"/> gives of these rows.</summary>
    /// <param name="metrics">The quality on the rows that are judged.</param>
    /// <param name="usedRows">How many rows have a known class and a weight above 0.</param>
    public ModelEvaluation Result(Evaluation.ClassificationMetrics metrics, long usedRows) => new()
    {
        Metrics = metrics,
        RowsRead = _rowsRead,
        RowsWithoutKnownClass = _rowsWithoutKnownClass,
        RowsOfWeightZero = _rowsRead - _rowsWithoutKnownClass - usedRows,
        MissingCells = ByName(_missing),
        UnseenCells = ByName(_unseen),
    };

    private OrderedDictionary<string, long> ByName(long[] counts)
    {
        var named = new OrderedDictionary<string, long>();
        for (int feature = 0; feature < counts.Length; feature++)
        {
            if (counts[feature] > 0)
            {
                named[model.Features[feature].Name] = counts[feature];
            }
        }

        return named;
    }
}
