using System.Numerics.Tensors;

namespace LogReg.Numerics;

/// <summary>softmax(z)_k = e^z_k / Σ e^z_l: the probabilities of several classes from their log-odds.</summary>
internal static class Softmax
{
    /// <summary>Turns a row's log-odds into its probabilities; the largest is taken off first, so that nothing overflows.</summary>
    /// <param name="values">K log-odds; on return K probabilities that add up to 1.</param>
    public static void InPlace(Span<double> values)
    {
        double largest = TensorPrimitives.Max<double>(values);
        double sum = 0;
        foreach (ref double value in values)
        {
            value = ElementaryFunctions.Exp(value - largest);
            sum += value;
        }

        foreach (ref double value in values)
        {
            value /= sum;
        }
    }

    /// <summary>Turns a row's log-odds into the logarithms of its probabilities, exact where a probability underflows.</summary>
    /// <param name="values">K log-odds; on return log P of K classes.</param>
    public static void LogInPlace(Span<double> values)
    {
        double largest = TensorPrimitives.Max<double>(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += ElementaryFunctions.Exp(value - largest);
        }

        double logSum = largest + ElementaryFunctions.Log(sum);
        foreach (ref double value in values)
        {
            value -= logSum;
        }
    }

    /// <summary>The log-odds of a class against all others, exact where its probability is nearly 1, too.</summary>
    /// <param name="logProbabilities">log P of K classes.</param>
    /// <param name="place">The place of the class.</param>
    public static double LogOddsOf(ReadOnlySpan<double> logProbabilities, int place)
    {
        double own = logProbabilities[place];
        if (own < -LogisticFunctions.Ln2)
        {
            return own - ElementaryFunctions.LogOnePlus(-ElementaryFunctions.Exp(own));
        }

        double largest = double.NegativeInfinity;
        for (int other = 0; other < logProbabilities.Length; other++)
        {
            largest = other == place ? largest : Math.Max(largest, logProbabilities[other]);
        }

        double sum = 0;
        for (int other = 0; other < logProbabilities.Length; other++)
        {
            sum += other == place ? 0 : ElementaryFunctions.Exp(logProbabilities[other] - largest);
        }

        return own - largest - ElementaryFunctions.Log(sum);
    }
}
