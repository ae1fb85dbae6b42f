using System.Numerics.Tensors;
using LogReg.Data;

namespace LogReg.Features;

/// <summary>What the encoder needs to know of a numeric column: the weighted moments of the rows that take part.</summary>
/// <param name="Mean">The weighted mean of the cells that are there; NaN if there is none.</param>
/// <param name="StandardDeviation">The weighted population standard deviation, missing cells imputed with the mean.</param>
/// <param name="IsConstant">Whether all cells that are there are equal.</param>
internal sealed record ColumnStatistics(double Mean, double StandardDeviation, bool IsConstant)
{
    /// <summary>Computes the statistics: first the mean, then the squares around it, chunk by chunk.</summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of a numeric column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    public static ColumnStatistics Compute(Table table, int column, RowSelection selection, double[]? weights)
    {
        double sum = 0;
        double weightSum = 0;
        double allWeights = 0;
        double first = double.NaN;
        bool isConstant = true;
        int position = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            ReadOnlySpan<double> values = Chosen(table, column, selection, chunk);
            ReadOnlySpan<double> own = weights is null ? [] : weights.AsSpan(position, values.Length);
            position += values.Length;
            allWeights += weights is null ? values.Length : TensorPrimitives.Sum(own);
            for (int row = 0; isConstant && row < values.Length; row++)
            {
                first = double.IsNaN(first) ? values[row] : first;
                isConstant = double.IsNaN(values[row]) || values[row] == first;
            }

            double vectorised = own.IsEmpty ? TensorPrimitives.Sum(values) : double.NaN;
            if (!double.IsNaN(vectorised))
            {
                sum += vectorised;
                weightSum += values.Length;
                continue;
            }

            for (int row = 0; row < values.Length; row++)
            {
                if (!double.IsNaN(values[row]))
                {
                    double weight = own.IsEmpty ? 1 : own[row];
                    sum += weight * values[row];
                    weightSum += weight;
                }
            }
        }

        double mean = isConstant ? first : sum / weightSum;
        double squares = isConstant ? 0 : SumOfSquares(table, column, selection, weights, mean);
        return new ColumnStatistics(mean, Math.Sqrt(squares / allWeights), isConstant);
    }

    private static double SumOfSquares(Table table, int column, RowSelection selection, double[]? weights, double mean)
    {
        double squares = 0;
        int position = 0;
        double[] scratch = new double[Table.ChunkRows];
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            ReadOnlySpan<double> values = Chosen(table, column, selection, chunk);
            Span<double> centred = scratch.AsSpan(0, values.Length);
            TensorPrimitives.Subtract(values, mean, centred);
            double vectorised = weights is null ? TensorPrimitives.SumOfSquares<double>(centred) : double.NaN;
            for (int row = 0; double.IsNaN(vectorised) && row < centred.Length; row++)
            {
                // A missing cell is imputed with the mean: its square is 0.
                squares += double.IsNaN(centred[row]) ? 0 : (weights is null ? 1 : weights[position + row]) * centred[row] * centred[row];
            }

            squares += double.IsNaN(vectorised) ? 0 : vectorised;
            position += values.Length;
        }

        return squares;
    }

    private static ReadOnlySpan<double> Chosen(Table table, int column, RowSelection selection, int chunk)
    {
        ReadOnlySpan<double> values = ((NumericColumn)table.Chunks[chunk].Columns[column]).Values;
        return selection.TakesAll(chunk) ? values : selection.Take(chunk, values);
    }
}
