using System.Text;
using CsvHelper;
using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>Writes a diagnosis as CSV: UTF-8, commas, a line feed after each row; an empty cell where a row has no such number.</summary>
internal sealed class DiagnosisWriter
{
    private readonly byte[][] _classes;
    private readonly string[] _header;
    private readonly bool _isSafe;

    /// <param name="model">The model.</param>
    /// <param name="keptColumns">The input's columns that come first.</param>
    /// <param name="isSafe">Whether a spreadsheet must not take texts for formulas.</param>
    public DiagnosisWriter(LogisticModel model, IEnumerable<string> keptColumns, bool isSafe = false)
    {
        _isSafe = isSafe;
        _classes = [.. model.Target.Classes.Select(name => Encoding.UTF8.GetBytes(SpreadsheetText.Of(name, isSafe)))];
        _header = [.. keptColumns.Select(name => SpreadsheetText.Of(name, isSafe)), .. Columns];
    }

    /// <summary>The columns that a diagnosis adds.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "row", "observed", "probability", "leverage", "cooks_distance", "pearson_residual", "deviance_residual",
        "standardised_pearson_residual", "standardised_deviance_residual",
    ];

    /// <summary>Writes a header and a row for each row of the chunks, and tells of each chunk before it is gone.</summary>
    public void Write(Stream stream, IEnumerable<DiagnosedChunk> chunks, Action<DiagnosedChunk> observe) =>
        ChunkedCsv.Write(stream, _header, chunks, WriteRows, observe);

    private void WriteRows(CsvWriter csv, DiagnosedChunk chunk)
    {
        TextColumn[] kept = [.. chunk.KeptColumns];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                csv.WriteText(column[row], _isSafe);
            }

            int observed = chunk.Classes[row];
            csv.WriteField(chunk.FirstRow + row + 1);
            csv.WriteField(observed < 0 ? ""u8 : _classes[observed]);
            csv.WriteField(chunk.Probabilities[row]);
            WriteNumber(csv, chunk.Leverages[row]);
            WriteNumber(csv, chunk.CooksDistances[row]);
            WriteNumber(csv, chunk.PearsonResiduals[row]);
            WriteNumber(csv, chunk.DevianceResiduals[row]);
            WriteNumber(csv, chunk.StandardisedPearsonResiduals[row]);
            WriteNumber(csv, chunk.StandardisedDevianceResiduals[row]);
            csv.EndRecord();
        }
    }

    private static void WriteNumber(CsvWriter csv, double value)
    {
        if (double.IsNaN(value))
        {
            csv.WriteField(""u8);
        }
        else
        {
            csv.WriteField(value);
        }
    }
}
