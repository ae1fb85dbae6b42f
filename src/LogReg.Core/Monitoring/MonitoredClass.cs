namespace LogReg.Monitoring;

/// <summary>The scores and outcomes of a class: with two classes of the positive one, with more of each against the rest.</summary>
public sealed record MonitoredClass
{
    /// <summary>The name of the class.</summary>
    public required string Name { get; init; }

    /// <summary>The mean of its predicted probabilities.</summary>
    public required double MeanProbability { get; init; }

    /// <summary>How far its score, the log-odds of the class against the rest, has moved; <see langword="null"/> if the model file does not
    /// say how it was distributed.</summary>
    public required ShareDrift? Score { get; init; }

    /// <summary>How predictions agree with known classes; <see langword="null"/> if there are none.</summary>
    public required OutcomeCheck? Outcomes { get; init; }

    /// <summary>The area under the ROC curve that that of the outcomes is compared with.</summary>
    public required ReferenceArea Reference { get; init; }

    /// <summary>The probability of an area so small or smaller by chance if the true one is that of <see cref="Reference"/>: of one side,
    /// with the larger of DeLong's standard error and that of Hanley and McNeil at the reference, and the tail of Student's distribution
    /// with one degree of freedom less than rows of the rarer class; NaN with fewer than two of them.</summary>
    public required double RocAucPValue { get; init; }
}
