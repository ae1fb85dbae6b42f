namespace LogReg.Inference;

/// <summary>Adjusts p-values for the number of tests, so that the probability of any false rejection is at most the level (S. Holm, <i>A
/// simple sequentially rejective multiple test procedure</i>, 1979); <c>p.adjust(p, "holm")</c> in R.</summary>
internal static class HolmAdjustment
{
    /// <summary>The adjusted p-values: of m p-values in ascending order, max over j ≤ i of min(1, (m − j + 1)·p_j).</summary>
    /// <param name="pValues">The p-values; NaN for a test without a result, which does not count.</param>
    /// <returns>For each p-value the adjusted one.</returns>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(test => !double.IsNaN(pValues[test])).OrderBy(test => pValues[test])];
        double[] adjusted = new double[pValues.Count];
        Array.Fill(adjusted, double.NaN);
        double largest = 0;
        for (int place = 0; place < order.Length; place++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - place) * pValues[order[place]]));
            adjusted[order[place]] = largest;
        }

        return adjusted;
    }
}
