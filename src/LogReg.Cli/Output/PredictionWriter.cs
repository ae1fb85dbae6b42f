using System.Text;
using CsvHelper;
using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>Writes predictions as CSV: UTF-8, commas, a line feed after each row.</summary>
internal sealed class PredictionWriter
{
    private const int BufferSize = 1 << 18;
    private const string PredictionColumn = "prediction";
    private const string ProbabilityColumn = "probability";

    private readonly LogisticModel _model;
    private readonly byte[][] _classes;
    private readonly string[] _keptColumns;

    /// <param name="model">The model.</param>
    /// <param name="keptColumns">The input's columns that come first.</param>
    public PredictionWriter(LogisticModel model, IEnumerable<string> keptColumns)
    {
        _model = model;
        _keptColumns = [.. keptColumns];
        _classes = [.. model.Target.Classes.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The columns that a prediction adds: the class, then the probability of the positive one or of each.</summary>
    public static IReadOnlyList<string> ColumnsOf(LogisticModel model) => model.Target.IsBinary
        ? [PredictionColumn, ProbabilityColumn]
        : [PredictionColumn, .. model.Target.Classes.Select(name => $"{ProbabilityColumn}_{name}")];

    /// <summary>Writes a header and a row for each row of the chunks, and tells of each chunk before it is gone.</summary>
    public void Write(Stream stream, IEnumerable<ScoredChunk> chunks, Action<ScoredChunk> observe)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n", BufferSize = BufferSize }, leaveOpen: true);
        bool isStarted = false;
        foreach (ScoredChunk chunk in chunks)
        {
            // Not before the first chunk: an input that is wrong from the start leaves nothing behind, not even a header.
            WriteHeader(csv, ref isStarted);
            if (_model.Target.IsBinary)
            {
                WriteBinary(csv, chunk);
            }
            else
            {
                WriteMulticlass(csv, chunk);
            }

            observe(chunk);
        }

        WriteHeader(csv, ref isStarted);
        csv.Flush();
        stream.Flush();
    }

    private void WriteHeader(CsvWriter csv, ref bool isStarted)
    {
        if (!isStarted)
        {
            csv.WriteHeader([.. _keptColumns, .. ColumnsOf(_model)]);
            isStarted = true;
        }
    }

    private void WriteBinary(CsvWriter csv, ScoredChunk chunk)
    {
        int positive = _model.Target.Classes[1] == _model.Target.Positive ? 1 : 0;
        double threshold = _model.Threshold;
        byte[] positiveName = _classes[positive];
        byte[] negativeName = _classes[1 - positive];
        ReadOnlySpan<double> probabilities = chunk.Probabilities;
        TextColumn[] kept = [.. chunk.KeptColumns];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                csv.WriteField(column[row]);
            }

            double probability = probabilities[row];
            csv.WriteField((ReadOnlySpan<byte>)(probability >= threshold ? positiveName : negativeName));
            csv.WriteField(probability);
            csv.EndRecord();
        }
    }

    private void WriteMulticlass(CsvWriter csv, ScoredChunk chunk)
    {
        int classCount = _classes.Length;
        TextColumn[] kept = [.. chunk.KeptColumns];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                csv.WriteField(column[row]);
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
