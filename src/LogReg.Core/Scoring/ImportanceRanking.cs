using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Ranks features by the standard deviation of what they add to the log-odds, from what the model knows of the training rows:
/// deviations, shares of levels, shares of missing cells.</summary>
internal static class ImportanceRanking
{
    /// <summary>The features, the most important one first.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<FeatureImportance> Of(ModelContent model)
    {
        HashSet<string> unbounded = UnboundedNames(model);
        return
        [
            .. model.Features.Select((feature, index) => Of(model, feature, index, unbounded)).OrderByDescending(
                importance => importance.StandardDeviation),
        ];
    }

    private static FeatureImportance Of(ModelContent model, Feature feature, int index, HashSet<string> unbounded)
    {
        double[][] weights = [.. model.Equations.Select(equation => equation.Weights[index])];
        int classCount = model.Target.Classes.Count;
        return feature switch
        {
            NumericFeature numeric => OfNumeric(numeric, weights, classCount, unbounded),
            CategoricalFeature categorical => OfCategorical(categorical, weights, classCount, unbounded),
            _ => throw new NotSupportedException($"A {feature.GetType().Name} has no importance."),
        };
    }

    // A missing cell is imputed with the mean, so that the number and the indicator of missing cells are uncorrelated.
    private static FeatureImportance OfNumeric(NumericFeature feature, double[][] weights, int classCount, HashSet<string> unbounded)
    {
        bool isUnbounded = unbounded.Contains(feature.Name) || (feature.HasIndicator && unbounded.Contains(feature.IndicatorName));
        double deviation = Spread(weights, 0, classCount) * feature.StandardDeviation;
        double indicated = feature.HasIndicator ? Spread(weights, 1, classCount) * feature.IndicatorScale : 0;
        double larger = Math.Max(deviation, indicated);
        double ratio = indicated == 0 ? 0 : Math.Min(deviation, indicated) / larger;
        double total = larger * Math.Sqrt(1 + (ratio * ratio));
        return new FeatureImportance(feature.Name, isUnbounded ? double.PositiveInfinity : total) { IsUnbounded = isUnbounded };
    }

    private static FeatureImportance OfCategorical(
        CategoricalFeature feature, double[][] weights, int classCount, HashSet<string> unbounded)
    {
        bool[] isUnbounded =
        [
            .. Enumerable.Range(0, feature.Levels.Count).Select(level => unbounded.Contains(CategoricalTerm.NameOf(feature, level))),
        ];

        // Unless two levels that occur can be compared, as where the reference level separates, every difference is infinite.
        bool isComparable = feature.Shares is null || feature.Shares.Where((share, level) => share > 0 && !isUnbounded[level]).Count() > 1;
        double deviation = feature.Shares is null ? double.NaN : Deviation(feature.Shares, weights, classCount, isUnbounded);
        return new FeatureImportance(feature.Name, isComparable || !isUnbounded.Contains(true) ? deviation : double.PositiveInfinity)
        {
            IsUnbounded = isUnbounded.Contains(true),
        };
    }

    private static double Deviation(IReadOnlyList<double> shares, double[][] weights, int classCount, bool[] isLeftOut)
    {
        double shareSum = 0;
        double[] means = new double[weights.Length];
        for (int level = 0; level < shares.Count; level++)
        {
            double share = isLeftOut[level] ? 0 : shares[level];
            shareSum += share;
            for (int equation = 0; equation < means.Length; equation++)
            {
                means[equation] += share * weights[equation][level];
            }
        }

        if (shareSum == 0)
        {
            return 0;
        }

        double[][] centred = [.. weights.Select((own, equation) => Array.ConvertAll(own, weight => weight - (means[equation] / shareSum)))];
        double variance = 0;
        for (int level = 0; level < shares.Count; level++)
        {
            double spread = isLeftOut[level] ? 0 : Spread(centred, level, classCount);
            variance += shares[level] * spread * spread;
        }

        return Math.Sqrt(variance / shareSum);
    }

    // The root mean square of the differences between all pairs of classes, of which one without an equation has 0; of two classes |value|.
    private static double Spread(double[][] equations, int place, int classCount)
    {
        if (classCount == 2)
        {
            return Math.Abs(equations[0][place]);
        }

        double largest = equations.Max(equation => Math.Abs(equation[place]));
        if (largest == 0)
        {
            return 0;
        }

        double mean = equations.Sum(equation => equation[place] / largest) / classCount;
        double squares = (classCount - equations.Length) * mean * mean;
        foreach (double[] equation in equations)
        {
            double difference = (equation[place] / largest) - mean;
            squares += difference * difference;
        }

        return largest * Math.Sqrt(2 * squares / (classCount - 1));
    }

    // Of several classes "class: coefficient".
    private static HashSet<string> UnboundedNames(ModelContent model)
    {
        string[] names = [.. model.Inference?.Separation.Unbounded.Select(coefficient => coefficient.Name) ?? []];
        if (model.Target.IsBinary)
        {
            return [.. names];
        }

        string[] prefixes = [.. model.Target.Classes.Select(name => name + ": ")];
        return
        [
            .. names.SelectMany(
                name =>
                    prefixes.Where(prefix => name.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => name[prefix.Length..])),
        ];
    }
}
