namespace LogReg.Cli.Output;

/// <summary>The prediction among several classes.</summary>
internal static class MostProbable
{
    /// <summary>The position of the largest probability, the first of several equal ones.</summary>
    public static int Of(ReadOnlySpan<double> probabilities)
    {
        int best = 0;
        for (int index = 1; index < probabilities.Length; index++)
        {
            best = probabilities[index] > probabilities[best] ? index : best;
        }

        return best;
    }
}
