using System.Text;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Output;

/// <summary>Writes predictions as rows.</summary>
internal sealed class PredictionWriter : ScoreOutput
{
    private const string PredictionColumn = "prediction";
    private const string ProbabilityColumn = "probability";

    private readonly RowOutput _output;
    private readonly LogisticModel _model;
    private readonly byte[][] _classes;
    private readonly OutputColumn[] _columns;
    private readonly int _reasonCount;
    private readonly ExplanationText _explanationText;

    /// <param name="output">Receives the rows; left open.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">What the chunks bring along: the input's columns that come first, intervals, contributions.</param>
    /// <param name="source">The input, whose types kept columns have where the output has types.</param>
    /// <param name="isPlain">Whether nobody said that the input writes numbers otherwise than usual.</param>
    public PredictionWriter(RowOutput output, LogisticModel model, ScoringOptions options, DataSource source, bool isPlain)
    {
        _output = output;
        _model = model;
        _columns = WrittenColumns(model, options, source, isPlain);
        _reasonCount = options.Contributions;
        _explanationText = new ExplanationText(model.Features);
        _classes = [.. model.Target.Classes.Select(name => Encoding.UTF8.GetBytes(name))];
    }

    /// <summary>The columns that a prediction adds: the class, then the probability of the positive one or of each, then its interval, then
    /// its reasons.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What is wanted besides.</param>
    public static IReadOnlyList<string> ColumnsOf(LogisticModel model, ScoringOptions options)
    {
        List<string> columns = [PredictionColumn];
        columns.AddRange(model.Target.IsBinary ? [ProbabilityColumn] : model.Target.Classes.Select(name => $"{ProbabilityColumn}_{name}"));
        columns.AddRange(options.Interval is null ? [] : ["lower", "upper"]);
        for (int rank = 1; rank <= options.Contributions; rank++)
        {
            columns.Add($"reason{rank}");
            columns.Add($"contribution{rank}");
        }

        columns.AddRange(options.Contributions > 0 ? ["flags"] : []);
        return columns;
    }

    /// <summary>All columns of the output, with their kinds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What the chunks bring along.</param>
    /// <param name="source">The input.</param>
    /// <param name="isPlain">Whether nobody said that the input writes numbers otherwise than usual.</param>
    public static OutputColumn[] WrittenColumns(LogisticModel model, ScoringOptions options, DataSource source, bool isPlain) =>
    [
        .. options.KeptColumns.Select(name => ParquetRowOutput.Keep(source, model, name, isPlain)),
        .. ColumnsOf(model, options).Select(name => new OutputColumn(name, KindOf(name, model))),
    ];

    public override void Flush() => _output.Flush();

    protected override void WriteHeader() => _output.WriteHeader(_columns);

    protected override void WriteRows(ScoredChunk chunk)
    {
        if (_model.Target.IsBinary)
        {
            WriteBinary(_output, chunk);
        }
        else
        {
            WriteMulticlass(_output, chunk);
        }
    }

    protected override void Finish() => _output.Complete();

    private static ParquetColumnKind KindOf(string column, LogisticModel model) =>
        column == PredictionColumn ? ParquetRowOutput.KindOf(model.Target.Classes)
        : column.StartsWith("reason", StringComparison.Ordinal) || column == "flags" ? ParquetColumnKind.Text
        : ParquetColumnKind.Number;

    private void WriteBinary(RowOutput output, ScoredChunk chunk)
    {
        int positive = _model.Target.Classes[1] == _model.Target.Positive ? 1 : 0;
        double threshold = _model.Threshold;
        byte[] positiveName = _classes[positive];
        byte[] negativeName = _classes[1 - positive];
        ReadOnlySpan<double> probabilities = chunk.Probabilities;
        TextColumn[] kept = [.. chunk.KeptColumns];
        int flagPosition = 0;
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                output.WriteText(column[row]);
            }

            double probability = probabilities[row];
            output.WriteClass(probability >= threshold ? positiveName : negativeName);
            output.WriteNumber(probability);
            if (chunk.Lower.Length > 0)
            {
                output.WriteNumber(chunk.Lower[row]);
                output.WriteNumber(chunk.Upper[row]);
            }

            if (chunk.Explanations is RowExplanations explanations)
            {
                WriteExplanation(output, explanations, row, ref flagPosition);
            }

            output.EndRow();
        }
    }

    // A model of fewer features than reasons were asked for leaves the last ones empty: the columns depend on the command line alone.
    private void WriteExplanation(RowOutput output, RowExplanations explanations, int row, ref int flagPosition)
    {
        for (int rank = 0; rank < _reasonCount; rank++)
        {
            if (rank >= explanations.Count)
            {
                output.WriteMissing();
                output.WriteMissing();
                continue;
            }

            int position = (row * explanations.Count) + rank;
            output.WriteText(_explanationText.Reason(explanations, row, explanations.Features[position]));
            output.WriteNumber(explanations.Contributions[position]);
        }

        output.WriteText(_explanationText.Flags(explanations, row, ref flagPosition));
    }

    private void WriteMulticlass(RowOutput output, ScoredChunk chunk)
    {
        int classCount = _classes.Length;
        TextColumn[] kept = [.. chunk.KeptColumns];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                output.WriteText(column[row]);
            }

            ReadOnlySpan<double> probabilities = chunk.Probabilities.Slice(row * classCount, classCount);
            output.WriteClass(_classes[MostProbable.Of(probabilities)]);
            foreach (double probability in probabilities)
            {
                output.WriteNumber(probability);
            }

            output.EndRow();
        }
    }
}
