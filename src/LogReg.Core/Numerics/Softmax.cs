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
}
