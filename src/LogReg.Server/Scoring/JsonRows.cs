using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Shared;
using LogReg.Terms;

namespace LogReg.Server.Scoring;

/// <summary>The rows of a JSON body as cells: numbers, texts or missing.</summary>
/// <param name="model">The model, which has the columns.</param>
/// <param name="ignoresUnknown">Whether other columns are ignored.</param>
/// <param name="reading">How numbers are written that are texts.</param>
internal sealed class JsonRows(ServedModel model, bool ignoresUnknown, CsvOptions reading) : RowList
{
    private const int MostNames = 8;

    private readonly List<DataCell[]> _rows = [];
    private readonly string _target = model.Model.Target.Name;

    /// <summary>Whether a row must have one of the columns of the model.</summary>
    public bool NeedsColumn { get; init; } = true;

    /// <summary>The rows, with a cell for each column of the model.</summary>
    public IReadOnlyList<DataCell[]> Cells => _rows;

    protected override string Members => "a member for each column";

    protected override string Example => $"{{\"{(model.Columns.Count > 0 ? model.Columns[0] : "x")}\": …}}";

    public override DataSource ToSource() => SourceOf(_rows);

    /// <summary>Rows of cells as a source.</summary>
    /// <param name="rows">The rows, with a cell for each column of the model.</param>
    public DataSource SourceOf(IReadOnlyList<DataCell[]> rows) => new JsonRowSource(model, rows)
    {
        DecimalSeparator = reading.DecimalSeparator,
        ThousandsSeparator = reading.ThousandsSeparator,
    };

    protected override void Read(JsonElement row, int number)
    {
        var cells = new DataCell[model.Columns.Count];
        int guess = 0;
        int known = 0;
        foreach (JsonProperty member in row.EnumerateObject())
        {
            // Most requests name the columns in the order of the model.
            int place = guess < cells.Length && NameEquals(member, model.Columns[guess])
                ? guess
                : model.PlaceOf(JsonText.NameOf(member));
            if (place >= 0)
            {
                guess = place + 1;
                known++;
                cells[place] = CellOf(member.Value, model.Columns[place], number);
            }
            else if (!ignoresUnknown && member.Name != _target)
            {
                throw Unknown(member.Name, number);
            }
        }

        if (NeedsColumn && known == 0 && cells.Length > 0)
        {
            throw ApiException.Bad(
                $"row {number}: the row has none of the columns of the model",
                $"send at least one; the model reads {Reads()}",
                row: number);
        }

        _rows.Add(cells);
    }

    private string Reads() => $"{string.Join(", ", model.Columns.Take(MostNames))}{(model.Columns.Count > MostNames ? " and more" : "")}";

    private static bool NameEquals(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private DataCell CellOf(JsonElement value, string column, int row)
    {
        Feature? feature = model.FeatureOf(column);
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return DataCell.Missing;
            case JsonValueKind.String:
                return DataCell.Of(JsonText.Of(value, column));
            case JsonValueKind.Number when !double.IsFinite(value.GetDouble()):
                throw Wrong("the number is larger than any that a double holds", "correct it, or leave it out if it is missing", "a finite number");
            case JsonValueKind.Number:
                // A level is a text, of which a double might lose digits.
                return feature is CategoricalFeature or TextFeature ? DataCell.Of(value.GetRawText())
                    : value.TryGetInt64(out long whole) ? DataCell.Of(whole)
                    : DataCell.Of(value.GetDouble());
            case JsonValueKind.True or JsonValueKind.False when feature is CategoricalFeature or TextFeature:
                return DataCell.Of(value.ValueKind == JsonValueKind.True);
            case JsonValueKind.True or JsonValueKind.False when feature is NumericFeature { DateOrder: null, Minimum: 0, Maximum: 1 }:
                return DataCell.Of(value.ValueKind == JsonValueKind.True ? 1 : 0);
            case JsonValueKind.True or JsonValueKind.False when feature is NumericFeature { DateOrder: not null }:
                throw Wrong(
                    $"the value is {value.GetRawText()}, but must be a date", "send a date such as \"2026-01-31\", or null if it is missing", "a date");
            case JsonValueKind.True or JsonValueKind.False:
                throw Wrong(
                    $"the value is {value.GetRawText()}, but must be a number: true and false stand for 1 and 0 only in a column whose "
                        + "numbers range from 0 to 1",
                    "send a number such as 29, or null if it is missing",
                    "a number");
            default:
                string expected = feature is CategoricalFeature or TextFeature ? "a text, a number, true, false or null" : "a number, a text or null";
                throw Wrong(
                    $"the value is {KindOf(value)}, but must be {expected}",
                    "send a value for each column, in rows without objects and arrays within them",
                    expected);
        }

        ApiException Wrong(string what, string hint, string expected) => ApiException.Bad(
            $"row {row}, column '{Cut(column)}': {what}", hint, row, column, value.GetRawText(), expected);
    }

    private ApiException Unknown(string name, int row)
    {
        IReadOnlyList<string> nearest = NearestNames.Find(name, model.Columns, most: 1);
        return ApiException.Bad(
            $"row {row}: the model has no column '{Cut(name)}'",
            nearest.Count > 0
                ? $"did you mean '{nearest[0]}'?"
                : "leave it out, or add ?unknown=ignore to the address; "
                    + $"the model reads {Reads()}",
            row: row,
            column: Cut(name));
    }
}
