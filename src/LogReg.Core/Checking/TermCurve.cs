namespace LogReg.Checking;

/// <summary>What a spline adds to the log-odds along its column.</summary>
/// <param name="Values">Values of the column, evenly spaced and ascending.</param>
/// <param name="LogOdds">By class that has an equation (with two classes, the positive one), for each of the values what the term adds to
/// the log-odds, less the mean over the training rows.</param>
public sealed record TermCurve(IReadOnlyList<double> Values, IReadOnlyDictionary<string, IReadOnlyList<double>> LogOdds);
