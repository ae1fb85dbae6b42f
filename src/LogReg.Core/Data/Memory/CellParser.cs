using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Parses rows of cells into columns, as a CSV file with the same cells is parsed.</summary>
/// <param name="plan">What to read.</param>
internal sealed class CellParser(ReadPlan plan)
{
    private readonly string _missingText = plan.Reader.MissingValues.Contains("") ? "" : plan.Reader.MissingValues.FirstOrDefault("");
    private byte[] _utf8 = new byte[256];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its cells, by the place of their columns.</param>
    /// <param name="output">Receives the row, or what is wrong with it.</param>
    public void Parse(ReadOnlySpan<DataCell> cells, ParsedRows output)
    {
        int row = output.RowCount;
        if (row == output.Capacity)
        {
            output.Grow();
        }

        foreach (NumericBuffer column in output.Numeric)
        {
            column.Values[row] = Number(cells, column, row, output);
        }

        foreach (NumericBuffer column in output.Noted)
        {
            column.Values[row] = Number(cells, column, row, output);
        }

        foreach (CategoricalBuffer column in output.Categorical)
        {
            column.Codes[row] = Code(cells[column.FieldIndex], column, row);
        }

        foreach (TextBuffer column in output.Text)
        {
            DataCell cell = cells[column.FieldIndex];
            column.Set(row, cell.Kind == DataCellKind.Missing ? Utf8(_missingText) : TextOf(cell));
        }

        if (output.Fault is null)
        {
            output.RowCount++;
        }
    }

    private double Number(ReadOnlySpan<DataCell> cells, NumericBuffer column, int row, ParsedRows output)
    {
        DataCell cell = cells[column.FieldIndex];
        if (cell.Kind == DataCellKind.Number && double.IsFinite(cell.Number) && !plan.Missing.ContainsNumbers)
        {
            return cell.Number;
        }

        ReadOnlySpan<byte> text = cell.Kind == DataCellKind.Missing ? [] : TextOf(cell);
        if (cell.Kind == DataCellKind.Missing || plan.Missing.Contains(text))
        {
            column.Census.AddMissing();
            return double.NaN;
        }

        if (cell.Kind == DataCellKind.Number && double.IsFinite(cell.Number))
        {
            return cell.Number;
        }

        if (cell.Kind == DataCellKind.Text && NumericCell.TryReadNoted(text, row, column, plan.Missing, out double noted))
        {
            return noted;
        }

        NumberTextKind kind = cell.Kind == DataCellKind.Text
            ? NumericCell.Classify(text, column, out double value)
            : NumberText.Classify(text, out value);
        if (kind == NumberTextKind.Number && NumberText.IsRoundedInteger(text, value))
        {
            column.Census.AddRounded(text, row);
        }

        bool isTolerated = kind == NumberTextKind.Text
            && (column.Column.IsInferred || NumericCell.MayBeNoted(text, plan) || IsWithoutTarget(cells));
        return NumericCell.Read(text, kind, value, new CellPosition(row, row), isTolerated, column, output);
    }

    private int Code(DataCell cell, CategoricalBuffer column, int row)
    {
        if (cell.Kind == DataCellKind.Missing)
        {
            return CategoricalColumn.Missing;
        }

        ReadOnlySpan<byte> text = TextOf(cell);
        if (cell.Kind == DataCellKind.Level || !plan.Missing.Contains(text))
        {
            return column.CodeOf(text, row);
        }

        if (NumberText.IsNone(text))
        {
            column.Census.AddNone();
        }

        return CategoricalColumn.Missing;
    }

    private bool IsWithoutTarget(ReadOnlySpan<DataCell> cells)
    {
        if (plan.TargetField < 0)
        {
            return false;
        }

        DataCell cell = cells[plan.TargetField];
        if (cell.Kind == DataCellKind.Missing)
        {
            return true;
        }

        // The text at hand must stay: another parser would overwrite it.
        byte[] target = Encoding.UTF8.GetBytes(cell.Text is null ? Shortest(cell.Number) : CellText.Trim(cell.Text));
        return plan.Missing.Contains(target) || SpreadsheetError.Is(target);
    }

    private ReadOnlySpan<byte> TextOf(DataCell cell) => cell.Kind switch
    {
        DataCellKind.Number => Utf8(Shortest(cell.Number)),
        DataCellKind.Level => Utf8(cell.Text!),
        _ => CellText.Trim(Utf8(cell.Text!)),
    };

    // A number that is a category is called by its shortest form.
    private static string Shortest(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > _utf8.Length)
        {
            _utf8 = new byte[Math.Max(longest, 2 * _utf8.Length)];
        }

        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8));
    }
}
