namespace LogReg.Numerics;

/// <summary>Quantiles of sorted values, by linear interpolation between order statistics: type 7 of R. J. Hyndman and Y. Fan, <i>Sample
/// quantiles in statistical packages</i>, 1996.</summary>
internal static class WeightedQuantiles
{
    /// <summary>Computes quantiles. A row of weight w counts as w rows (frequency weights), as <c>wtd.quantile</c> in R's Hmisc. Weights
    /// whose mean is below 1 cannot be frequencies: they are taken relative to it (<c>normwt = TRUE</c>).</summary>
    /// <param name="values">The values, sorted, at least one.</param>
    /// <param name="weights">Their weights, each above 0; empty if all are 1.</param>
    /// <param name="probabilities">The probabilities, between 0 and 1.</param>
    public static double[] Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, IReadOnlyList<double> probabilities)
    {
        double[] quantiles = new double[probabilities.Count];
        double[] ends = weights.IsEmpty ? [] : EndsOf(values, weights);
        for (int i = 0; i < quantiles.Length; i++)
        {
            double count = weights.IsEmpty ? values.Length : ends[^1];
            double place = 1 + ((count - 1) * probabilities[i]);
            double low = Math.Max(Math.Floor(place), 1);
            double share = place - low;
            double below = At(values, ends, low);
            double above = At(values, ends, Math.Min(low + 1, count));
            quantiles[i] = below + (share * (above - below));
        }

        return quantiles;
    }

    /// <summary>The position of the first value that is not below a number.</summary>
    /// <param name="values">The values, sorted, the last of which is not below it.</param>
    /// <param name="number">The number.</param>
    public static int FirstFrom(ReadOnlySpan<double> values, double number)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = values[middle] < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // The sums of the weights up to each value, with equal values together.
    private static double[] EndsOf(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double[] ends = new double[values.Length];
        double sum = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            sum += weights[i];
            ends[i] = sum;
        }

        if (sum < ends.Length)
        {
            double factor = ends.Length / sum;
            for (int i = 0; i < ends.Length; i++)
            {
                ends[i] *= factor;
            }
        }

        for (int i = ends.Length - 2; i >= 0; i--)
        {
            ends[i] = values[i] == values[i + 1] ? ends[i + 1] : ends[i];
        }

        return ends;
    }

    private static double At(ReadOnlySpan<double> values, double[] ends, double rank)
    {
        if (ends.Length == 0)
        {
            return values[(int)rank - 1];
        }

        int place = Array.BinarySearch(ends, rank);
        place = place >= 0 ? place : ~place;
        return values[Math.Min(place, values.Length - 1)];
    }
}
