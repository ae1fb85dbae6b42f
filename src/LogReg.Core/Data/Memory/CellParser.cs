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

        DataCell target = plan.TargetField < 0 ? DataCell.Missing : cells[plan.TargetField];
        foreach (NumericBuffer column in output.Numeric)
        {
            column.Values[row] = Number(cells[column.FieldIndex], target, column, row, output);
        }

        foreach (NumericBuffer column in output.Noted)
        {
            column.Values[row] = Number(cells[column.FieldIndex], target, column, row, output);
        }

        foreach (CategoricalBuffer column in output.Categorical)
        {
            column.Codes[row] = Code(cells[column.FieldIndex], column, row);
        }

        foreach (TextBuffer column in output.Text)
        {
            Text(cells[column.FieldIndex], column, row);
        }

        if (output.Fault is null)
        {
            output.RowCount++;
        }
    }

    /// <summary>The number of a cell; what is unusual about it goes to the column's census or becomes the fault of the batch.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="target">The target's cell in the same row.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row in the batch.</param>
    /// <param name="output">The batch.</param>
    /// <returns>The number; NaN for a cell that is missing or at fault.</returns>
    public double Number(DataCell cell, DataCell target, NumericBuffer column, int row, ParsedRows output)
    {
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
            && (column.Column.IsInferred || NumericCell.MayBeNoted(text, plan) || IsWithoutTarget(target));
        return NumericCell.Read(text, kind, value, new CellPosition(row, row), isTolerated, column, output);
    }

    /// <summary>The number of a cell in which nothing is to be counted; <see langword="null"/> if something may be.</summary>
    /// <param name="cell">The cell.</param>
    public double? PlainNumber(DataCell cell)
    {
        if (cell.Kind == DataCellKind.Number)
        {
            return double.IsFinite(cell.Number) && !plan.Missing.ContainsNumbers ? cell.Number : null;
        }

        ReadOnlySpan<byte> text = cell.Kind == DataCellKind.Missing ? [] : TextOf(cell);
        return !plan.Missing.Contains(text) && NumberText.Classify(text, out double value) == NumberTextKind.Number
            && !NumberText.IsRoundedInteger(text, value) && !NumberText.HasLeadingZeros(text) && !NumberText.IsExponentCode(text)
            ? value
            : null;
    }

    /// <summary>The code of a cell; what is unusual about it goes to the column.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row in the batch.</param>
    public int Code(DataCell cell, CategoricalBuffer column, int row)
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

    /// <summary>Adds the text of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="column">The column.</param>
    /// <param name="row">The row in the batch.</param>
    public void Text(DataCell cell, TextBuffer column, int row) =>
        column.Set(row, cell.Kind == DataCellKind.Missing ? Utf8(_missingText) : TextOf(cell));

    private bool IsWithoutTarget(DataCell cell)
    {
        if (plan.TargetField < 0)
        {
            return false;
        }

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
