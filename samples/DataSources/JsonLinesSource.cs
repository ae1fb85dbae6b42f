using System.Text.Json;
using LogReg.Data;

namespace DataSources;

/// <summary>A source of the app's own: a file with a JSON object in each line. Names of columns and cells row by row are all that it
/// takes.</summary>
/// <param name="path">The path of the file.</param>
internal sealed class JsonLinesSource(string path) : RowSource(path)
{
    /// <summary>A row of data is a line of this file.</summary>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default) => RowPlace.OfLine(row + 1);

    // The first object names the columns; all cells together decide what is numeric.
    protected override IReadOnlyList<SourceColumn> ReadColumns()
    {
        using var first = JsonDocument.Parse(File.ReadLines(Name).First());
        return [.. first.RootElement.EnumerateObject().Select(property => new SourceColumn(property.Name, ColumnKind.Inferred))];
    }

    protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = ReadColumnNames();
        var cells = new DataCell[names.Count];
        foreach (string line in File.ReadLines(Name))
        {
            using var row = JsonDocument.Parse(line);
            foreach (int column in columns)
            {
                cells[column] = row.RootElement.TryGetProperty(names[column], out JsonElement value) ? CellOf(value) : DataCell.Missing;
            }

            yield return cells;
        }
    }

    private static DataCell CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => DataCell.Of(value.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => DataCell.Of(value.GetBoolean()),
        JsonValueKind.Null => DataCell.Missing,
        _ => DataCell.Of(value.ToString()),
    };
}
