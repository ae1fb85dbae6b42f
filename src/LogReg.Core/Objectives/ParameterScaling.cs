using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>From sums over all columns of the design matrix to the scaled derivatives of the parameters alone.</summary>
internal static class ParameterScaling
{
    /// <summary>Takes the gradient's entries that have a parameter, times a factor.</summary>
    /// <param name="sums">Xᵀr of each equation, one after the other, all columns.</param>
    /// <param name="map">Which columns have a parameter.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="scale">The factor, 1/Σw.</param>
    /// <param name="gradient">Room for the equations' parameters.</param>
    public static void Gather(ReadOnlySpan<double> sums, ColumnMap map, int equationCount, double scale, Span<double> gradient)
    {
        ReadOnlySpan<int> columns = map.ParameterColumns;
        for (int equation = 0; equation < equationCount; equation++)
        {
            for (int parameter = 0; parameter < columns.Length; parameter++)
            {
                gradient[(equation * columns.Length) + parameter] = sums[(equation * map.ColumnCount) + columns[parameter]] * scale;
            }
        }
    }

    /// <summary>Takes the lower triangle of the Hessian's entries that have a parameter, times a factor.</summary>
    /// <param name="sums">XᵀWX of all equations and columns, the lower triangle row after row; of each block of two equations only the
    /// lower triangle counts.</param>
    /// <param name="map">Which columns have a parameter.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="scale">The factor, 1/Σw.</param>
    /// <param name="hessian">Room for the square of the number of parameters.</param>
    public static void GatherHessian(ReadOnlySpan<double> sums, ColumnMap map, int equationCount, double scale, Span<double> hessian)
    {
        ReadOnlySpan<int> columns = map.ParameterColumns;
        int parameterCount = equationCount * columns.Length;
        for (int row = 0; row < parameterCount; row++)
        {
            int rowEquation = row / columns.Length;
            int rowColumn = columns[row % columns.Length];
            for (int other = 0; other <= row; other++)
            {
                int otherEquation = other / columns.Length;
                int otherColumn = columns[other % columns.Length];

                // A block of two equations is symmetric in its columns, and only its lower triangle was summed.
                int high = Math.Max(rowColumn, otherColumn);
                int low = Math.Min(rowColumn, otherColumn);
                long sumRow = (rowEquation * (long)map.ColumnCount) + high;
                hessian[(row * parameterCount) + other] =
                    sums[(int)(sumRow * (sumRow + 1) / 2) + (otherEquation * map.ColumnCount) + low] * scale;
            }
        }
    }
}
