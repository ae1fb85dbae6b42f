namespace LogReg.Cli.Output;

/// <summary>Quotes words of a command line for a shell.</summary>
internal static class ShellText
{
    /// <summary>A word as it is, or in single quotes where a shell would read something into it.</summary>
    public static string Word(string word) =>
        word.Length > 0
            && word.All(character => char.IsLetterOrDigit(character) || "-_./,:=@%+".Contains(character, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A column's name, in quotes where a shell or the list would take it apart.</summary>
    public static string Name(string name)
    {
        bool isPlain = name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.');
        return isPlain ? name : Quote(name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name);
    }

    /// <summary>A word in quotes in which a shell reads nothing: a file's texts may hold its commands.</summary>
    public static string Quote(string word) =>
        word.AsSpan().ContainsAny("\"$`\\!") ? $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'" : $"\"{word}\"";

    /// <summary>A column and its level, as one word of a shell.</summary>
    public static string Pair(string column, string level)
    {
        string pair = $"{column}={level}";
        bool isPlain =
            pair.All(
                character =>
                    char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or '=' or '+' or '%' or ',' or ':' or '/');
        return isPlain ? pair : pair.Contains('\'', StringComparison.Ordinal) ? Quote(pair) : $"'{pair}'";
    }

    /// <summary>Names as a list.</summary>
    public static string Names(IReadOnlyList<string> names) => names.Count == 1
        ? Name(names[0])
        : names.All(name => Name(name) == name) ? string.Join(',', names)
            : $"'{string.Join(',', names.Select(name => Name(name) == name ? name : $"\"{name}\"")).Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Texts that are added to the missing values, as a list in which a sign marks the addition.</summary>
    public static string AddedTexts(IReadOnlyList<string> texts)
    {
        // One sign stands for all, unless a text begins with a sign of its own.
        string[] items = [.. texts.Select(text => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text)];
        string list = items.Any(item => item.StartsWith('+'))
            ? string.Join(',', items.Select(item => "+" + item))
            : "+" + string.Join(',', items);
        bool isPlain = list.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or ',' or '+' or '/');
        return isPlain ? list : list.Contains('\'', StringComparison.Ordinal) ? Quote(list) : $"'{list}'";
    }
}
