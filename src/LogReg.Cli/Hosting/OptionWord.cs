namespace LogReg.Cli;

/// <summary>A word of a command line that has not been parsed, divided as the parser divides it: <c>--name</c>, <c>--name=value</c> or
/// <c>--name:value</c>.</summary>
/// <param name="Name">What stands before the value, with its dashes.</param>
/// <param name="Value">The value; <see langword="null"/> if the word has none, and the next may be it.</param>
internal readonly record struct OptionWord(string Name, string? Value)
{
    /// <summary>Divides a word.</summary>
    /// <param name="word">The word.</param>
    public static OptionWord Of(string word) =>
        word.Split(['=', ':'], 2) is [string name, string value] ? new OptionWord(name, value) : new OptionWord(word, null);
}
