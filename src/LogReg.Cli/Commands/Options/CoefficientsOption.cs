using System.CommandLine;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary>The option that says which coefficients a report shows.</summary>
internal static class CoefficientsOption
{
    public static Option<CoefficientView?> Create() => OptionFactory.Choice<CoefficientView>(
        "--coefficients",
        "Show what columns do through the functions and products of a formula, or every coefficient [default: effects]");

    /// <summary>Reads the option.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static CoefficientView Read(ParseResult parsed, Option<CoefficientView?> option) =>
        parsed.GetValue(option) ?? CoefficientView.Effects;
}
