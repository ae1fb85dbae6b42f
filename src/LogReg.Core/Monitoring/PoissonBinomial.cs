using LogReg.Inference;
using LogReg.Numerics;

namespace LogReg.Monitoring;

/// <summary>
/// The number X of positive rows where each row has its own probability. The tails are exact, by adding one row after the other; where
/// that would take too long, they are those of the normal distribution corrected for skewness (A. Yu. Volkova, <i>A refinement of the
/// central limit theorem for sums of independent random indicators</i>, Theory of Probability and its Applications 40, 1996). With weights
/// X is the sum of the weights of positive rows, and the tails are those of the same approximation.
/// </summary>
/// <param name="scores">The log-odds of the rows.</param>
/// <param name="weights">Their weights; empty if every row has weight 1.</param>
internal sealed class PoissonBinomial(ReadOnlyMemory<double> scores, ReadOnlyMemory<double> weights)
{
    /// <summary>The mean of X if a number is added to all log-odds.</summary>
    /// <param name="shift">The number.</param>
    public double Mean(double shift)
    {
        double sum = 0;
        ReadOnlySpan<double> own = weights.Span;
        for (int row = 0; row < scores.Length; row++)
        {
            sum += (own.IsEmpty ? 1 : own[row]) * LogisticFunctions.Sigmoid(scores.Span[row] + shift);
        }

        return sum;
    }

    /// <summary>P(X ≤ x) and P(X ≥ x).</summary>
    /// <param name="observed">x.</param>
    /// <param name="shift">What is added to all log-odds.</param>
    /// <param name="mostSteps">How many steps exact tails may take: the number of rows times that of the rarer class.</param>
    public (double Lower, double Upper) Tails(double observed, double shift, long mostSteps)
    {
        int rows = scores.Length;
        double rarer = Math.Min(observed, rows - observed);
        return weights.IsEmpty && rows * (rarer + 1) <= mostSteps
            ? observed == rarer
                ? Exact((int)observed, shift, sign: 1)
                : Swapped(Exact((int)rarer, shift, sign: -1))
            : Approximate(observed, shift);
    }

    private static (double Lower, double Upper) Swapped((double Lower, double Upper) tails) => (tails.Upper, tails.Lower);

    // P of 0 … x rows of one class; what is more is not needed.
    private (double Lower, double Upper) Exact(int observed, double shift, int sign)
    {
        double[] chances = new double[observed + 1];
        chances[0] = 1;
        int reached = 0;
        foreach (double score in scores.Span)
        {
            double probability = LogisticFunctions.Sigmoid(sign * (score + shift));
            double rest = LogisticFunctions.Sigmoid(-sign * (score + shift));
            reached = Math.Min(reached + 1, observed);
            for (int count = reached; count > 0; count--)
            {
                chances[count] = (chances[count] * rest) + (chances[count - 1] * probability);
            }

            chances[0] *= rest;
        }

        double below = 0;
        for (int count = 0; count < observed; count++)
        {
            below += chances[count];
        }

        return (Math.Min(1, below + chances[observed]), Math.Clamp(1 - below, 0, 1));
    }

    private (double Lower, double Upper) Approximate(double observed, double shift)
    {
        double mean = 0;
        double variance = 0;
        double third = 0;
        ReadOnlySpan<double> own = weights.Span;
        for (int row = 0; row < scores.Length; row++)
        {
            double weight = own.IsEmpty ? 1 : own[row];
            double logOdds = scores.Span[row] + shift;
            double probability = LogisticFunctions.Sigmoid(logOdds);
            double spread = weight * weight * probability * LogisticFunctions.Sigmoid(-logOdds);
            mean += weight * probability;
            variance += spread;
            third += weight * spread * (1 - (2 * probability));
        }

        double step = own.IsEmpty ? 0.5 : 0;
        double skewness = third / (variance * Math.Sqrt(variance));
        return (
            Below((observed + step - mean) / Math.Sqrt(variance), skewness),
            Below((mean - observed + step) / Math.Sqrt(variance), -skewness));
    }

    private static double Below(double z, double skewness)
    {
        double half = StandardNormal.TwoSidedTail(z) / 2;
        double density = ElementaryFunctions.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return Math.Clamp((z <= 0 ? half : 1 - half) + (skewness * (1 - (z * z)) * density / 6), 0, 1);
    }
}
