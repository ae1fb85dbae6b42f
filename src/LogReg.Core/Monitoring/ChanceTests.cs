using LogReg.Inference;
using LogReg.Numerics;

namespace LogReg.Monitoring;

/// <summary>How probable a finding is if nothing has changed.</summary>
internal static class ChanceTests
{
    private const int FewestOfSeries = 10;
    private const double SmallestInverted = 1e-13;
    private const double SmallestPositive = 1e-300;

    /// <summary>R. A. Fisher's one-sided exact test: the probability that at least this many of the rows of a kind are in the batch, if
    /// batch and training are alike.</summary>
    /// <param name="count">The rows of the kind in the batch.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="trainingCount">The rows of the kind in training.</param>
    /// <param name="trainingRows">The rows of training.</param>
    public static double MoreThanTraining(long count, long rows, long trainingCount, long trainingRows)
    {
        double kind = count + trainingCount;
        double all = rows + trainingRows;
        double term = ElementaryFunctions.Exp(
            LogChoose(kind, count) + LogChoose(all - kind, rows - count) - LogChoose(all, rows));
        double sum = 0;
        for (double next = count; next <= Math.Min(kind, rows); next++)
        {
            sum += term;
            term *= (kind - next) * (rows - next) / ((next + 1) * (all - kind - rows + next + 1));
            if (term <= sum * 1e-17)
            {
                break;
            }
        }

        return Math.Min(1, sum);
    }

    /// <summary>P(T ≥ t) of Student's distribution (D. L. Wallace, <i>Bounds on normal approximations to Student's and the chi-square
    /// distributions</i>, Annals of Mathematical Statistics 30, 1959), for statistics of few rows, whose tails are heavier than normal
    /// ones. The relative error of a tail is a few per cent.</summary>
    /// <param name="statistic">t.</param>
    /// <param name="degreesOfFreedom">The degrees of freedom; NaN is the result of less than 1.</param>
    public static double UpperTail(double statistic, double degreesOfFreedom)
    {
        if (!(degreesOfFreedom >= 1) || double.IsNaN(statistic))
        {
            return double.NaN;
        }

        double z = ((8 * degreesOfFreedom) + 1) / ((8 * degreesOfFreedom) + 3)
            * Math.Sqrt(degreesOfFreedom * ElementaryFunctions.LogOnePlus(statistic * statistic / degreesOfFreedom));
        double half = StandardNormal.TwoSidedTail(z) / 2;
        return statistic >= 0 ? half : 1 - half;
    }

    /// <summary>A p-value of two sides, as if the model were the truth, for a model that was estimated itself: its normal statistic is
    /// divided by √(1 + n/m), for a difference has the variance of both.</summary>
    /// <param name="chance">The p-value.</param>
    /// <param name="rows">n, the rows of the batch.</param>
    /// <param name="trainingRows">m, the rows of training.</param>
    public static double OfEstimatedModel(double chance, double rows, double trainingRows)
    {
        double statistic = chance >= 1 ? 0
            : chance > SmallestInverted ? StandardNormal.TwoSidedQuantile(1 - chance)
            : Math.Sqrt(-2 * ElementaryFunctions.Log(Math.Max(chance, SmallestPositive)));
        return double.IsNaN(chance) ? double.NaN : StandardNormal.TwoSidedTail(statistic / Math.Sqrt(1 + (rows / trainingRows)));
    }

    /// <summary>The score test of b = 1 in logit P = a + b·η, of both sides.</summary>
    /// <param name="scores">η.</param>
    /// <param name="isPositive">Whether each row is positive.</param>
    /// <param name="weights">The weights, whose sum is the number of rows that they are worth; empty if every row has weight 1.</param>
    /// <param name="intercept">a, fitted with b = 1; without a finite one the result is NaN.</param>
    /// <param name="degreesOfFreedom">Of the tail.</param>
    public static double Slope(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weights,
        double intercept,
        double degreesOfFreedom)
    {
        if (!double.IsFinite(intercept))
        {
            return double.NaN;
        }

        double information = 0;
        double mixed = 0;
        double squared = 0;
        double gradient = 0;
        double centre = scores[0];
        for (int row = 0; row < scores.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            double score = scores[row] - centre;
            double probability = LogisticFunctions.Sigmoid(scores[row] + intercept);
            double own = weight * probability * LogisticFunctions.Sigmoid(-scores[row] - intercept);
            information += own;
            mixed += own * score;
            squared += own * score * score;
            gradient += weight * score * ((isPositive[row] ? 1 : 0) - probability);
        }

        double variance = squared - (mixed * mixed / information);
        return variance > squared * 1e-12
            ? Math.Min(1, 2 * UpperTail(Math.Abs(gradient) / Math.Sqrt(variance), degreesOfFreedom))
            : double.NaN;
    }

    private static double LogChoose(double all, double some) => LogFactorial(all) - LogFactorial(some) - LogFactorial(all - some);

    // Stirling's series.
    private static double LogFactorial(double number)
    {
        if (number < FewestOfSeries)
        {
            double product = 1;
            for (int factor = 2; factor <= number; factor++)
            {
                product *= factor;
            }

            return ElementaryFunctions.Log(product);
        }

        double square = number * number;
        return (number * ElementaryFunctions.Log(number)) - number + (ElementaryFunctions.Log(2 * Math.PI * number) / 2)
            + ((1 - ((1 - (2 / (7 * square))) / (30 * square))) / (12 * number));
    }
}
