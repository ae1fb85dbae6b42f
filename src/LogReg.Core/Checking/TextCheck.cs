using System.Globalization;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>Finds text columns that are numbers or dates, but for the way they are written or for a few cells.</summary>
internal static class TextCheck
{
    // Of many levels so many are looked at.
    private const int MostLevels = 2000;

    private const double LargeShare = 0.9;
    private const int FewestNumbers = 10;
    private const int MostExceptions = 5;
    private const int FewestOfAUnit = 5;
    private const int FewestLevels = 3;
    private const string LeftOutText = "it is left out, because nearly every value is different";

    private static readonly string[] Ordinals = ["st", "nd", "rd", "th"];

    // In this order: a decimal comma explains points or commas between thousands, which alone mean thousands separators.
    private static readonly Notation[] Notations =
    [
        new(
            CellForm.DecimalComma,
            [CellForm.Number, CellForm.Thousands],
            example => $"holds numbers with a decimal comma, such as {example}, read as text",
            "write them with a decimal point: 1234.5"),
        new(
            CellForm.Thousands,
            [CellForm.Number],
            example => $"holds numbers with thousands separators, such as {example}, read as text",
            "write them without separators: 1234.5"),
        new(
            CellForm.Currency,
            [CellForm.Number],
            example => $"holds amounts with a currency symbol, such as {example}, read as text",
            "write plain numbers: 1234.5"),
        new(
            CellForm.Percent,
            [CellForm.Number],
            example => $"holds percentages, such as {example}, read as text",
            "write every cell as a number without the percent sign: 12.5"),
        new(
            CellForm.Accounting,
            [CellForm.Number, CellForm.Currency, CellForm.Thousands],
            example => $"holds negative amounts in parentheses, such as {example}, read as text",
            "write them with a minus sign: -1234.5"),
        new(
            CellForm.Marked,
            [CellForm.Number],
            example => $"holds numbers that are marked as text, such as {example}",
            "write the numbers alone: 1234.5"),
        new(
            CellForm.Time,
            [],
            example => $"holds times of day, such as {example}, read as text",
            "write a number, such as the hours: 13.75"),
    ];

    /// <summary>Looks at a categorical column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="isInMemory">Whether the table was built in memory. If it was read from a file, reading has already reported texts among
    /// numbers, unless the column was declared categorical.</param>
    /// <param name="isLeftOut">Whether training leaves the column out, because its values are nearly all different.</param>
    public static DataFinding? Find(string name, LevelTable levels, bool isInMemory, bool isLeftOut = false)
    {
        var column = new TextColumn(name, levels, isLeftOut);
        if (levels.Count < FewestLevels)
        {
            return isInMemory ? null : TwoReadings(column, levels);
        }

        return column.MostlyHas([CellForm.Date])
            ? Dates(column, levels)
            : (isInMemory ? NumbersButForAFew(column) : TwoReadings(column, levels)) ?? OtherNotation(column, levels, isInMemory)
                ?? NumbersWithUnit(column) ?? NumbersWithSigns(column, isInMemory);
    }

    private static DataFinding Dates(TextColumn column, LevelTable levels) => new(
        FindingKind.Date,
        FindingSeverity.Warning,
        [column.Name],
        $"{FindingText.Quote(column.Name)} holds dates such as {column.Example(CellForm.Date)}, read as text: "
            + (column.IsLeftOut
                ? LeftOutText
                : $"each of {FindingText.Count(column.LevelCount, "date")} becomes a level of its own, and a model does not know new "
                    + "dates"),
        OptionText.Of(
            $"{Remedy(levels)}, or leave it out with {Option.ExcludedColumns.Names(column.Name)}"));

    private static string Remedy(LevelTable levels) => DateLevels.Are(levels)
        ? "replace it with what may matter (year, month, weekday, days since an event)"
        : "write the dates as 2026-01-31, whose parts a formula can use, such as year(…) and month(…)";

    private static DataFinding? NumbersButForAFew(TextColumn column)
    {
        int numbers = column.Count([CellForm.Number]);
        int others = column.Texts.Length - numbers;
        if (!column.HasAllLevels || numbers < FewestNumbers || others is 0 or > MostExceptions || !column.MostlyHas([CellForm.Number]))
        {
            return null;
        }

        string[] exceptions = [.. column.Texts.Where((_, index) => column.Forms[index] != CellForm.Number)];
        return AsText(
            column,
            $"is read as text only because of {FindingText.QuoteAll(exceptions)}; all other values are numbers",
            $"if this means \"missing\", use {SourceDescription.Table.AddedMissingValues(exceptions)}; otherwise correct the cells");
    }

    // 12,345 alone may be 12345 or 12.345, and 12.345 may, too, where commas may be decimal.
    private static DataFinding? TwoReadings(TextColumn column, LevelTable levels) =>
        NotationDetector.Find(levels) is { IsAmbiguous: true, Point: NumberNotation point, Comma: NumberNotation comma }
            && column.Texts.FirstOrDefault(text => Read(point, text) != Read(comma, text)) is string example
            ? AsText(
                column,
                $"holds numbers such as {FindingText.Quote(example)}, which may be {Text(Read(point, example))} or "
                    + $"{Text(Read(comma, example))}, read as text",
                OptionText.Of(
                    $"use {(example.Contains('.') ? Option.DecimalSeparator.Is(".") : Option.ThousandsSeparator.Is(","))} to read "
                        + $"{Text(Read(point, example))}, or {Option.DecimalSeparator.Is(",")} to read {Text(Read(comma, example))}"))
            : null;

    private static double Read(NumberNotation notation, string text) => notation.TryRead(text, out double number) ? number : double.NaN;

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static DataFinding? OtherNotation(TextColumn column, LevelTable levels, bool isInMemory) => NotationDetector.Find(levels).IsCode
        ? null
        : Notations.FirstOrDefault(notation => column.Count([notation.Form]) > 0 && column.MostlyHas([notation.Form, .. notation.Beside]))
            is Notation found
                ? AsText(column, found.Describe(column.Example(found.Form)), Correction(found, isInMemory))
                : null;

    private static OptionText Correction(Notation notation, bool isInMemory) => notation.Form == CellForm.DecimalComma && !isInMemory
        ? OptionText.Of($"{notation.Correction}, or use {Option.DecimalSeparator.Is(",")} if commas are decimal in all columns")
        : notation.Correction;

    private static DataFinding? NumbersWithUnit(TextColumn column)
    {
        CellForm[] wanted = [CellForm.Unit];
        if (column.Count(wanted) < FewestOfAUnit || !column.MostlyHas(wanted))
        {
            return null;
        }

        IEnumerable<string> withUnit = column.Texts.Where((_, index) => column.Forms[index] == CellForm.Unit);
        string[] units = [.. withUnit.Select(text => CellForms.Unit(text)!).Distinct()];
        return units is [string unit] && !Ordinals.Contains(unit)
            ? AsText(
                column,
                $"holds numbers with a unit, such as {column.Example(CellForm.Unit)}, read as text",
                "write plain numbers, and put the unit in the column name")
            : null;
    }

    // 12.5+, %12,5 or '12.5': numbers but for the same signs around each. Letters or a number sign before whole numbers make names of them.
    private static DataFinding? NumbersWithSigns(TextColumn column, bool isInMemory)
    {
        SignedNumber[] numbers = [.. column.Texts.Select(SignedNumber.Of).OfType<SignedNumber>()];
        SignedNumber? most = numbers.GroupBy(number => (number.Before, number.After)).MaxBy(group => group.Count())?.First();
        if (most is null)
        {
            return null;
        }

        SignedNumber[] alike = [.. numbers.Where(number => (number.Before, number.After) == (most.Before, most.After))];
        return alike.Length < FewestOfAUnit || alike.Length < LargeShare * column.Texts.Length || alike.All(number => number.MayBeName)
            ? null
            : AsText(
                column,
                $"holds numbers with other signs, such as {FindingText.Quote(most.Text)}, read as text",
                most is { Before: "'", After: "'" } && !isInMemory
                    ? OptionText.Of($"use {Option.Quote.Is(CsvQuote.Apostrophe)} if apostrophes quote the cells")
                    : "write plain numbers: 1234.5");
    }

    private static DataFinding AsText(TextColumn column, string what, OptionText hint) => new(
        FindingKind.NumberAsText,
        FindingSeverity.Warning,
        [column.Name],
        $"{FindingText.Quote(column.Name)} {what}: {(column.IsLeftOut ? LeftOutText : "every distinct cell becomes a level of its own")}",
        hint);

    /// <summary>A way to write numbers that is read as text.</summary>
    /// <param name="Form">Cells written in this way; there is at least one.</param>
    /// <param name="Beside">What the other cells may be.</param>
    /// <param name="Describe">What the column holds, with an example.</param>
    /// <param name="Correction">How to write the numbers instead.</param>
    private sealed record Notation(CellForm Form, CellForm[] Beside, Func<string, string> Describe, string Correction);

    /// <summary>The levels of a column, or some of very many, and the forms in which they are written.</summary>
    private sealed class TextColumn
    {
        public TextColumn(string name, LevelTable levels, bool isLeftOut)
        {
            Name = name;
            IsLeftOut = isLeftOut;
            LevelCount = levels.Count;
            int step = Math.Max(1, levels.Count / MostLevels);
            HasAllLevels = step == 1;
            Texts = [.. Enumerable.Range(0, levels.Count).Where(code => code % step == 0).Select(code => levels[code])];
            Forms = [.. Texts.Select(CellForms.Of)];
        }

        public string Name { get; }

        public bool IsLeftOut { get; }

        public int LevelCount { get; }

        public bool HasAllLevels { get; }

        public string[] Texts { get; }

        public CellForm[] Forms { get; }

        public int Count(ReadOnlySpan<CellForm> wanted)
        {
            int count = 0;
            foreach (CellForm form in Forms)
            {
                count += wanted.Contains(form) ? 1 : 0;
            }

            return count;
        }

        public bool MostlyHas(ReadOnlySpan<CellForm> wanted) => Count(wanted) >= LargeShare * Texts.Length;

        public string Example(CellForm wanted) => FindingText.Quote(Texts[Array.IndexOf(Forms, wanted)]);
    }
}
