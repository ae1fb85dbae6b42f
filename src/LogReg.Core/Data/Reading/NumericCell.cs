using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Where a cell stands in its batch.</summary>
/// <param name="Row">The row.</param>
/// <param name="Offset">The position of the record, as the parser of the batch counts.</param>
internal readonly record struct CellPosition(int Row, int Offset);

/// <summary>The rules for cells of numeric columns that are neither missing nor plain numbers.</summary>
internal static class NumericCell
{
    /// <summary>Reads a cell in the notation of its column, if it has one.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    /// <param name="column">The column.</param>
    /// <param name="missing">The texts that count as missing.</param>
    /// <param name="value">The number.</param>
    public static bool TryReadNoted(ReadOnlySpan<byte> text, int offset, NumericBuffer column, MissingValueSet missing, out double value)
    {
        value = 0;
        if (column.Column.Notation is not NumberNotation notation || missing.Contains(text))
        {
            return false;
        }

        if (column.Column.DetectsNotation && !SpreadsheetError.Is(text))
        {
            column.Census.Detect(text);
        }

        if (!notation.TryRead(text, out value, out bool hasUnit))
        {
            return false;
        }

        if (!hasUnit)
        {
            column.Census.AddBare(text, offset);
        }

        if (notation.ToTell(text) is NotedCell kind)
        {
            column.Census.Add(kind, text, offset);
        }

        if (NumberText.Classify(text, out double plain) != NumberTextKind.Number || plain != value)
        {
            column.Census.AddNoted(text, offset);
        }
        else if (NumberText.IsRoundedInteger(text, value))
        {
            column.Census.AddRounded(text, offset);
        }

        return !NumberText.IsExponentCode(text);
    }

    /// <summary>What a text is as a plain number. Where commas are known to be decimal, a point makes it none, unless plain numbers may
    /// stand there, too, and this one cannot be a number of thousands.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">The number.</param>
    public static NumberTextKind Classify(ReadOnlySpan<byte> text, NumericBuffer column, out double value)
    {
        NumberTextKind kind = NumberText.Classify(text, out value);
        return kind == NumberTextKind.Number && column.Column.Notation is { RereadsPoints: true } notation && text.Contains((byte)'.')
            && !(column.Column.TakesPlainPoints && !notation.IsDoubtful(text, out _))
                ? NumberTextKind.Text
                : kind;
    }

    /// <summary>Whether a text may turn out to be a number in the notation of its column.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="plan">The plan of the pass.</param>
    public static bool MayBeNoted(ReadOnlySpan<byte> text, ReadPlan plan) => plan.FindsNotations && NotationDetector.MayBeNumber(text);

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
            case NumberTextKind.Number when column.Column is { TakesPlainPoints: true, Notation: NumberNotation notation }
                && text.Contains((byte)'.'):
                column.Census.Add(NotedCell.DecimalPoint, text, position.Offset);
                if (!notation.IsBare)
                {
                    column.Census.AddBare(text, position.Offset);
                }

                return value;
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
                    output.Fault ??= NotANumber(text, position.Offset, column.Column);
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

    /// <summary>The fault of a text in a column of numbers.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    /// <param name="column">The column.</param>
    public static ReadFault NotANumber(ReadOnlySpan<byte> text, int offset, PlannedColumn column)
    {
        string value = Encoding.UTF8.GetString(text);
        double thousands = 0;
        bool isDoubtful = column.TakesPlainPoints && column.Notation!.IsDoubtful(text, out thousands)
            && NumberText.Classify(text, out _) == NumberTextKind.Number;
        string problem = value.Length == 0 ? "the cell is empty"
            : isDoubtful ? $"the value {DataException.Quote(value)} may be a number of thousands or have a decimal point"
            : $"the value {DataException.Quote(value)} is not a number";
        return new ReadFault(offset, problem)
        {
            Column = column.Request.Name,
            Value = value,
            Hint = isDoubtful
                ? OptionText.Of(
                    $"the model was trained on decimal commas: use {PointsOfThousands(column.Notation!)} to read {Plain(thousands)}, or "
                        + $"{Option.DecimalSeparator.Is(".")} if points are decimal in all cells")
                : NotationHint(text, column)
                    ?? column.Request.HintForText
                    ?? (value.StartsWith('#') && column.Source.Delimiter is not null
                        ? OptionText.Of(
                            $"if lines that begin with # are comments, use {Option.Comment.Is('#')}; if the value means \"missing\", use "
                                + $"{column.Source.AddedMissingValues([value])}")
                        : null)
                    ?? OptionText.Of($"correct it, or use {column.Source.AddedMissingValues([value])} if it means \"missing\""),
        };
    }

    /// <summary>The error of a column that must be one of numbers, whose points may stand between thousands.</summary>
    /// <param name="source">The name of the data.</param>
    /// <param name="column">The column.</param>
    /// <param name="example">A number with a point.</param>
    public static DataException Doubt(string source, string column, string example)
    {
        double point = NumberNotation.Read(example, '.');
        double thousands = NumberNotation.Read(example, ',');
        return new DataException(
            $"the column holds numbers such as {DataException.Quote(example)}, which may be {Plain(point)} or {Plain(thousands)}",
            source,
            column: column,
            value: example,
            hint: OptionText.Of(
                $"use {Option.DecimalSeparator.Is(".")} to read {Plain(point)}, or {Option.ThousandsSeparator.Is(".")} to read "
                    + $"{Plain(thousands)}"));
    }

    // What to say of 2.019,61 and 2,019.61, unless it was said.
    private static OptionText? NotationHint(ReadOnlySpan<byte> text, PlannedColumn column)
    {
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        if (!NumberParts.TrySplit(text, buffer, out NumberParts parts))
        {
            return null;
        }

        bool hasComma = parts.Digits.Contains(',');
        bool isByComma = parts.TryRead(',', out double comma, out _) && hasComma && column.Notation?.DecimalSeparator != ',';
        bool isByPoint = parts.TryRead('.', out double point, out char separator) && separator == ','
            && column.Notation?.ThousandsSeparator != ',';
        bool isDoubtful = column.Notation is { RereadsPoints: true } && !hasComma
            && parts.TryRead(',', out comma, out char points) && points == '.' && parts.TryRead('.', out point, out _);
        char thousands = parts.TryRead('.', out _, out char byPoint) && byPoint is ' ' or '\'' ? byPoint
            : parts.TryRead(',', out _, out char byComma) && byComma is ' ' or '\'' ? byComma
            : NumberParts.NoSeparator;
        return isDoubtful
                ? OptionText.Of(
                    $"use {PointsOfThousands(column.Notation!)} to read {Plain(comma)}, or {Option.DecimalSeparator.Is(".")} to read "
                        + $"{Plain(point)}")
            : isByComma && isByPoint
                ? OptionText.Of(
                    $"use {Option.DecimalSeparator.Is(",")} to read {Plain(comma)}, or {Option.ThousandsSeparator.Is(",")} to read "
                        + $"{Plain(point)}")
            : isByComma ? OptionText.Of($"write decimals with a point, or use {Option.DecimalSeparator.Is(",")} if commas are decimal")
            : isByPoint
                ? OptionText.Of(
                    $"write the number without commas, or use {Option.ThousandsSeparator.Is(",")} if they stand between thousands")
            : thousands != NumberParts.NoSeparator && column.Notation?.ThousandsSeparator != thousands
                ? OptionText.Of(
                    $"write the number without {(thousands == ' ' ? "spaces" : "apostrophes")}, or use "
                        + $"{Option.ThousandsSeparator.Is(thousands.ToString())} if they stand between thousands")
            : null;
    }

    // Decimal commas alone leave a separator that is known.
    private static OptionReference PointsOfThousands(NumberNotation notation) =>
        notation.ThousandsSeparator is null ? Option.DecimalSeparator.Is(",") : Option.ThousandsSeparator.Is(".");

    private static string Plain(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
