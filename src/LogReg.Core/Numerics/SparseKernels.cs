namespace LogReg.Numerics;

/// <summary>
/// Products with a column of which only some rows are stored. Each sum runs over the stored rows in their order, each product and each sum
/// rounded: the same bits on every machine.
/// </summary>
/// <remarks>The rows of a column are ascending numbers, <c>start</c> being that of the first row of the block; where no values are given,
/// all are 1.</remarks>
internal static class SparseKernels
{
    /// <summary>How many of the rows are below a given one.</summary>
    internal static int CountBelow(ReadOnlySpan<int> rows, int row)
    {
        int place = rows.BinarySearch(row);
        return place < 0 ? ~place : place;
    }

    /// <summary>Σ x_i·r_i.</summary>
    /// <param name="rows">The stored rows.</param>
    /// <param name="start">The row that r begins with.</param>
    /// <param name="values">x of the stored rows; empty where all are 1.</param>
    /// <param name="vector">r.</param>
    internal static double Dot(ReadOnlySpan<int> rows, int start, ReadOnlySpan<double> values, ReadOnlySpan<double> vector)
    {
        double sum = 0;
        if (values.IsEmpty)
        {
            foreach (int row in rows)
            {
                sum += vector[row - start];
            }

            return sum;
        }

        // Four sums side by side, for an addition waits for the one before.
        values = values[..rows.Length];
        double second = 0;
        double third = 0;
        double fourth = 0;
        int entry = 0;
        for (; entry + 3 < rows.Length; entry += 4)
        {
            sum += values[entry] * vector[rows[entry] - start];
            second += values[entry + 1] * vector[rows[entry + 1] - start];
            third += values[entry + 2] * vector[rows[entry + 2] - start];
            fourth += values[entry + 3] * vector[rows[entry + 3] - start];
        }

        for (; entry < rows.Length; entry++)
        {
            sum += values[entry] * vector[rows[entry] - start];
        }

        return sum + second + (third + fourth);
    }

    /// <summary>v_i += factor·x_i.</summary>
    /// <param name="rows">The stored rows.</param>
    /// <param name="start">The row that v begins with.</param>
    /// <param name="values">x of the stored rows; empty where all are 1.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="vector">v.</param>
    internal static void AddScaled(ReadOnlySpan<int> rows, int start, ReadOnlySpan<double> values, double factor, Span<double> vector)
    {
        if (values.IsEmpty)
        {
            foreach (int row in rows)
            {
                vector[row - start] += factor;
            }

            return;
        }

        values = values[..rows.Length];
        for (int entry = 0; entry < rows.Length; entry++)
        {
            vector[rows[entry] - start] += values[entry] * factor;
        }
    }

    /// <summary>v_i += factor·s_i·x_i.</summary>
    /// <param name="rows">The stored rows.</param>
    /// <param name="start">The row that v begins with.</param>
    /// <param name="values">x of the stored rows; empty where all are 1.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="weights">s.</param>
    /// <param name="vector">v.</param>
    internal static void AddWeighted(
        ReadOnlySpan<int> rows, int start, ReadOnlySpan<double> values, double factor, ReadOnlySpan<double> weights, Span<double> vector)
    {
        weights = weights[..vector.Length];
        for (int entry = 0; entry < rows.Length; entry++)
        {
            int row = rows[entry] - start;
            vector[row] += factor * weights[row] * (values.IsEmpty ? 1 : values[entry]);
        }
    }

    /// <summary>Σ s_i·x_i².</summary>
    /// <param name="rows">The stored rows.</param>
    /// <param name="start">The row that s begins with.</param>
    /// <param name="values">x of the stored rows; empty where all are 1.</param>
    /// <param name="weights">s.</param>
    internal static double WeightedSquares(ReadOnlySpan<int> rows, int start, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        if (values.IsEmpty)
        {
            return Dot(rows, start, values, weights);
        }

        double sum = 0;
        for (int entry = 0; entry < rows.Length; entry++)
        {
            sum += values[entry] * values[entry] * weights[rows[entry] - start];
        }

        return sum;
    }

    /// <summary>H_jk += s·x_j·x_k for j ≥ k, the stored columns of one row.</summary>
    /// <param name="columns">The stored columns, ascending.</param>
    /// <param name="values">x of the stored columns.</param>
    /// <param name="weight">s.</param>
    /// <param name="gram">H: row j begins at j·<paramref name="stride"/>; only elements with k ≤ j are touched.</param>
    /// <param name="stride">The distance between rows of H.</param>
    internal static void AddRowGram(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, double weight, Span<double> gram, int stride)
    {
        for (int entry = 0; entry < columns.Length; entry++)
        {
            double weighted = weight * values[entry];
            Span<double> target = gram.Slice(columns[entry] * stride, columns[entry] + 1);
            for (int earlier = 0; earlier <= entry; earlier++)
            {
                target[columns[earlier]] += weighted * values[earlier];
            }
        }
    }

    /// <summary>xᵀ·C·x of one row.</summary>
    /// <param name="columns">The stored columns, ascending.</param>
    /// <param name="values">x of the stored columns.</param>
    /// <param name="matrix">C, symmetric: row j begins at j·<paramref name="stride"/>; only elements with k ≤ j are read.</param>
    /// <param name="stride">The distance between rows of C.</param>
    internal static double QuadraticForm(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, ReadOnlySpan<double> matrix, int stride)
    {
        double form = 0;
        for (int entry = 0; entry < columns.Length; entry++)
        {
            ReadOnlySpan<double> row = matrix.Slice(columns[entry] * stride, columns[entry] + 1);
            double product = 0;
            for (int earlier = 0; earlier < entry; earlier++)
            {
                product += row[columns[earlier]] * values[earlier];
            }

            form += values[entry] * ((2 * product) + (row[columns[entry]] * values[entry]));
        }

        return form;
    }
}
