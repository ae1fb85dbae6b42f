using System.Globalization;
using System.Text;
using System.Text.Json;
using LogReg.Data;
using LogReg.Server.Models;
using LogReg.Server.Problems;

namespace LogReg.Server.Scoring;

/// <summary>The rows of a JSON body for a model that reads vectors: from index to number, where an index that is left out has 0. They
/// become lines of a LIBSVM file.</summary>
/// <param name="model">The model.</param>
/// <param name="ignoresUnknown">Whether members that are no index of the model are ignored.</param>
internal sealed class SparseRows(ServedModel model, bool ignoresUnknown) : RowList
{
    // The label of rows whose label is not known.
    private const char NoLabel = '0';

    private readonly StringBuilder _lines = new();
    private readonly SortedList<int, double> _entries = [];

    protected override string Members => "a member for each index whose number is not 0";

    protected override string Example =>
        FormattableString.Invariant($"{{\"{(model.Vector is { Indices: [int first, ..] } ? first : 1)}\": 1.5}}");

    public override DataSource ToSource()
    {
        byte[] text = Encoding.UTF8.GetBytes(_lines.ToString());
        return LibsvmSource.FromStream(() => new MemoryStream(text, writable: false), "the request", threads: 1);
    }

    protected override void Read(JsonElement row, int number)
    {
        _entries.Clear();
        foreach (JsonProperty member in row.EnumerateObject())
        {
            string name = JsonText.NameOf(member);
            if (IndexOf(name) is int index)
            {
                RequireKnown(index, number);
                _entries.Add(index, NumberOf(member.Value, name, number));
            }
            else if (!ignoresUnknown && name != model.Model.Target.Name)
            {
                throw ApiException.Bad(
                    $"row {number}: '{Cut(name)}' is not an index of the vector '{Cut(model.Vector!.Name)}'",
                    $"name the members by whole numbers as in the LIBSVM file of training, as in {Example}; ?unknown=ignore ignores others",
                    row: number,
                    column: Cut(name));
            }
        }

        _lines.Append(NoLabel);
        foreach ((int index, double value) in _entries)
        {
            _lines.Append(CultureInfo.InvariantCulture, $" {index}:{value:R}");
        }

        _lines.Append('\n');
    }

    // Indices below the last one may have been the same in all training rows.
    private void RequireKnown(int index, int row)
    {
        if (!ignoresUnknown && model.Vector!.Indices is [.., int last] && index > last)
        {
            throw ApiException.Bad(
                FormattableString.Invariant($"row {row}: the model has no index {index}; its largest one is {last}"),
                "leave it out, or add ?unknown=ignore to the address",
                row: row,
                column: index.ToString(CultureInfo.InvariantCulture));
        }
    }

    // As a number is usually written, so that no index occurs under two names.
    private static int? IndexOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < int.MaxValue
            && (name.Length == 1 || name[0] != '0')
            ? index
            : null;

    private static double NumberOf(JsonElement value, string name, int row)
    {
        double number = value.ValueKind == JsonValueKind.Number ? value.GetDouble()
            : value.ValueKind == JsonValueKind.String
                && double.TryParse(JsonText.Of(value, name), NumberStyles.Float, CultureInfo.InvariantCulture, out double read) ? read
            : double.NaN;
        return double.IsFinite(number)
            ? number
            : throw ApiException.Bad(
                $"row {row}, index {name}: the value is not a finite number",
                "send a number such as 1.5, or leave the index out if it is 0",
                row,
                name,
                value.GetRawText(),
                "a finite number");
    }
}
