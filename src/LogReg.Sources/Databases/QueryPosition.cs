using System.Globalization;
using System.Text;

namespace LogReg.Sources.Databases;

/// <summary>The place in a query that a database complains about.</summary>
internal static class QueryPosition
{
    /// <summary>The place in words, with a blank before it; empty if it is not known.</summary>
    /// <param name="query">The query.</param>
    /// <param name="index">The place, from 0 as an index of characters; negative if it is not known.</param>
    public static string Of(string query, int index)
    {
        if (index < 0 || index > query.Length)
        {
            return "";
        }

        ReadOnlySpan<char> before = query.AsSpan(0, index);
        int character = index - before.LastIndexOf('\n');
        return query.Contains('\n', StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $" (line {before.Count('\n') + 1}, character {character} of the query)")
            : string.Create(CultureInfo.InvariantCulture, $" (character {character} of the query)");
    }

    /// <summary>The place in words of a byte of the query in UTF-8.</summary>
    /// <param name="query">The query.</param>
    /// <param name="offset">The byte, from 0; negative if it is not known.</param>
    public static string OfByte(string query, int offset)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(query);
        return offset < 0 || offset > utf8.Length ? "" : Of(query, Encoding.UTF8.GetCharCount(utf8, 0, offset));
    }
}
