namespace LogReg.Data;

/// <summary>Recognises the words that stand at the beginning of a line of totals.</summary>
internal static class TotalText
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "subtotal", "sub-total", "sub total", "overall total", "sum", "average", "mean",
        "gesamt", "gesamtsumme", "summe", "insgesamt", "zwischensumme", "durchschnitt", "mittelwert",
        "total général", "sous-total", "somme", "moyenne", "total general", "suma", "promedio", "totale", "somma",
        "soma", "média", "totaal", "som", "gemiddelde", "razem", "suma końcowa", "summa", "totalt", "i alt", "yhteensä", "celkem",
        "итого", "всего", "合計", "总计", "合计",
    };

    /// <summary>Whether a text is such a word, perhaps with a colon and a number, or a number of rows in parentheses, after it. With a word
    /// after the colon it is a level, as in <c>total: paid</c>.</summary>
    /// <param name="text">The trimmed text.</param>
    public static bool Is(string text)
    {
        int end = text.AsSpan().IndexOfAny(':', '(');
        return Words.Contains((end < 0 ? text : text[..end]).Trim())
            && (end < 0 || text[end] == '(' || text.AsSpan(end + 1).TrimStart() is [] or [>= '0' and <= '9', ..]);
    }
}
