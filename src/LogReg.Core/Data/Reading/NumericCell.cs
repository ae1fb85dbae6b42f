using System.Text;

namespace LogReg.Data;

/// <summary>Where a cell stands in its batch.</summary>
/// <param name="Row">The row.</param>
/// <param name="Offset">The position of the record, as the parser of the batch counts.</param>
internal readonly record struct CellPosition(int Row, int Offset);

/// <summary>The rules for cells of numeric columns that are neither missing nor plain numbers.</summary>
internal static class NumericCell
{
    /// <summary>The value of a cell; what is unusual about it goes to the column's census or becomes the fault of the batch.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="kind">What the text is as a number.</param>
    /// <param name="value">The number, if it is one.</param>
    /// <param name="position">Where the cell stands.</param>
    /// <param name="isTolerated">Whether a text may stand here, as a missing cell.</param>
    /// <param name="column">The column.</param>
    /// <param name="output">The batch.</param>
    /// <returns>The number; NaN for a cell that is missing or at fault.</returns>
    public static double Read(
        ReadOnlySpan<byte> text,
        NumberTextKind kind,
        double value,
        CellPosition position,
        bool isTolerated,
        NumericBuffer column,
        ParsedRows output)
    {
        switch (kind)
        {
            case NumberTextKind.Number:
                return column.Column.IsInferred ? OrCode(text, value, column) : value;
            case NumberTextKind.NotFinite when column.Column.IsInferred:
                column.NotFinite ??= NotFinite(text, position.Offset, column);
                return double.NaN;
            case NumberTextKind.NotFinite:
                output.Fault ??= NotFinite(text, position.Offset, column);
                return double.NaN;
            default:
                if (SpreadsheetError.Is(text))
                {
                    column.Census.AddError(text, position.Offset);
                }
                else if (isTolerated)
                {
                    column.Census.AddStray(text, position.Row, position.Offset);
                }
                else
                {
                    output.Fault ??= NotANumber(text, position.Offset, column);
                }

                return double.NaN;
        }
    }

    private static double OrCode(ReadOnlySpan<byte> text, double value, NumericBuffer column)
    {
        if (NumberText.HasLeadingZeros(text))
        {
            column.Census.AddLeadingZeros();
        }
        else if (NumberText.IsExponentCode(text))
        {
            column.Census.AddExponentCode();
        }

        return value;
    }

    private static ReadFault NotFinite(ReadOnlySpan<byte> text, int offset, NumericBuffer column)
    {
        string value = Encoding.UTF8.GetString(text);
        OptionText otherwise = column.Column.IsInferred
            ? OptionText.Of($"; or read the column as categorical ({Option.CategoricalColumns})")
            : "";
        return new ReadFault(offset, $"the value {DataException.Quote(value)} is not a finite number")
        {
            Column = column.Column.Request.Name,
            Value = value,
            Hint = column.Column.Request.HintForText ?? OptionText.Of(
                $"correct it, or use {column.Column.Source.AddedMissingValues([value])} if it means \"missing\"{otherwise}"),
        };
    }

    private static ReadFault NotANumber(ReadOnlySpan<byte> text, int offset, NumericBuffer column)
    {
        string value = Encoding.UTF8.GetString(text);
        bool hasDecimalComma = NumberText.Classify(Encoding.UTF8.GetBytes(value.Replace(',', '.')), out _) == NumberTextKind.Number;
        string problem = value.Length == 0 ? "the cell is empty" : $"the value {DataException.Quote(value)} is not a number";
        return new ReadFault(offset, problem)
        {
            Column = column.Column.Request.Name,
            Value = value,
            Hint = hasDecimalComma
                ? "write decimals with a point, and no thousands separators"
                : column.Column.Request.HintForText
                    ?? OptionText.Of($"correct it, or use {column.Column.Source.AddedMissingValues([value])} if it means \"missing\""),
        };
    }
}
