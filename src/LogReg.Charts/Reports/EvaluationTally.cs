namespace LogReg.Charts.Reports;

/// <summary>Counts what an evaluation says of its rows, while they stream by to be ranked and drawn.</summary>
/// <param name="model">The model that scores them.</param>
internal sealed class EvaluationTally(LogisticModel model)
{
    private readonly ScoringTally _tally = model.CreateTally();
    private long _rowsWithoutKnownClass;

    /// <summary>The number of rows.</summary>
    public long Rows => _tally.Rows;

    /// <summary>Whether a cell has a level that training never saw.</summary>
    public bool HasUnseenCells => _tally.UnseenCells.Count > 0;

    public void Add(ScoredChunk chunk)
    {
        _tally.Add(chunk);
        foreach (int code in chunk.Classes)
        {
            _rowsWithoutKnownClass += code < 0 ? 1 : 0;
        }
    }

    /// <summary>The evaluation, the same as
    /// <see cref="LogisticModel.Evaluate(Data.DataSource, IProgress{Data.ReadProgress}?, CancellationToken)"/> gives of these
    /// rows.</summary>
    /// <param name="metrics">The quality on the rows that are judged.</param>
    /// <param name="usedRows">How many rows have a known class and a weight above 0.</param>
    public ModelEvaluation Result(Evaluation.ClassificationMetrics metrics, long usedRows) => new()
    {
        Metrics = metrics,
        RowsRead = _tally.Rows,
        RowsWithoutKnownClass = _rowsWithoutKnownClass,
        RowsOfWeightZero = _tally.Rows - _rowsWithoutKnownClass - usedRows,
        MissingCells = _tally.MissingCells,
        UnseenCells = _tally.UnseenCells,
        UnseenCombinations = _tally.UnseenCombinations,
        UnseenExamples = _tally.UnseenExamples,
        SpreadsheetErrorCells = _tally.SpreadsheetErrorCells,
        UnknownClasses = _tally.UnknownClasses,
        Warnings = _tally.Warnings,
    };
}
