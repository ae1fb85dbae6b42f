using LogReg.Numerics;

namespace LogReg.Scoring;

/// <summary>Residuals, leverage and Cook's distance of the rows of a chunk; formulas in <see cref="DiagnosedChunk"/>.</summary>
internal sealed class RowInfluence
{
    // From here on a leverage is 1 but for rounding, and 1 − h has no digits left.
    private const double LargestLeverage = 1 - 1e-9;

    /// <param name="scores">The rows' log-odds and their variances, classes and weights.</param>
    /// <param name="positive">The position of the positive class.</param>
    /// <param name="rank">p.</param>
    public RowInfluence(ScoredChunk scores, int positive, int rank)
    {
        int rowCount = scores.RowCount;
        double[] own = Leverages = new double[rowCount];
        Pearson = new double[rowCount];
        Deviance = new double[rowCount];
        StandardisedPearson = new double[rowCount];
        StandardisedDeviance = new double[rowCount];
        CooksDistances = new double[rowCount];

        // t is the log-odds of the class that the row does not have: σ(t) is how wrong the model is, log(1 + e^t) the loss, and e^(t/2) the
        // Pearson residual.
        double[] wrongLogOdds = new double[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            wrongLogOdds[row] = scores.Classes[row] == positive ? -scores.LogOdds[row] : scores.LogOdds[row];
        }

        double[] losses = new double[rowCount];
        double[] wrong = new double[rowCount];
        LogisticFunctions.Log1PlusExp(wrongLogOdds, losses);
        LogisticFunctions.Sigmoid(wrongLogOdds, wrong);
        LogisticFunctions.SigmoidDerivative(wrongLogOdds, own);
        for (int row = 0; row < rowCount; row++)
        {
            double weight = scores.Weights.Length == 0 ? 1 : scores.Weights[row];
            double variance = double.IsInfinity(scores.Variances[row]) ? double.NaN : scores.Variances[row];
            double leverage = own[row] = weight * own[row] * variance;
            if (scores.Classes[row] < 0)
            {
                Pearson[row] = Deviance[row] = StandardisedPearson[row] = StandardisedDeviance[row] = CooksDistances[row] = double.NaN;
                continue;
            }

            double sign = scores.Classes[row] == positive ? 1 : -1;
            double rest = leverage < LargestLeverage ? 1 - leverage : double.NaN;
            Pearson[row] = sign * Math.Sqrt(weight) * ElementaryFunctions.Exp(wrongLogOdds[row] / 2);
            Deviance[row] = sign * Math.Sqrt(2 * weight * losses[row]);
            StandardisedPearson[row] = Pearson[row] / Math.Sqrt(rest);
            StandardisedDeviance[row] = Deviance[row] / Math.Sqrt(rest);

            // r²·h with r = √w·e^(t/2) and h = w·σ(t)·σ(−t)·v is (w·σ(t))²·v, which cannot overflow.
            double pull = weight * wrong[row] / rest;
            CooksDistances[row] = pull * pull * variance / rank;
        }
    }

    public double[] Leverages { get; }

    public double[] CooksDistances { get; }

    public double[] Pearson { get; }

    public double[] Deviance { get; }

    public double[] StandardisedPearson { get; }

    public double[] StandardisedDeviance { get; }
}
