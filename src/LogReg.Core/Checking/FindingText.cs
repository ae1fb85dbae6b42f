using System.Globalization;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>Names and numbers as findings write them, the same in every country.</summary>
internal static class FindingText
{
    private const int MostNames = 8;

    // A text may be a name with its number, or a few names.
    private const int LongestText = 200;
    private const int LongestLevel = 60;

    /// <summary>A name in quotes, in one line.</summary>
    public static string Quote(string name) => DataException.Quote(name);

    /// <summary>Names in quotes, the first few of many.</summary>
    public static string QuoteAll(IReadOnlyList<string> names) => List([.. names.Take(MostNames + 1).Select(Quote)], names.Count);

    /// <summary>Texts separated by commas, the first few of many.</summary>
    public static string List(IReadOnlyList<string> texts) => List(texts, texts.Count);

    /// <summary>Levels with their columns, such as <c>sex=female</c>, separated by commas, the first few of many.</summary>
    public static string Levels(IReadOnlyList<string> levels) => MessageText.List(levels, MostNames, LongestLevel);

    /// <summary>A count with separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: 1 row, 2 rows.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A share in percent, two digits or more of it: 20.1%, 0.031%.</summary>
    public static string Percent(double share) => share switch
    {
        0 or 1 => $"{share * 100:F0}%",
        >= 0.0995 => (share * 100).ToString("F1", CultureInfo.InvariantCulture) + "%",
        _ => (share * 100).ToString("G2", CultureInfo.InvariantCulture) + "%",
    };

    /// <summary>A number as it stands in the data, or with seven digits.</summary>
    public static string Number(double value)
    {
        const double LargestPlain = 1e15;
        return value == Math.Floor(value) && Math.Abs(value) < LargestPlain
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : value.ToString("G7", CultureInfo.InvariantCulture);
    }

    private static string List(IReadOnlyList<string> texts, int count) =>
        string.Join(", ", texts.Take(MostNames).Select(text => MessageText.Cut(text, LongestText))) + (count > MostNames ? $" and {Count(count - MostNames)} more" : "");
}
