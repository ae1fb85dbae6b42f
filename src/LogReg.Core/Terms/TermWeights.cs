namespace LogReg.Terms;

/// <summary>The weights of a term in the equations of a model.</summary>
/// <param name="equations">For each equation the weights of the term.</param>
/// <param name="classCount">The number of classes, of which one may have no equation.</param>
internal sealed class TermWeights(double[][] equations, int classCount)
{
    /// <summary>For each equation the weights of the term.</summary>
    public double[][] Equations { get; } = equations;

    /// <summary>The same weights, from which the means over some cells are subtracted.</summary>
    /// <param name="means">A mean for each equation.</param>
    public TermWeights Minus(double[] means) =>
        new([.. Equations.Select((own, equation) => Array.ConvertAll(own, weight => weight - means[equation]))], classCount);

    /// <summary>The mean over all pairs of classes of the variance of the difference of what the term contributes to their log-odds; of two
    /// classes wᵀΣw.
    /// </summary>
    /// <param name="variance">wᵀΣw of some weights w.</param>
    public double Variance(Func<double[], double> variance)
    {
        if (classCount == 2)
        {
            return variance(Equations[0]);
        }

        double[] means = [.. Equations[0].Select((_, place) => Equations.Sum(equation => equation[place]) / classCount)];
        double forms = (classCount - Equations.Length) * variance(means);
        foreach (double[] equation in Equations)
        {
            forms += variance([.. equation.Zip(means, (weight, mean) => weight - mean)]);
        }

        return 2 * forms / (classCount - 1);
    }

    /// <summary>The root mean square of the differences of a weight between all pairs of classes, of which one without an equation has 0;
    /// of two classes |weight|.</summary>
    /// <param name="place">The position of the weight.</param>
    public double Spread(int place)
    {
        if (classCount == 2)
        {
            return Math.Abs(Equations[0][place]);
        }

        double largest = Equations.Max(equation => Math.Abs(equation[place]));
        if (largest == 0)
        {
            return 0;
        }

        double mean = Equations.Sum(equation => equation[place] / largest) / classCount;
        double squares = (classCount - Equations.Length) * mean * mean;
        foreach (double[] equation in Equations)
        {
            double difference = (equation[place] / largest) - mean;
            squares += difference * difference;
        }

        return largest * Math.Sqrt(2 * squares / (classCount - 1));
    }
}
