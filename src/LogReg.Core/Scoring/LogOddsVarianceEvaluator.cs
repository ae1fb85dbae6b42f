using LogReg.Data;
using LogReg.Design;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Computes <see cref="LogOddsVariance"/> for blocks of rows in memory of its own: for one thread at a time.</summary>
/// <param name="variance">The covariance, prepared.</param>
internal sealed class LogOddsVarianceEvaluator(LogOddsVariance variance)
{
    // What a direction changes in a row that it does not move is rounding beside the terms that cancel.
    private const double RoundingShare = 1e-9;

    private readonly TermBlock _rows = new(variance.Layout);
    private readonly double[][] _directionSizes = [.. variance.FreeDirections.Select(direction => direction.Select(Math.Abs).ToArray())];

    /// <summary>The variance of the log-odds of each row; ∞ where they have no finite estimate.</summary>
    /// <param name="chunk">The columns of the features first, in their order, missing numbers imputed unless they have a coefficient of
    /// their own.</param>
    /// <param name="variances">A value for each row.</param>
    public void Compute(TableChunk chunk, Span<double> variances)
    {
        for (int start = 0; start < variances.Length; start += RowBlock.Capacity)
        {
            int count = Math.Min(RowBlock.Capacity, variances.Length - start);
            Compute(_rows.Fill(chunk, start, count), variances.Slice(start, count));
        }
    }

    /// <summary>The variance of the log-odds of a row; see <see cref="Compute(TableChunk, Span{double})"/>.</summary>
    /// <param name="row">The cells as a model takes them: a missing cell is NaN, a level its position.</param>
    public double Compute(ReadOnlySpan<double> row)
    {
        double result = 0;
        Compute(_rows.Fill(row), new Span<double>(ref result));
        return result;
    }

    private void Compute(RowBlock block, Span<double> variances)
    {
        variances.Clear();
        variance.AddTo(block, variances);
        foreach (ref double one in variances)
        {
            // Rounding may leave a variance of nearly nothing below it; beyond the range of a double nothing is known.
            one = double.IsNaN(one) ? double.PositiveInfinity : Math.Max(one, 0);
        }

        if (_directionSizes.Length > 0)
        {
            MarkUnbounded(block, variances);
        }
    }

    private void MarkUnbounded(RowBlock block, Span<double> variances)
    {
        RowBlock sizeBlock = _rows.Sizes(variances.Length);
        double[] changes = new double[variances.Length];
        double[] sizes = new double[variances.Length];
        for (int direction = 0; direction < _directionSizes.Length; direction++)
        {
            Array.Clear(changes);
            Array.Clear(sizes);
            block.AddProduct(variance.FreeDirections[direction], changes);
            sizeBlock.AddProduct(_directionSizes[direction], sizes);
            for (int row = 0; row < variances.Length; row++)
            {
                variances[row] = Math.Abs(changes[row]) > RoundingShare * sizes[row] ? double.PositiveInfinity : variances[row];
            }
        }
    }
}
