using System.Text;
using CsvHelper;
using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>Writes predictions as CSV: UTF-8, commas, a line feed after each row.</summary>
internal sealed class PredictionWriter
{
    private const string PredictionColumn = "prediction";
    private const string ProbabilityColumn = "probability";

    private readonly LogisticModel _model;
    private readonly byte[][] _classes;
    private readonly string[] _columns;
    private readonly int _reasonCount;
    private readonly bool _isSafe;
    private readonly ExplanationText _explanationText;

    /// <param name="model">The model.</param>
    /// <param name="options">What the chunks bring along: the input's columns that come first, intervals, contributions.</param>
    /// <param name="isSafe">Whether a spreadsheet must not take texts for formulas.</param>
    public PredictionWriter(LogisticModel model, ScoringOptions options, bool isSafe = false)
    {
        _isSafe = isSafe;
        _model = model;
        _columns = [.. options.KeptColumns.Concat(ColumnsOf(model, options)).Select(name => SpreadsheetText.Of(name, isSafe))];
        _reasonCount = options.Contributions;
        _explanationText = new ExplanationText(model.Features);
        _classes = [.. model.Target.Classes.Select(name => Encoding.UTF8.GetBytes(SpreadsheetText.Of(name, isSafe)))];
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

    /// <summary>Writes a header and a row for each row of the chunks, and tells of each chunk before it is gone.</summary>
    public void Write(Stream stream, IEnumerable<ScoredChunk> chunks, Action<ScoredChunk> observe) =>
        ChunkedCsv.Write(stream, _columns, chunks, _model.Target.IsBinary ? WriteBinary : WriteMulticlass, observe);

    private void WriteBinary(CsvWriter csv, ScoredChunk chunk)
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
                csv.WriteText(column[row], _isSafe);
            }

            double probability = probabilities[row];
            csv.WriteField((ReadOnlySpan<byte>)(probability >= threshold ? positiveName : negativeName));
            csv.WriteField(probability);
            if (chunk.Lower.Length > 0)
            {
                csv.WriteField(chunk.Lower[row]);
                csv.WriteField(chunk.Upper[row]);
            }

            if (chunk.Explanations is RowExplanations explanations)
            {
                WriteExplanation(csv, explanations, row, ref flagPosition);
            }

            csv.EndRecord();
        }
    }

    // A model of fewer features than reasons were asked for leaves the last ones empty: the columns depend on the command line alone.
    private void WriteExplanation(CsvWriter csv, RowExplanations explanations, int row, ref int flagPosition)
    {
        for (int rank = 0; rank < _reasonCount; rank++)
        {
            if (rank >= explanations.Count)
            {
                csv.WriteField(""u8);
                csv.WriteField(""u8);
                continue;
            }

            int position = (row * explanations.Count) + rank;
            csv.WriteText(_explanationText.Reason(explanations, row, explanations.Features[position]), _isSafe);
            csv.WriteField(explanations.Contributions[position]);
        }

        csv.WriteText(_explanationText.Flags(explanations, row, ref flagPosition), _isSafe);
    }

    private void WriteMulticlass(CsvWriter csv, ScoredChunk chunk)
    {
        int classCount = _classes.Length;
        TextColumn[] kept = [.. chunk.KeptColumns];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                csv.WriteText(column[row], _isSafe);
            }

            ReadOnlySpan<double> probabilities = chunk.Probabilities.Slice(row * classCount, classCount);
            csv.WriteField((ReadOnlySpan<byte>)_classes[MostProbable.Of(probabilities)]);
            foreach (double probability in probabilities)
            {
                csv.WriteField(probability);
            }

            csv.EndRecord();
        }
    }
}
