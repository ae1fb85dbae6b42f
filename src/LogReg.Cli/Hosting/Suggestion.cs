using LogReg.Shared;

namespace LogReg.Cli;

/// <summary>Hints that suggest what a person may have meant.</summary>
internal static class Suggestion
{
    private const int MostNames = 8;

    /// <summary>Suggests the names that begin with a text, or else the two names nearest to it.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="known">The names that exist.</param>
    /// <returns>One line, such as <c>did you mean '--lambda' or '--lambdas'?</c>; <see langword="null"/> if nothing is similar.</returns>
    public static string? For(string text, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string[] longer = text.Length == 0
            ? []
            : [.. names.Where(name => name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        IReadOnlyList<string> meant = longer.Length > 0 ? longer : NearestNames.Find(text, names, most: 2);
        return meant.Count == 0 ? null : $"did you mean {List([.. meant.Take(MostNames).Select(name => $"'{name}'")])}?";
    }

    /// <summary>Suggests a word for a value of an option.</summary>
    /// <param name="text">What was typed; of several values, separated by commas, the first that is similar to a word counts.</param>
    /// <param name="words">The words that the option takes; one that ends in a colon is followed by more text.</param>
    /// <returns>One line, or <see langword="null"/> if nothing is similar.</returns>
    public static string? ForValue(string text, IReadOnlyCollection<string> words) => text.Split(',')
        .Select(item => item.Trim())
        .Where(item => item.Length > 0 && !words.Contains(item, StringComparer.OrdinalIgnoreCase))
        .Select(item => item.IndexOf(':', StringComparison.Ordinal) is int colon and > 0
            ? ForPrefix(item[..(colon + 1)], item[(colon + 1)..], words)
            : For(item, words))
        .FirstOrDefault(hint => hint is not null);

    private static string? ForPrefix(string prefix, string rest, IReadOnlyCollection<string> words)
    {
        IEnumerable<string> similar = words.Where(word => word.EndsWith(':') && NearestNames.Find(prefix, [word]).Count > 0);
        return words.Contains(prefix, StringComparer.OrdinalIgnoreCase) ? null : For(prefix + rest, similar.Select(word => word + rest));
    }

    private static string List(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
}
