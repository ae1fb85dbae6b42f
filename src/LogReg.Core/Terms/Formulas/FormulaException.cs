namespace LogReg;

/// <summary>A formula that cannot be read, with the place of the fault.</summary>
public sealed class FormulaException : LogRegException
{
    internal FormulaException(string message, string formula, int position, int length, OptionText? hint = null)
        : base((OptionText)$"{message}, at character {position + 1} of the formula", hint)
    {
        Formula = formula;
        Position = position;
        Length = Math.Max(1, length);
    }

    /// <summary>Gets the formula.</summary>
    public string Formula { get; }

    /// <summary>Gets the position of the fault, in characters from 0; the length of the formula if something is missing at its
    /// end.</summary>
    public int Position { get; }

    /// <summary>Gets the number of characters that are at fault, at least 1.</summary>
    public int Length { get; }

    /// <summary>Gets two lines that show the place: the formula, or the part of a long one around the fault, and carets under the
    /// fault.</summary>
    public string Excerpt
    {
        get
        {
            const int Before = 40;
            const int Width = 72;
            int start = Math.Max(0, Math.Min(Position - Before, Formula.Length - Width));
            string shown = Formula.Substring(start, Math.Min(Width, Formula.Length - start)).ReplaceLineEndings(" ").Replace('\t', ' ');
            string prefix = start > 0 ? "…" : "";
            string suffix = start + Width < Formula.Length ? "…" : "";
            int carets = Math.Clamp(Length, 1, Math.Max(1, shown.Length - (Position - start)));
            return $"{prefix}{shown}{suffix}\n{new string(' ', prefix.Length + Position - start)}{new string('^', carets)}";
        }
    }
}
