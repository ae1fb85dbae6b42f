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

    /// <summary>Looks at a categorical column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="isInMemory">Whether the table was built in memory. If it was read from a file, reading has already reported texts among
    /// numbers, unless the column was declared categorical.</param>
    /// <param name="isLeftOut">Whether training leaves the column out, because its values are nearly all different.</param>
    public static DataFinding? Find(string name, LevelTable levels, bool isInMemory, bool isLeftOut = false)
    {
        if (levels.Count < FewestLevels)
        {
            return null;
        }

        int step = Math.Max(1, levels.Count / MostLevels);
        string[] texts = [.. Enumerable.Range(0, levels.Count).Where(code => code % step == 0).Select(code => levels[code])];
        CellForm[] forms = [.. texts.Select(CellForms.Of)];
        string example =
            FindingText.Quote(texts[Math.Max(0, Array.FindIndex(forms, form => form is not (CellForm.Text or CellForm.Number)))]);
        string Example(CellForm wanted) => FindingText.Quote(texts[Array.IndexOf(forms, wanted)]);
        double most = LargeShare * texts.Length;
        int Count(params CellForm[] wanted) => forms.Count(form => wanted.Contains(form));

        if (Count(CellForm.Date) >= most)
        {
            return new DataFinding(
                FindingKind.Date,
                FindingSeverity.Warning,
                [name],
                $"{FindingText.Quote(name)} holds dates such as {example}, read as text: "
                    + (isLeftOut
                        ? LeftOutText
                        : $"each of {FindingText.Count(levels.Count, "date")} becomes a level of its own, and a model does not know new "
                            + $"dates"),
                $"replace it with what may matter (year, month, weekday, days since an event), or leave it out with "
                    + $"{Option.ExcludedColumns.Names(name)}");
        }

        int numbers = Count(CellForm.Number);
        if (isInMemory && numbers >= FewestNumbers && numbers < texts.Length && texts.Length - numbers <= MostExceptions && step == 1
            && numbers >= most)
        {
            string[] exceptions = [.. texts.Where((_, index) => forms[index] != CellForm.Number)];
            return AsText(
                name,
                isLeftOut,
                $"is read as text only because of {FindingText.QuoteAll(exceptions)}; all other values are numbers",
                $"if this means \"missing\", use {SourceDescription.Table.AddedMissingValues(exceptions)}; otherwise correct the cells");
        }

        if (Count(CellForm.Number, CellForm.DecimalComma, CellForm.Thousands) >= most && numbers < texts.Length
            && Count(CellForm.DecimalComma, CellForm.Thousands) > 0)
        {
            return Count(CellForm.DecimalComma) > 0
                ? AsText(
                    name,
                    isLeftOut,
                    $"holds numbers with a decimal comma, such as {example}, read as text",
                    "write them with a decimal point: 1234.5")
                : AsText(
                    name,
                    isLeftOut,
                    $"holds numbers with thousands separators, such as {example}, read as text",
                    "write them without separators: 1234.5");
        }

        if (Count(CellForm.Number, CellForm.Currency) >= most && Count(CellForm.Currency) > 0)
        {
            return AsText(
                name, isLeftOut, $"holds amounts with a currency symbol, such as {example}, read as text", "write plain numbers: 1234.5");
        }

        if (Count(CellForm.Number, CellForm.Percent) >= most && Count(CellForm.Percent) > 0)
        {
            return AsText(
                name, isLeftOut, $"holds percentages, such as {example}, read as text", "write the numbers without the percent sign: 12.5");
        }

        if (Count(CellForm.Number, CellForm.Currency, CellForm.Thousands, CellForm.Accounting) >= most && Count(CellForm.Accounting) > 0)
        {
            return AsText(
                name,
                isLeftOut,
                $"holds negative amounts in parentheses, such as {Example(CellForm.Accounting)}, read as text",
                "write them with a minus sign: -1234.5");
        }

        if (Count(CellForm.Number, CellForm.Marked) >= most && Count(CellForm.Marked) > 0)
        {
            return AsText(
                name,
                isLeftOut,
                $"holds numbers that are marked as text, such as {Example(CellForm.Marked)}",
                "write the numbers alone: 1234.5");
        }

        if (Count(CellForm.Time) >= most)
        {
            return AsText(
                name, isLeftOut, $"holds times of day, such as {example}, read as text", "write a number, such as the hours: 13.75");
        }

        string[] units = [.. texts.Where((_, index) => forms[index] == CellForm.Unit).Select(text => CellForms.Unit(text)!)];
        return units.Length >= Math.Max(most, FewestOfAUnit) && units.Distinct().Count() == 1 && !Ordinals.Contains(units[0])
            ? AsText(
                name,
                isLeftOut,
                $"holds numbers with a unit, such as {example}, read as text",
                "write plain numbers, and put the unit in the column name")
            : null;
    }

    private static DataFinding AsText(string name, bool isLeftOut, string what, OptionText hint) => new(
        FindingKind.NumberAsText,
        FindingSeverity.Warning,
        [name],
        $"{FindingText.Quote(name)} {what}: {(isLeftOut ? LeftOutText : "every distinct cell becomes a level of its own")}",
        hint);
}
