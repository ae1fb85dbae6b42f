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
internal sealed class JsonRows(ServedModel model, bool ignoresUnknown)
{
    private const string Expected = "a number, a text, true, false or null";

    private readonly List<DataCell[]> _rows = [];
    private readonly string _target = model.Model.Target.Name;

    /// <summary>The rows, with a cell for each column of the model.</summary>
    public IReadOnlyList<DataCell[]> Cells => _rows;

    /// <summary>Adds the rows of an array.</summary>
    /// <param name="rows">The array.</param>
    /// <param name="most">The most rows that are taken.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ApiException">There are more rows, or a row is wrong.</exception>
    public void AddAll(JsonElement rows, int most, CancellationToken cancellationToken)
    {
        int count = rows.GetArrayLength();
        if (count > most)
        {
            throw TooMany(most);
        }

        _rows.Capacity = count;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(row);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ApiException">The row is wrong.</exception>
    public void Add(JsonElement row)
    {
        int number = _rows.Count + 1;
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw ApiException.Bad(
                $"row {number} is {KindOf(row)}, but must be an object with a member for each column",
                $"send rows such as {{\"{(model.Columns.Count > 0 ? model.Columns[0] : "x")}\": …}}",
                row: number);
        }

        var cells = new DataCell[model.Columns.Count];
        int guess = 0;
        foreach (JsonProperty member in row.EnumerateObject())
        {
            // Most requests name the columns in the order of the model.
            int place = guess < cells.Length && NameEquals(member, model.Columns[guess])
                ? guess
                : model.PlaceOf(JsonText.NameOf(member));
            if (place >= 0)
            {
                guess = place + 1;
                cells[place] = CellOf(member.Value, model.Columns[place], number);
            }
            else if (!ignoresUnknown && member.Name != _target)
            {
                throw Unknown(member.Name, number);
            }
        }

        _rows.Add(cells);
    }

    /// <summary>The error for more rows than are taken.</summary>
    public static ApiException TooMany(int most) => ApiException.Of(
        StatusCodes.Status413PayloadTooLarge,
        FormattableString.Invariant($"the request has more than {most:N0} rows"),
        "send fewer rows per request, or start the server with a larger --max-rows");

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
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return DataCell.Missing;
            case JsonValueKind.Number:
                // A whole number beyond the digits of a double keeps them as a level.
                return value.TryGetInt64(out long whole) ? DataCell.Of(whole)
                    : value.GetDouble() is double number && double.IsFinite(number) ? DataCell.Of(number)
                    : throw ApiException.Bad(
                        $"row {row}, column '{column}': the number is larger than any that a double holds",
                        "correct it, or leave it out if it is missing",
                        row,
                        column,
                        value.GetRawText(),
                        "a finite number");
            case JsonValueKind.String:
                return DataCell.Of(JsonText.Of(value, column));
            case JsonValueKind.True or JsonValueKind.False:
                bool truth = value.ValueKind == JsonValueKind.True;
                return model.FeatureOf(column) is NumericFeature ? DataCell.Of(truth ? 1 : 0) : DataCell.Of(truth);
            default:
                throw ApiException.Bad(
                    $"row {row}, column '{column}': the value is {KindOf(value)}, but must be {Expected}",
                    row: row,
                    column: column,
                    value: value.GetRawText(),
                    expected: Expected);
        }
    }

    private ApiException Unknown(string name, int row)
    {
        IReadOnlyList<string> nearest = NearestNames.Find(name, model.Columns, most: 1);
        string shown = name.Length > 80 ? name[..80] + "…" : name;
        return ApiException.Bad(
            $"row {row}: the model has no column '{shown}'",
            nearest.Count > 0
                ? $"did you mean '{nearest[0]}'?"
                : "leave it out, or add ?unknown=ignore to the address; "
                    + $"the model reads {string.Join(", ", model.Columns.Take(8))}{(model.Columns.Count > 8 ? " and more" : "")}",
            row: row,
            column: shown);
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "a text",
        JsonValueKind.Null => "null",
        _ => "a truth value",
    };
}
