namespace LogReg.Data;

/// <summary>The option that makes texts missing values, as it can be typed.</summary>
internal static class MissingValueText
{
    /// <summary>The option that adds texts to the missing values.</summary>
    public static string Option(IEnumerable<string> texts)
    {
        string list = "+" + string.Join(',', texts.Select(text => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text));
        bool isPlain = list.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' or ',' or '+' or '/');
        return "--missing-values " + (isPlain ? list : list.Contains('\'', StringComparison.Ordinal) ? $"\"{list}\"" : $"'{list}'");
    }
}
