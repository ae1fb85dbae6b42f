using System.Text;
using LogReg.Charts.Text;

namespace LogReg.Charts.Terminal;

/// <summary>Texts as a terminal shows them.</summary>
internal static class TerminalText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly Dictionary<char, string> Spelled = new()
    {
        ['σ'] = "sigma",
        ['λ'] = "lambda",
        ['α'] = "alpha",
        ['β'] = "beta",
        ['Σ'] = "sum",
        ['′'] = "'",
        ['−'] = "-",
        ['–'] = "-",
        ['…'] = "...",
        ['·'] = "*",
        ['×'] = "x",
        ['±'] = "+-",
        ['≥'] = ">=",
        ['≤'] = "<=",
        ['∞'] = "inf",
        ['‖'] = "|",
        ['⁻'] = "-",
    };

    /// <summary>A line without control characters, where need be in ASCII.</summary>
    public static string Of(string text, TerminalStyle style)
    {
        string line = Printable.Line(text);
        if (!style.IsAscii)
        {
            return line;
        }

        var spelled = new StringBuilder();
        char before = ' ';
        foreach (char character in line)
        {
            bool isPower = character == '⁻' || Superscripts.Contains(character);
            bool isInPower = before == '⁻' || Superscripts.Contains(before);
            spelled.Append(isPower && !isInPower ? "^" : "").Append(
                character < 128 ? character.ToString()
                : Superscripts.Contains(
                    character) ? Superscripts.IndexOf(character).ToString(System.Globalization.CultureInfo.InvariantCulture)
                : Spelled.GetValueOrDefault(character, "?"));
            before = character;
        }

        return spelled.ToString();
    }

    /// <summary>A text in lines of so many columns at most, broken between words.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width, int most, TerminalStyle style)
    {
        var lines = new List<string>();
        string rest = text;
        while (lines.Count < most - 1 && rest.Length > width && rest.LastIndexOf(' ', width) is > 0 and int space)
        {
            lines.Add(rest[..space]);
            rest = rest[(space + 1)..];
        }

        lines.Add(Shorten(rest, width, style));
        return lines;
    }

    /// <summary>A text of so many columns at most; its end makes way for an ellipsis if need be.</summary>
    public static string Shorten(string text, int most, TerminalStyle style)
    {
        string end = style.IsAscii ? "..." : "…";
        return text.Length <= most ? text : most <= end.Length ? text[..Math.Max(0, most)] : text[..(most - end.Length)].TrimEnd() + end;
    }
}
