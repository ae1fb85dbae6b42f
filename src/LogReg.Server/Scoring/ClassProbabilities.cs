using LogReg.Numerics;

namespace LogReg.Server.Scoring;

/// <summary>The probability of every class of scored rows, and the class that they decide for.</summary>
internal static class ClassProbabilities
{
    /// <summary>The probability of each class of a row, in the order of the target's classes.</summary>
    public static double[] Of(LogisticModel model, ScoredChunk chunk, int row)
    {
        if (!model.Target.IsBinary)
        {
            int count = model.Target.Classes.Count;
            return chunk.Probabilities.Slice(row * count, count).ToArray();
        }

        // Not 1 − p, which loses the digits of a small probability.
        double[] probabilities = new double[2];
        probabilities[model.Target.PositiveIndex] = chunk.Probabilities[row];
        probabilities[1 - model.Target.PositiveIndex] = LogisticFunctions.Sigmoid(-chunk.Scores[row]);
        return probabilities;
    }

    /// <summary>The predicted class: at the threshold with two classes, the most probable one with more.</summary>
    public static string Decide(LogisticModel model, double[] probabilities, double? threshold) => model.Target.IsBinary
        ? probabilities[model.Target.PositiveIndex] >= (threshold ?? model.Threshold) ? model.Target.Positive! : model.Target.Negative!
        : model.Target.Classes[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(probabilities)];

    /// <summary>The probabilities by class.</summary>
    public static IReadOnlyDictionary<string, double> ByName(LogisticModel model, double[] probabilities)
    {
        var byName = new OrderedDictionary<string, double>(probabilities.Length, StringComparer.Ordinal);
        for (int index = 0; index < probabilities.Length; index++)
        {
            byName[model.Target.Classes[index]] = probabilities[index];
        }

        return byName;
    }
}
