namespace LogReg;

/// <summary>What an update did to a model, as stored in its file.</summary>
public sealed record UpdateSummary
{
    /// <summary>The name of the method: <c>intercept</c>, <c>slope</c>, <c>isotonic</c> or <c>refit</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Whether the update estimated all coefficients anew.</summary>
    internal bool IsRefit => Method == "refit";

    /// <summary>The number of rows that the update was made with, whatever their weights.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of positive rows among them.</summary>
    public required long Events { get; init; }

    /// <summary>The mean log loss of these rows after the update, to which they have contributed; weighted, if they had weights.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The accuracy on these rows after the update, 0 to 1, at the threshold of the model; weighted, if they had
    /// weights.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The number of rows that had trained the coefficients before the update.</summary>
    public required long EarlierTrainingRows { get; init; }

    /// <summary>a of the new log-odds, a + b·old; <see langword="null"/> for a refit and for isotonic calibration.</summary>
    public double? Intercept { get; init; }

    /// <summary>b of the new log-odds, a + b·old; <see langword="null"/> where <see cref="Intercept"/> is.</summary>
    public double? Slope { get; init; }

    /// <summary>The warnings on the update, and on how its rows were read; usually empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Program, date, data and options of the update; <see langword="null"/> if nobody said so
    /// (<see cref="LogisticModel.WithUpdateProvenance"/>).</summary>
    public ModelProvenance? Provenance { get; init; }
}
