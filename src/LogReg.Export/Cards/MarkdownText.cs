using System.Globalization;

namespace LogReg.Export.Cards;

/// <summary>Names, numbers and tables in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>A name as code, in which no character has a meaning of its own.</summary>
    /// <param name="name">The name, which may hold anything.</param>
    public static string Name(string name)
    {
        string line = Line(name);
        if (line.Length == 0)
        {
            return "(empty)";
        }

        // More backticks than the name has in a row, or one; blanks where it begins or ends with one.
        int longest = line.Split(line.Where(character => character != '`').Distinct().ToArray()).Max(run => run.Length);
        string quotes = new('`', longest + 1);
        string blank = line[0] == '`' || line[^1] == '`' ? " " : "";
        return quotes + blank + line + blank + quotes;
    }

    /// <summary>Names one after the other.</summary>
    /// <param name="names">The names.</param>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    /// <summary>A sentence in which no character has a meaning of its own.</summary>
    /// <param name="text">The sentence.</param>
    public static string Plain(string text) => string.Concat(Line(text).Select(
        character => "\\`*_{}[]<>#|~&".Contains(character) ? $"\\{character}" : $"{character}"));

    /// <summary>A number with four significant digits.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        double.NaN => "–",
        _ => (Math.Abs(value) is >= 1e4 and < 1e15 ? Math.Round(value) : value)
            .ToString(Math.Abs(value) is >= 1e4 and < 1e15 ? "F0" : "G4", CultureInfo.InvariantCulture)
            .Replace("-", "−", StringComparison.Ordinal),
    };

    /// <summary>A probability of a test.</summary>
    /// <param name="value">The p-value.</param>
    public static string PValue(double value) => value < 0.001 ? "< 0.001" : double.IsNaN(value) ? "–"
        : value.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    /// <param name="value">Between 0 and 1.</param>
    public static string Percent(double value) => (100 * value).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>A count of things.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one; more have an s.</param>
    public static string Count(long count, string one) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A table.</summary>
    /// <param name="heading">The heading of each column.</param>
    /// <param name="rows">The rows, in Markdown.</param>
    /// <param name="hasNumbers">Whether all columns but the first stand on the right.</param>
    public static IEnumerable<string> Table(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows, bool hasNumbers) =>
    [
        Row(heading),
        Row([.. heading.Select((_, place) => place == 0 || !hasNumbers ? "---" : "---:")]),
        .. rows.Select(Row),
    ];

    // In a table, a bar ends a cell even within code.
    private static string Row(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private static string Line(string text) => string.Concat(text.Select(
        character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}
