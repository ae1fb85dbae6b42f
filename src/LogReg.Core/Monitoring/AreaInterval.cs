namespace LogReg.Monitoring;

/// <summary>The area under the ROC curve with DeLong's interval, from ranks (X. Sun and W. Xu, <i>Fast implementation of DeLong's
/// algorithm</i>, IEEE Signal Processing Letters 21, 2014).</summary>
internal static class AreaInterval
{
    private const double Quantile = 1.959963984540054;

    /// <summary>Computes the area.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="isPositive">Whether each row is positive.</param>
    /// <returns>The area with its interval, cut at 0 and 1; NaN with fewer than two rows of a class.</returns>
    public static IntervalEstimate Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        double[] all = Ranks(scores);
        var positive = new List<double>();
        var negative = new List<double>();
        for (int row = 0; row < scores.Length; row++)
        {
            (isPositive[row] ? positive : negative).Add(scores[row]);
        }

        double[] amongPositive = Ranks(positive.ToArray());
        double[] amongNegative = Ranks(negative.ToArray());
        double[] shares = new double[positive.Count];
        double[] complements = new double[negative.Count];
        int nextPositive = 0;
        int nextNegative = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            if (isPositive[row])
            {
                shares[nextPositive] = (all[row] - amongPositive[nextPositive]) / negative.Count;
                nextPositive++;
            }
            else
            {
                complements[nextNegative] = 1 - ((all[row] - amongNegative[nextNegative]) / positive.Count);
                nextNegative++;
            }
        }

        if (positive.Count < 2 || negative.Count < 2)
        {
            return new IntervalEstimate(positive.Count * negative.Count == 0 ? double.NaN : shares.Average(), double.NaN, double.NaN);
        }

        double area = shares.Average();
        double error = Math.Sqrt((Variance(shares) / positive.Count) + (Variance(complements) / negative.Count));
        return new IntervalEstimate(area, Math.Max(0, area - (Quantile * error)), Math.Min(1, area + (Quantile * error)));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    // Equal values share the mean of their ranks.
    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] places = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, places);
        double[] ranks = new double[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (int place = start; place < end; place++)
            {
                ranks[places[place]] = (start + end + 1) / 2.0;
            }
        }

        return ranks;
    }
}
