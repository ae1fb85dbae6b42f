namespace LogReg.Charts.Text;

/// <summary>Words of a command line as a shell wants them.</summary>
internal static class ShellText
{
    /// <summary>The word as it is, or in single quotes where a shell would read something into it.</summary>
    public static string Quote(string word) =>
        word.Length > 0
            && word.All(character => char.IsLetterOrDigit(character) || "-_./,:=@%+".Contains(character, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
