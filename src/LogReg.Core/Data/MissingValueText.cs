namespace LogReg.Data;

/// <summary>The option that makes texts missing values, as it can be typed.</summary>
internal static class MissingValueText
{
    /// <summary>The option that adds texts to the missing values.</summary>
    public static string Option(IEnumerable<string> texts)
    {
        // One sign stands for all, unless a text begins with a sign of its own.
        string[] items = [.. texts.Select(text => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text)];
        string list = items.Any(item => item.StartsWith('+')) ? string.Join(',', items.Select(item => "+" + item)) : "+" + string.Join(',', items);
        bool isPlain = list.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or ',' or '+' or '/');
        return "--missing-values " + (isPlain ? list : list.Contains('\'', StringComparison.Ordinal) ? OptionText.Quote(list) : $"'{list}'");
    }
}
