using System.Numerics.Tensors;
using LogReg.Data;
using LogReg.Features;

namespace LogReg.Scoring;

/// <summary>Finds what makes a row's log-odds differ from those at the training mean; one thread at a time.</summary>
internal sealed class RowExplainer
{
    private const int BlockRows = 1024;

    private readonly IReadOnlyList<Feature> _features;
    private readonly FeatureEncoder _encoder;
    private readonly LinearEquation _equation;
    private readonly MissingValueSet _missing;
    private readonly double[][] _levelContributions;
    private readonly double[] _unknownContributions;
    private readonly double[][] _block;
    private readonly double _meanLogOdds;
    private readonly int _count;

    /// <param name="features">The model's features.</param>
    /// <param name="encoder">Their encoder.</param>
    /// <param name="equation">The equation of the positive class.</param>
    /// <param name="count">How many contributions of each row are wanted.</param>
    /// <param name="missingValues">The texts of a missing cell.</param>
    /// <exception cref="LogRegException">The model does not say how often its levels occurred.</exception>
    public RowExplainer(
        IReadOnlyList<Feature> features, FeatureEncoder encoder, LinearEquation equation, int count, IReadOnlyList<string> missingValues)
    {
        _features = features;
        _encoder = encoder;
        _equation = equation;
        _missing = new MissingValueSet(missingValues);
        _count = Math.Min(count, features.Count);
        _block = [.. features.Select(_ => new double[BlockRows])];
        _levelContributions = new double[features.Count][];
        _unknownContributions = new double[features.Count];
        _meanLogOdds = equation.Intercept;
        for (int feature = 0; feature < features.Count; feature++)
        {
            double[] weights = equation.Weights[feature];
            if (features[feature] is NumericFeature numeric)
            {
                _meanLogOdds += weights[0] * numeric.Mean;
                _meanLogOdds += numeric.MissingShare is double share ? weights[1] * share : 0;
                continue;
            }

            IReadOnlyList<double> shares = ((CategoricalFeature)features[feature]).Shares ?? throw new LogRegException(
                $"the model does not have the proportions of the levels of '{features[feature].Name}' in training, with which rows are compared",
                "train it again: it was written by an older version");
            double mean = weights.Zip(shares).Sum(pair => pair.First * pair.Second);
            _meanLogOdds += mean;
            _levelContributions[feature] = [.. weights.Select(weight => weight - mean)];
            _unknownContributions[feature] = -mean;
        }
    }

    /// <summary>The cells of a chunk that were imputed, never seen or out of range; before its numbers are imputed.</summary>
    /// <param name="chunk">The features' columns first, in their order.</param>
    public List<RowFlag> FlagsOf(TableChunk chunk)
    {
        var flags = new List<RowFlag>();
        for (int feature = 0; feature < _features.Count; feature++)
        {
            if (chunk.Columns[feature] is NumericColumn numbers)
            {
                AddFlags(flags, feature, (NumericFeature)_features[feature], numbers.Values);
            }
            else
            {
                AddFlags(flags, feature, ((CategoricalColumn)chunk.Columns[feature]).Codes);
            }
        }

        flags.Sort((left, right) => left.Row != right.Row ? left.Row.CompareTo(right.Row) : left.Feature.CompareTo(right.Feature));
        return flags;
    }

    /// <summary>The largest contributions of each row.</summary>
    /// <param name="chunk">The features' columns first, in their order, missing numbers imputed unless they have a coefficient of their own.</param>
    /// <param name="flags">What <see cref="FlagsOf"/> found.</param>
    /// <param name="cells">For each feature the cells as they stand in the input.</param>
    public RowExplanations Explain(TableChunk chunk, IReadOnlyList<RowFlag> flags, IReadOnlyList<TextColumn> cells)
    {
        int[] features = new int[chunk.RowCount * _count];
        double[] contributions = new double[features.Length];
        for (int start = 0; start < chunk.RowCount; start += BlockRows)
        {
            int count = Math.Min(BlockRows, chunk.RowCount - start);
            FillBlock(chunk, start, count);
            for (int row = 0; row < count; row++)
            {
                int position = (start + row) * _count;
                TakeLargest(row, features.AsSpan(position, _count), contributions.AsSpan(position, _count));
            }
        }

        return new RowExplanations(_meanLogOdds, _count, features, contributions, flags, cells, _missing);
    }

    private void FillBlock(TableChunk chunk, int start, int count)
    {
        for (int feature = 0; feature < _features.Count; feature++)
        {
            Span<double> own = _block[feature].AsSpan(0, count);
            if (chunk.Columns[feature] is NumericColumn numbers)
            {
                FillNumbers(own, (NumericFeature)_features[feature], _equation.Weights[feature], numbers.Values.Slice(start, count));
                continue;
            }

            ReadOnlySpan<int> codes = ((CategoricalColumn)chunk.Columns[feature]).Codes.Slice(start, count);
            double[] levels = _levelContributions[feature];
            int missingCode = _encoder.MissingCode(feature);
            for (int row = 0; row < codes.Length; row++)
            {
                int code = codes[row] == CategoricalColumn.Missing ? missingCode : codes[row];
                own[row] = code < 0 ? _unknownContributions[feature] : levels[code];
            }
        }
    }

    private static void FillNumbers(Span<double> own, NumericFeature feature, double[] weights, ReadOnlySpan<double> values)
    {
        // The difference first: near the mean the product with a coefficient would round away what is left.
        TensorPrimitives.Subtract(values, feature.Mean, own);
        TensorPrimitives.Multiply(own, weights[0], own);
        if (feature.MissingShare is not double share)
        {
            return;
        }

        for (int row = 0; row < values.Length; row++)
        {
            bool isMissing = double.IsNaN(values[row]);
            own[row] = isMissing ? (weights[0] * (feature.ImputeWith - feature.Mean)) + (weights[1] * (1 - share)) : own[row] - (weights[1] * share);
        }
    }

    // Insertion into a short sorted list; of equal contributions the earlier feature's comes first.
    private void TakeLargest(int row, Span<int> features, Span<double> contributions)
    {
        int taken = 0;
        for (int feature = 0; feature < _block.Length; feature++)
        {
            // A cell at the mean contributes 0, whatever the sign of its coefficient.
            double contribution = _block[feature][row] + 0.0;
            double size = Math.Abs(contribution);
            if (taken == features.Length && !(size > Math.Abs(contributions[taken - 1])))
            {
                continue;
            }

            int place = taken < features.Length ? taken++ : taken - 1;
            while (place > 0 && size > Math.Abs(contributions[place - 1]))
            {
                contributions[place] = contributions[place - 1];
                features[place] = features[place - 1];
                place--;
            }

            contributions[place] = contribution;
            features[place] = feature;
        }
    }

    private static void AddFlags(List<RowFlag> flags, int feature, NumericFeature description, ReadOnlySpan<double> values)
    {
        for (int row = 0; row < values.Length; row++)
        {
            if (CellFlags.OfNumber(description, values[row]) is RowFlagKind kind)
            {
                flags.Add(new RowFlag(row, feature, kind));
            }
        }
    }

    private void AddFlags(List<RowFlag> flags, int feature, ReadOnlySpan<int> codes)
    {
        bool knowsMissing = _encoder.MissingCode(feature) >= 0;
        for (int row = 0; row < codes.Length; row++)
        {
            if (CellFlags.OfCode(codes[row], knowsMissing) is RowFlagKind kind)
            {
                flags.Add(new RowFlag(row, feature, kind));
            }
        }
    }
}
