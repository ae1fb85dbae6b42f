using LogReg.Inference;

namespace LogReg.Checking;

/// <summary>The likelihood-ratio test of a term: of the model with it against the one without.</summary>
public sealed record TermProposal
{
    /// <summary>The term as a formula writes it, such as <c>spline(age, 4)</c> or <c>age:smoke</c>.</summary>
    public required string Term { get; init; }

    /// <summary>The columns of the term.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The formula of the model with the term.</summary>
    public required string Formula { get; init; }

    /// <summary>How the test ended.</summary>
    public required TermTestOutcome Outcome { get; init; }

    /// <summary>The test, whose degrees of freedom are the coefficients that the term adds to all equations; statistic and p-value are NaN
    /// if there is none.</summary>
    public required ChiSquaredTest Test { get; init; }

    /// <summary>The p-value, adjusted for all tests that were made (Holm 1979), 0 to 1; NaN if there is none.</summary>
    public double AdjustedPValue { get; init; } = double.NaN;

    /// <summary>Whether the term is in the proposed formula: its adjusted p-value is below 0.05 and its estimates are finite.</summary>
    public bool IsProposed => Outcome == TermTestOutcome.Tested && AdjustedPValue < TermProposals.Level;

    /// <summary>Why there is no test; <see langword="null"/> if there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>For a spline, the fitted curve; otherwise, or if there is no fit, <see langword="null"/>.</summary>
    public TermCurve? Curve { get; init; }
}
