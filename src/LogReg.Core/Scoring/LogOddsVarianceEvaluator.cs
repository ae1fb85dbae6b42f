using LogReg.Data;
using LogReg.Design;
using LogReg.Features;
using LogReg.Numerics;

namespace LogReg.Scoring;

/// <summary>Works out <see cref="LogOddsVariance"/> row by row in memory of its own: one thread at a time.</summary>
internal sealed class LogOddsVarianceEvaluator
{
    private readonly LogOddsVariance _variance;
    private readonly double[][] _numbers;
    private readonly int[][] _codes;
    private readonly ColumnGroup[] _groups;
    private readonly int[] _unknownCodes;

    /// <param name="variance">The covariance, prepared.</param>
    public LogOddsVarianceEvaluator(LogOddsVariance variance)
    {
        _variance = variance;
        IReadOnlyList<Feature> features = variance.Features;
        FeatureEncoder encoder = variance.Encoder;
        _numbers = [.. Enumerable.Range(0, encoder.NumericColumnCount + 1).Select(_ => new double[RowBlock.Capacity])];
        Array.Fill(_numbers[0], 1);
        _codes = new int[features.Count][];
        _unknownCodes = new int[features.Count];
        var groups = new List<ColumnGroup>();
        for (int feature = 0; feature < features.Count; feature++)
        {
            if (features[feature] is not CategoricalFeature categorical)
            {
                continue;
            }

            _codes[feature] = new int[RowBlock.Capacity];
            _unknownCodes[feature] = encoder.UnknownCode(feature);
            groups.Add(new CategoricalGroup(encoder.FirstColumn(feature), categorical.Levels.Count + (categorical.Reference is null ? 1 : 0), _codes[feature]));
        }

        _groups = [new DenseGroup(0, [.. _numbers]), .. groups];
    }

    /// <summary>The variance of the log-odds of each row; ∞ where the row uses a coefficient without a finite estimate.</summary>
    /// <param name="chunk">The features' columns first, in their order, missing numbers imputed unless they have a coefficient of their own.</param>
    /// <param name="variances">A value for each row.</param>
    public void Compute(TableChunk chunk, Span<double> variances)
    {
        for (int start = 0; start < variances.Length; start += RowBlock.Capacity)
        {
            int count = Math.Min(RowBlock.Capacity, variances.Length - start);
            Span<double> own = variances.Slice(start, count);
            own.Clear();
            for (int feature = 0; feature < _codes.Length; feature++)
            {
                if (chunk.Columns[feature] is NumericColumn numeric)
                {
                    Take(feature, numeric.Values.Slice(start, count), own);
                }
                else
                {
                    Take(feature, ((CategoricalColumn)chunk.Columns[feature]).Codes.Slice(start, count), own);
                }
            }

            Finish(own);
        }
    }

    /// <summary>The variance of the log-odds of a row; see <see cref="Compute(TableChunk, Span{double})"/>.</summary>
    /// <param name="row">Its values as a model takes them: a missing cell is NaN, a level its position.</param>
    public double Compute(ReadOnlySpan<double> row)
    {
        double variance = 0;
        var own = new Span<double>(ref variance);
        for (int feature = 0; feature < row.Length; feature++)
        {
            if (_variance.Features[feature] is NumericFeature)
            {
                Take(feature, row.Slice(feature, 1), own);
            }
            else
            {
                Take(feature, [double.IsNaN(row[feature]) ? CategoricalColumn.Missing : row[feature] < 0 ? CategoricalColumn.Unseen : (int)row[feature]], own);
            }
        }

        Finish(own);
        return variance;
    }

    private void Take(int feature, ReadOnlySpan<double> values, Span<double> variances)
    {
        int column = _variance.Encoder.FirstColumn(feature);
        var numeric = (NumericFeature)_variance.Features[feature];
        values.CopyTo(_numbers[column]);
        ColumnKernels.Standardise(_numbers[column].AsSpan(0, values.Length), numeric.Mean, numeric.Scale, (numeric.ImputeWith - numeric.Mean) / numeric.Scale);
        if (_variance.IsUnbounded[column])
        {
            for (int row = 0; row < values.Length; row++)
            {
                double value = double.IsNaN(values[row]) ? numeric.ImputeWith : values[row];
                variances[row] += value == 0 ? 0 : double.PositiveInfinity;
            }
        }

        if (!numeric.HasIndicator)
        {
            return;
        }

        numeric.Indicate(values, _numbers[column + 1]);
        for (int row = 0; _variance.IsUnbounded[column + 1] && row < values.Length; row++)
        {
            variances[row] += double.IsNaN(values[row]) ? double.PositiveInfinity : 0;
        }
    }

    private void Take(int feature, ReadOnlySpan<int> codes, Span<double> variances)
    {
        int[] own = _codes[feature];
        int missingCode = _variance.Encoder.MissingCode(feature);
        ReadOnlySpan<bool> isUnbounded = _variance.IsUnbounded[_variance.Encoder.FirstColumn(feature)..];
        for (int row = 0; row < codes.Length; row++)
        {
            int code = codes[row] == CategoricalColumn.Missing ? missingCode : codes[row];
            own[row] = code < 0 ? _unknownCodes[feature] : code;
            variances[row] += isUnbounded[own[row]] ? double.PositiveInfinity : 0;
        }
    }

    private void Finish(Span<double> variances)
    {
        new RowBlock(_groups, new RowRange(0, variances.Length), 0).AddQuadraticForm(_variance.Matrix, variances);
        bool isAlwaysUnbounded = _variance.IsUnbounded[0];
        foreach (ref double variance in variances)
        {
            // Rounding may leave a variance of nearly nothing below it.
            variance = isAlwaysUnbounded ? double.PositiveInfinity : Math.Max(variance, 0);
        }
    }
}
