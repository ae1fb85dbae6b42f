namespace LogReg.Terms;

/// <summary>Numbers with their weights.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="Weights">Their weights, each above 0; empty if all are 1.</param>
internal sealed record WeightedNumbers(double[] Values, double[] Weights)
{
    /// <summary>The same numbers in ascending order.</summary>
    public WeightedNumbers Sorted()
    {
        var sorted = new WeightedNumbers([.. Values], [.. Weights]);
        if (Weights.Length == 0)
        {
            Array.Sort(sorted.Values);
        }
        else
        {
            Array.Sort(sorted.Values, sorted.Weights);
        }

        return sorted;
    }
}
