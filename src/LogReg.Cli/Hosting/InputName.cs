namespace LogReg.Cli;

/// <summary>The names of inputs in messages and reports.</summary>
internal static class InputName
{
    /// <summary>How a command line names standard input.</summary>
    public const string Dash = "-";

    /// <summary>How messages and reports name standard input.</summary>
    public const string StandardInput = "standard input";

    /// <summary>The name of an input: its path, or standard input.</summary>
    public static string Of(string path) => path == Dash ? StandardInput : path;
}
