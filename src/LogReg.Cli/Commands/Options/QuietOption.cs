using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The option that leaves out reports and progress.</summary>
internal static class QuietOption
{
    public static Option<bool> Create() => OptionFactory.Flag("--quiet", "Print only warnings and errors");

    /// <summary>Reads the option.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="quiet">The option.</param>
    /// <param name="json">The option that prints the report as JSON.</param>
    /// <exception cref="UsageException">Both are given.</exception>
    public static bool Read(ParseResult parsed, Option<bool> quiet, Option<bool> json) =>
        parsed.GetValue(quiet) && parsed.GetValue(json)
            ? throw UsageException.Conflict(
                "--quiet", "--json", "leave one of them out: --json prints a report, --quiet prints none")
            : parsed.GetValue(quiet);
}
