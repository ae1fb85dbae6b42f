using System.Collections.ObjectModel;

namespace LogReg;

/// <summary>How a model came to be, as its file tells.</summary>
public sealed record TrainingSummary
{
    /// <summary>How many rows the coefficients were estimated from.</summary>
    public required long Rows { get; init; }

    /// <summary>How many rows were set aside to stop early (<see cref="LogisticRegression.EarlyStopping"/>); 0 as a rule.</summary>
    public long WatchedRows { get; init; }

    /// <summary>What was done about missing cells in the features, and why; <see langword="null"/> where no feature had one, or if an older version wrote the model.</summary>
    public MissingSummary? Missing { get; init; }

    /// <summary>The solver's short name, such as <c>newton</c>.</summary>
    public required string Solver { get; init; }

    /// <summary>How many iterations it took.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether it ended where it was asked to: at a minimum, within the sampling error of one, or where it was to stop early.</summary>
    public required bool Converged { get; init; }

    /// <summary>Why it stopped, such as <c>gradient</c>, <c>statistical</c> or <c>separation</c>.</summary>
    public required string Termination { get; init; }

    /// <summary>The penalty's name: <c>none</c> or <c>ridge</c>.</summary>
    public required string Penalty { get; init; }

    /// <summary>λ.</summary>
    public required double Lambda { get; init; }

    /// <summary>α: the share of the L1 penalty, 0 to 1.</summary>
    public required double Alpha { get; init; }

    /// <summary>The (weighted) mean log loss of the training rows, without the penalty.</summary>
    public required double Loss { get; init; }

    /// <summary>The (weighted) share of the training rows that the model classifies rightly at its threshold.</summary>
    public required double Accuracy { get; init; }

    /// <summary>By class what the weights of its rows were multiplied with while fitting, above 0; empty where all classes counted alike.</summary>
    public IReadOnlyDictionary<string, double> ClassWeights
    {
        get;
        init => field = OrEmpty(value);
    } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The share of positive rows that the intercept was corrected to, between 0 and 1; <see langword="null"/> for that of the rows.</summary>
    public double? Prior { get; init; }

    /// <summary>By class with an equation what was added to its intercept after the fit, for class weights and <see cref="Prior"/>; empty where nothing was.</summary>
    public IReadOnlyDictionary<string, double> InterceptCorrections
    {
        get;
        init => field = OrEmpty(value);
    } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>What its user should know before trusting it; empty as a rule.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    // One empty dictionary for all, so that summaries of nothing are equal.
    private static IReadOnlyDictionary<string, double> OrEmpty(IReadOnlyDictionary<string, double> values) =>
        values.Count == 0 ? ReadOnlyDictionary<string, double>.Empty : values;
}
