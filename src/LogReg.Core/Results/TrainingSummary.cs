using System.Collections.ObjectModel;

namespace LogReg;

/// <summary>How a model was trained, as stored in its file.</summary>
public sealed record TrainingSummary
{
    internal const string FirthPenalty = "firth";

    /// <summary>The formula as it was written (<see cref="LogisticRegression.Formula"/>); <see langword="null"/> if each feature is a
    /// term.</summary>
    public string? Formula { get; init; }

    /// <summary>The number of training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of rows set aside for early stopping (<see cref="LogisticRegression.EarlyStopping"/>); usually 0.</summary>
    public long WatchedRows { get; init; }

    /// <summary>How missing cells in the features were handled, and why; <see langword="null"/> if there were none, or if an older version
    /// wrote the model.</summary>
    public MissingSummary? Missing { get; init; }

    /// <summary>The short name of the solver, such as <c>newton</c>.</summary>
    public required string Solver { get; init; }

    /// <summary>The number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the solver reached a minimum, came within the sampling error of it, or stopped early as requested.</summary>
    public required bool Converged { get; init; }

    /// <summary>Why the solver stopped, such as <c>gradient</c>, <c>statistical</c> or <c>separation</c>.</summary>
    public required string Termination { get; init; }

    /// <summary>The name of the penalty, such as <c>none</c> or <c>ridge</c>; <c>firth</c> with Firth's method.</summary>
    public required string Penalty { get; init; }

    /// <summary>Whether the penalty is Firth's, which reduces the bias of the coefficients.</summary>
    public bool IsBiasReduced => Penalty == FirthPenalty;

    /// <summary>Whether ridge, lasso or elastic net shrinks the coefficients; Firth's penalty does not count.</summary>
    public bool HasPenalty => !IsBiasReduced && Penalty != EnumName.Of(PenaltyKind.None);

    /// <summary>λ.</summary>
    public required double Lambda { get; init; }

    /// <summary>α, the lasso's share of the penalty, 0 to 1.</summary>
    public required double Alpha { get; init; }

    /// <summary>The (weighted) mean log loss of the training rows, without the penalty.</summary>
    public required double Loss { get; init; }

    /// <summary>The (weighted) accuracy on the training rows at the model's threshold.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The class weights: factors above 0 for the weights of the rows of each class while fitting; empty if there were
    /// none.</summary>
    public IReadOnlyDictionary<string, double> ClassWeights
    {
        get;
        init => field = OrEmpty(value);
    } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The proportion of positive rows for which the intercept was corrected, between 0 and 1; <see langword="null"/> if it was
    /// not.</summary>
    public double? Prior { get; init; }

    /// <summary>The corrections that were added to the intercept of each class after the fit, because of class weights or
    /// <see cref="Prior"/>; empty if there were none.</summary>
    public IReadOnlyDictionary<string, double> InterceptCorrections
    {
        get;
        init => field = OrEmpty(value);
    } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The warnings about the model; usually empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    // One empty dictionary for all, so that summaries of nothing are equal.
    private static IReadOnlyDictionary<string, double> OrEmpty(IReadOnlyDictionary<string, double> values) =>
        values.Count == 0 ? ReadOnlyDictionary<string, double>.Empty : values;
}
