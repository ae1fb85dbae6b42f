using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Finds what makes a row's log-odds differ from those at the training mean; one thread at a time.</summary>
internal sealed class RowExplainer
{
    private const int BlockRows = 1024;

    private readonly TermLayout _layout;
    private readonly MissingValueSet _missing;
    private readonly double[][] _centred;
    private readonly double[][] _block;
    private readonly double[] _term = new double[BlockRows];
    private readonly double _meanLogOdds;
    private readonly int _count;

    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="equation">The equation of the positive class.</param>
    /// <param name="count">The number of contributions to find for each row.</param>
    /// <param name="missingValues">The texts of a missing cell.</param>
    /// <exception cref="LogRegException">The model has no proportions of levels.</exception>
    public RowExplainer(TermLayout layout, LinearEquation equation, int count, IReadOnlyList<string> missingValues)
    {
        _layout = layout;
        _missing = new MissingValueSet(missingValues);
        _count = Math.Min(count, layout.Features.Count);
        _block = [.. layout.Features.Select(_ => new double[BlockRows])];
        _centred = [.. layout.Terms.Zip(equation.Weights, (term, weights) => term.Centre(weights))];
        _meanLogOdds = equation.Intercept;
        for (int term = 0; term < layout.Terms.Count; term++)
        {
            _meanLogOdds = layout.Terms[term].AddMean(_meanLogOdds, equation.Weights[term]);
        }

        if (!double.IsFinite(_meanLogOdds))
        {
            throw new LogRegException(
                "the means of the training data are so large that the log-odds at the means, with which rows are compared, leave the "
                    + "range of a double",
                "the means or coefficients in the model file cannot be right: train the model again");
        }
    }

    /// <summary>The largest contributions of each row.</summary>
    /// <param name="chunk">The features' columns first, in their order, missing numbers imputed unless they have a coefficient of their
    /// own.</param>
    /// <param name="flags">The cells that were imputed, never seen or out of range.</param>
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
        foreach (double[] contributions in _block)
        {
            contributions.AsSpan(0, count).Clear();
        }

        // What several features contribute together is shared equally between them, as by Shapley values.
        Span<double> own = _term.AsSpan(0, count);
        for (int term = 0; term < _layout.Terms.Count; term++)
        {
            IReadOnlyList<int> features = _layout.Terms[term].Features;
            _layout.Terms[term].FillContributions(chunk.Columns, start, _centred[term], own);
            foreach (int feature in features)
            {
                Span<double> sums = _block[feature].AsSpan(0, count);
                for (int row = 0; row < count; row++)
                {
                    sums[row] += own[row] / features.Count;
                }
            }
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
}
