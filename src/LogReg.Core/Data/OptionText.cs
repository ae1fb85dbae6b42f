namespace LogReg.Data;

/// <summary>Values of options as they can be typed in a shell.</summary>
internal static class OptionText
{
    /// <summary>A column's name, in quotes where a shell or the list would take it apart.</summary>
    public static string Name(string name)
    {
        bool isPlain = name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
        return isPlain ? name : name.Contains(',', StringComparison.Ordinal) ? $"'\"{name}\"'" : $"\"{name}\"";
    }

    /// <summary>A column and its level, as one word of a shell.</summary>
    public static string Pair(string column, string level)
    {
        string pair = $"{column}={level}";
        bool isPlain = pair.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or '=' or '+' or '%' or ',' or ':' or '/');
        return isPlain ? pair : pair.Contains('\'', StringComparison.Ordinal) ? $"\"{pair}\"" : $"'{pair}'";
    }

    /// <summary>Names as a list.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count == 1
        ? Name(names[0])
        : names.All(name => Name(name) == name) ? string.Join(',', names) : $"'{string.Join(',', names.Select(name => Name(name) == name ? name : $"\"{name}\""))}'";
}
