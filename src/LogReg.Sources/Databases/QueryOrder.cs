namespace LogReg.Sources.Databases;

/// <summary>Whether a query says in which order its rows come.</summary>
internal static class QueryOrder
{
    /// <summary>Whether a query ends with <c>order by</c>: one in parentheses, of a part of the query or of a window, says nothing of the
    /// order of all rows, and one in a text, a quoted name or a comment is none.</summary>
    /// <param name="query">The query.</param>
    public static bool IsGiven(string query)
    {
        int depth = 0;
        bool isAfterOrder = false;
        for (int at = 0; at < query.Length;)
        {
            int end = EndOfToken(query, at);
            ReadOnlySpan<char> token = query.AsSpan(at..end);
            bool isComment = token.StartsWith("--", StringComparison.Ordinal) || token.StartsWith("/*", StringComparison.Ordinal);
            at = end;
            if (isComment || token.IsWhiteSpace())
            {
                continue;
            }

            depth += token is "(" ? 1 : token is ")" ? -1 : 0;
            if (depth == 0 && isAfterOrder && token.Equals("by", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            isAfterOrder = depth == 0 && token.Equals("order", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static int EndOfToken(string query, int at)
    {
        char first = query[at];
        ReadOnlySpan<char> rest = query.AsSpan(at);
        return first is '\'' or '"' or '`' ? After(query, first.ToString(), at + 1)
            : rest.StartsWith("--", StringComparison.Ordinal) ? After(query, "\n", at)
            : rest.StartsWith("/*", StringComparison.Ordinal) ? EndOfComment(query, at)
            : first == '$' && TagOf(rest) is { Length: > 0 } tag ? After(query, tag, at + tag.Length)
            : IsWord(first) ? at + LengthOfWord(rest)
            : at + 1;
    }

    // A quote in a text is doubled, and another text begins where the first one seems to end.
    private static int After(string query, string end, int start)
    {
        int found = query.IndexOf(end, start, StringComparison.Ordinal);
        return found < 0 ? query.Length : found + end.Length;
    }

    // Comments of PostgreSQL may be inside one another.
    private static int EndOfComment(string query, int at)
    {
        int depth = 0;
        for (int i = at; i + 1 < query.Length; i++)
        {
            int step = query.AsSpan(i, 2) switch { "/*" => 1, "*/" => -1, _ => 0 };
            depth += step;
            i += step == 0 ? 0 : 1;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return query.Length;
    }

    // $$ or $name$, as it stands around texts of PostgreSQL.
    private static string TagOf(ReadOnlySpan<char> text)
    {
        int length = 1 + LengthOfWord(text[1..]);
        bool isTag = length < text.Length && text[length] == '$' && (length == 1 || !char.IsAsciiDigit(text[1]));
        return isTag ? text[..(length + 1)].ToString() : "";
    }

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && IsWord(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}
