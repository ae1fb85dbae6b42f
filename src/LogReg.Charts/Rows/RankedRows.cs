using System.Numerics.Tensors;

namespace LogReg.Charts.Rows;

/// <summary>The rows of an input in the order of a model's scores, the highest first: how much of either kind has come by after each
/// distinct score.</summary>
/// <param name="Probabilities">The probability at each distinct score, falling.</param>
/// <param name="TruePositives">The weight of the positive rows that score so or higher.</param>
/// <param name="FalsePositives">The weight of the negative rows that score so or higher.</param>
internal sealed record RankedRows(
    IReadOnlyList<double> Probabilities, IReadOnlyList<double> TruePositives, IReadOnlyList<double> FalsePositives)
{
    // Finer than a pixel of the largest picture; fewer steps than that need no thinning.
    private const double Finest = 1.0 / 8000;
    private const int FewSteps = 8000;

    private RankedRows? _outline;

    /// <summary>Those steps that a curve of these rows needs: what is left out differs from the step before it by less than is to be seen,
    /// whatever is drawn.</summary>
    public RankedRows Outline => _outline ??= TruePositives.Count <= FewSteps ? this : Thinned();

    /// <summary>The weight of all positive rows.</summary>
    public double Positives => TruePositives[^1];

    /// <summary>The weight of all negative rows.</summary>
    public double Negatives => FalsePositives[^1];

    /// <summary>The weight of all rows.</summary>
    public double Total => Positives + Negatives;

    /// <summary>The share of the positive rows among all.</summary>
    public double PositiveShare => Positives / Total;

    /// <summary>The share of the rows that score so or higher which are positive.</summary>
    public double Precision(int step) => TruePositives[step] / (TruePositives[step] + FalsePositives[step]);

    /// <summary>The share of the positive rows that score so or higher.</summary>
    public double Recall(int step) => TruePositives[step] / Positives;

    /// <summary>2 TP/(2 TP + FP + FN) where rows that score so or higher are called positive.</summary>
    public double F1(int step) => 2 * TruePositives[step] / (TruePositives[step] + FalsePositives[step] + Positives);

    /// <summary>The last step whose probability is a threshold or more, −1 if there is none.</summary>
    public int LastAtLeast(double threshold)
    {
        int low = 0;
        int high = Probabilities.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Probabilities[middle] >= threshold ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private RankedRows Thinned()
    {
        List<double> probabilities = [];
        List<double> truePositives = [];
        List<double> falsePositives = [];
        int last = -1;
        for (int step = 0; step < TruePositives.Count; step++)
        {
            if (last < 0 || step == TruePositives.Count - 1 || Differs(last, step))
            {
                probabilities.Add(Probabilities[step]);
                truePositives.Add(TruePositives[step]);
                falsePositives.Add(FalsePositives[step]);
                last = step;
            }
        }

        return new RankedRows(probabilities, truePositives, falsePositives);
    }

    private bool Differs(int first, int second) =>
        TruePositives[second] - TruePositives[first] > Finest * Positives
        || FalsePositives[second] - FalsePositives[first] > Finest * Negatives
        || Probabilities[first] - Probabilities[second] > Finest
        || Math.Abs(Precision(first) - Precision(second)) > Finest;

    /// <summary>Ranks rows.</summary>
    /// <param name="scores">A score a row, which rises with the probability.</param>
    /// <param name="probabilities">A probability a row.</param>
    /// <param name="isPositive">Whether a row is positive.</param>
    /// <param name="weights">What a row counts, above 0; empty for 1.</param>
    public static RankedRows Of(double[] scores, double[] probabilities, bool[] isPositive, double[] weights)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Length)];
        double[] keys = new double[scores.Length];
        TensorPrimitives.Negate<double>(scores, keys);
        Array.Sort(keys, rows);
        List<double> distinct = [];
        List<double> truePositives = [];
        List<double> falsePositives = [];
        double found = 0;
        double mistaken = 0;
        for (int place = 0; place < rows.Length; place++)
        {
            int row = rows[place];
            (isPositive[row] ? ref found : ref mistaken) += weights.Length == 0 ? 1 : weights[row];
            bool isLastOfScore = place == rows.Length - 1 || keys[place + 1] != keys[place];
            if (isLastOfScore)
            {
                distinct.Add(probabilities[row]);
                truePositives.Add(found);
                falsePositives.Add(mistaken);
            }
        }

        return new RankedRows(distinct, truePositives, falsePositives);
    }
}
