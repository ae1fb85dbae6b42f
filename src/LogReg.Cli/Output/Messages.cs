using LogReg.Charts.Text;
using LogReg.Data;

namespace LogReg.Cli.Output;

/// <summary>Single lines on standard error.</summary>
internal static class Messages
{
    // Some ten lines of a terminal.
    private const int Longest = 1000;

    public static void Error(CliEnvironment environment, string message, string? hint) =>
        Write(environment, "error", Tone.Error, message, hint);

    /// <summary>An error in a formula, with the place.</summary>
    public static void Error(CliEnvironment environment, FormulaException error)
    {
        Error(environment, FlagSpelling.Of(error.Text), null);
        foreach (string line in error.Excerpt.Split('\n'))
        {
            Write(environment, "  " + line);
        }

        if (error.Hint is OptionText hint)
        {
            Write(environment, $"hint: {FlagSpelling.Of(hint)}");
        }
    }

    public static void Warning(CliEnvironment environment, string message, string? hint) =>
        Write(environment, "warning", Tone.Warning, message, hint);

    /// <summary>The notes on an input that are always printed.</summary>
    public static void Warnings(CliEnvironment environment, IEnumerable<DataWarning> warnings)
    {
        foreach (DataWarning warning in warnings)
        {
            Warning(environment, warning.Message, FlagSpelling.Of(warning.Hint));
        }
    }

    /// <summary>A line of its own, after what stands in the report so far.</summary>
    public static void Write(CliEnvironment environment, string line)
    {
        environment.Error.WriteLine(Printable.Line(line));
        environment.Error.Flush();
    }

    private static void Write(CliEnvironment environment, string kind, Tone tone, string message, string? hint)
    {
        var painter = new TextPainter(environment.ColorsError);
        environment.Error.WriteLine($"{painter.Paint($"{kind}:", tone)} {Printable.Shorten(message, Longest)}");
        if (hint is not null)
        {
            environment.Error.WriteLine($"{painter.Paint("hint:", Tone.Heading)} {Printable.Shorten(hint, Longest)}");
        }

        environment.Error.Flush();
    }
}
