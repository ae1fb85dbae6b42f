using LogReg.Checking;

namespace LogReg.Cli.Output;

/// <summary>What <c>logreg check --propose-terms</c> reports.</summary>
/// <param name="Tests">The tests; <see langword="null"/> if there are none.</param>
internal sealed record ProposedTerms(TermProposals? Tests)
{
    /// <summary>Why there are no tests.</summary>
    public string? Problem { get; private init; }

    /// <summary>What can be done about it.</summary>
    public string? Hint { get; private init; }

    /// <summary>The command that trains the model with the proposed terms; <see langword="null"/> if none is proposed.</summary>
    public string? Command { get; init; }

    /// <summary>No tests.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="hint">What can be done about it, or <see langword="null"/>.</param>
    public static ProposedTerms None(OptionText problem, OptionText? hint) => new((TermProposals?)null)
    {
        Problem = FlagSpelling.Of(problem),
        Hint = hint is null ? null : FlagSpelling.Of(hint),
    };
}
