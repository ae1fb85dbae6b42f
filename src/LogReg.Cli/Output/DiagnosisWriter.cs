using System.Text;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Output;

/// <summary>Writes a diagnosis as CSV: UTF-8, commas, a line feed after each row; an empty cell where a row has no such number.</summary>
internal sealed class DiagnosisWriter
{
    private readonly byte[][] _classes;
    private readonly OutputColumn[] _header;
    /// <param name="model">The model.</param>
    /// <param name="keptColumns">The input's columns that come first.</param>
    /// <param name="source">The input, whose types kept columns have where the output has types.</param>
    /// <param name="isPlain">Whether nobody said that the input writes numbers otherwise than usual.</param>
    public DiagnosisWriter(LogisticModel model, IEnumerable<string> keptColumns, DataSource source, bool isPlain)
    {
        _classes = [.. model.Target.Classes.Select(name => Encoding.UTF8.GetBytes(name))];
        _header =
        [
            .. keptColumns.Select(name => ParquetRowOutput.Keep(source, model, name, isPlain)),
            .. Columns.Select(name => new OutputColumn(name, name switch
            {
                "row" => ParquetColumnKind.WholeNumber,
                "observed" => ParquetRowOutput.KindOf(model.Target.Classes),
                _ => ParquetColumnKind.Number,
            })),
        ];
    }

    /// <summary>The columns that a diagnosis adds.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "row", "observed", "probability", "leverage", "cooks_distance", "pearson_residual", "deviance_residual",
        "standardised_pearson_residual", "standardised_deviance_residual",
    ];

    /// <summary>Writes a header and a row for each row of the chunks, and tells of each chunk before it is gone.</summary>
    public void Write(RowOutput output, IEnumerable<DiagnosedChunk> chunks, Action<DiagnosedChunk> observe) =>
        output.WriteChunks(_header, chunks, WriteRows, observe);

    private void WriteRows(RowOutput output, DiagnosedChunk chunk)
    {
        TextColumn[] kept = [.. chunk.KeptColumns];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            foreach (TextColumn column in kept)
            {
                output.WriteText(column[row]);
            }

            int observed = chunk.Classes[row];
            output.WriteWhole(chunk.FirstRow + row + 1);
            if (observed < 0)
            {
                output.WriteMissing();
            }
            else
            {
                output.WriteClass(_classes[observed]);
            }

            output.WriteNumber(chunk.Probabilities[row]);
            output.WriteNumber(chunk.Leverages[row]);
            output.WriteNumber(chunk.CooksDistances[row]);
            output.WriteNumber(chunk.PearsonResiduals[row]);
            output.WriteNumber(chunk.DevianceResiduals[row]);
            output.WriteNumber(chunk.StandardisedPearsonResiduals[row]);
            output.WriteNumber(chunk.StandardisedDevianceResiduals[row]);
            output.EndRow();
        }
    }
}
