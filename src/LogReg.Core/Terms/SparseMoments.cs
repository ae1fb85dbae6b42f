namespace LogReg.Terms;

/// <summary>The moments of sparse columns over the training rows, the zeros included.</summary>
/// <param name="Means">The (weighted) mean of each column.</param>
/// <param name="StandardDeviations">The (weighted) population standard deviation of each.</param>
/// <param name="IsStandardised">Whether the columns are divided by their standard deviations in training.</param>
internal sealed record SparseMoments(IReadOnlyList<double> Means, IReadOnlyList<double> StandardDeviations, bool IsStandardised)
{
    /// <summary>Computes the moments of columns.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="column">The position of the column in the table.</param>
    /// <param name="encoder">What is made of its cells.</param>
    /// <param name="isStandardised">Whether the columns are divided by their standard deviations in training.</param>
    public static SparseMoments Of(TrainingVectors rows, int column, SparseEncoder encoder, bool isStandardised)
    {
        int count = encoder.Count;
        double[] means = new double[count];
        double[] present = new double[count];
        double[] squares = new double[count];
        double[] weightSum = new double[1];
        rows.AddInTurn([means, present, weightSum], () =>
        {
            foreach ((SparseRows part, int row, double weight) in rows.Of(column, encoder))
            {
                weightSum[0] += weight;
                ReadOnlySpan<int> places = part.Places(row);
                ReadOnlySpan<double> values = part.Values(row);
                for (int entry = 0; entry < places.Length; entry++)
                {
                    means[places[entry]] += weight * values[entry];
                    present[places[entry]] += weight;
                }
            }
        });
        double sum = weightSum[0];
        for (int place = 0; place < count; place++)
        {
            means[place] /= sum;
        }

        rows.AddInTurn([squares], () =>
        {
            foreach ((SparseRows part, int row, double weight) in rows.Of(column, encoder))
            {
                ReadOnlySpan<int> places = part.Places(row);
                ReadOnlySpan<double> values = part.Values(row);
                for (int entry = 0; entry < places.Length; entry++)
                {
                    double difference = values[entry] - means[places[entry]];
                    squares[places[entry]] += weight * difference * difference;
                }
            }
        });

        for (int place = 0; place < count; place++)
        {
            squares[place] += Math.Max(0, sum - present[place]) * means[place] * means[place];
            squares[place] = Math.Sqrt(squares[place] / sum);
        }

        return new SparseMoments(means, squares, isStandardised);
    }
}

/// <summary>A training row: where it is, and its weight.</summary>
internal readonly record struct WeightedSparseRow(SparseRows Rows, int Row, double Weight);
