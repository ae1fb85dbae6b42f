namespace LogReg.Cli.Output;

/// <summary>Single lines on standard error.</summary>
internal static class Messages
{
    public static void Error(CliEnvironment environment, string message, string? hint) => Write(environment, "error", "\u001b[1;31m", message, hint);

    public static void Warning(CliEnvironment environment, string message, string? hint) => Write(environment, "warning", "\u001b[1;33m", message, hint);

    /// <summary>A line of its own, after what stands in the report so far.</summary>
    public static void Write(CliEnvironment environment, string line)
    {
        environment.Error.WriteLine(Printable.Line(line));
        environment.Error.Flush();
    }

    private static void Write(CliEnvironment environment, string kind, string color, string message, string? hint)
    {
        bool colored = environment.IsErrorTerminal && environment.AllowsColor;
        environment.Error.WriteLine((colored ? $"{color}{kind}:\u001b[0m " : $"{kind}: ") + Printable.Line(message));
        if (hint is not null)
        {
            environment.Error.WriteLine((colored ? "\u001b[1mhint:\u001b[0m " : "hint: ") + Printable.Line(hint));
        }

        environment.Error.Flush();
    }
}
