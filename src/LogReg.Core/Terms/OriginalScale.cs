using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>From the coefficients of standardised columns to those on the original scale, and the same for their covariance matrix: b = A·β
/// with the rows of <see cref="TermLayout.FunctionalOf"/>.</summary>
internal static class OriginalScale
{
    /// <summary>b_j = β_j/s_j, b_0 = β_0 − Σ β_j·m_j/s_j, equation by equation.</summary>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="parameters">The parameters of the equations, one after the other.</param>
    /// <param name="remainders">What rounding took from the parameters, or empty: with nearly dependent columns, the terms of the intercept
    /// all but cancel.</param>
    public static IReadOnlyList<LinearEquation> Equations(
        TermLayout layout, ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders = default)
    {
        ReadOnlySpan<int> parameterColumns = layout.ParameterColumns;
        var equations = new LinearEquation[parameters.Length / layout.Count];
        var columns = new DoubleDouble[layout.ColumnCount];
        for (int equation = 0; equation < equations.Length; equation++)
        {
            Array.Clear(columns);
            for (int parameter = 0; parameter < layout.Count; parameter++)
            {
                int place = (equation * layout.Count) + parameter;
                columns[parameterColumns[parameter]] = new DoubleDouble(parameters[place], remainders.IsEmpty ? 0 : remainders[place]);
            }

            equations[equation] = Equation(layout, columns);
        }

        return equations;
    }

    /// <summary>The covariance matrix of the coefficients from that of the parameters, A·C·Aᵀ, where nearly dependent columns have
    /// covariances that all but cancel.</summary>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="covariance">C of the parameters of all equations, both triangles.</param>
    /// <param name="equations">The number of equations.</param>
    /// <returns>The matrix of the coefficients of all equations, both triangles.</returns>
    public static ExtendedMatrix Covariance(TermLayout layout, ExtendedMatrix covariance, int equations) =>
        ApplyToRows(layout, ApplyToRows(layout, covariance, equations).Transpose(), equations);

    /// <summary>The covariance matrix of the coefficients from that of the parameters: A·C·Aᵀ.</summary>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="covariance">C of the parameters of all equations, row-major, both triangles.</param>
    /// <param name="equations">The number of equations.</param>
    /// <returns>The matrix of the coefficients of all equations, row-major, both triangles.</returns>
    public static double[] Covariance(TermLayout layout, double[] covariance, int equations)
    {
        int dimension = equations * layout.Count;
        return ApplyToRows(layout, Transpose(ApplyToRows(layout, covariance, dimension), dimension), dimension);
    }

    private static LinearEquation Equation(TermLayout layout, DoubleDouble[] columns)
    {
        DoubleDouble intercept = columns[0];
        double[][] weights = new double[layout.Terms.Count][];
        for (int term = 0; term < weights.Length; term++)
        {
            weights[term] = layout.Terms[term].ToOriginalScale(columns.AsSpan(layout.FirstColumn(term)), ref intercept);
        }

        return new LinearEquation(intercept.ToDouble(), weights);
    }

    // A·M: rows of parameters become rows of coefficients.
    private static double[] ApplyToRows(TermLayout layout, double[] matrix, int dimension)
    {
        double[] result = new double[matrix.Length];
        for (int origin = 0; origin < dimension; origin += layout.Count)
        {
            Span<double> intercept = result.AsSpan(origin * dimension, dimension);
            matrix.AsSpan(origin * dimension, dimension).CopyTo(intercept);
            for (int parameter = 1; parameter < layout.Count; parameter++)
            {
                ReadOnlySpan<double> source = matrix.AsSpan((origin + parameter) * dimension, dimension);
                Span<double> target = result.AsSpan((origin + parameter) * dimension, dimension);
                for (int column = 0; column < dimension; column++)
                {
                    target[column] = source[column] / layout.Scales[parameter];
                    intercept[column] -= layout.Means[parameter] * target[column];
                }
            }
        }

        return result;
    }

    private static ExtendedMatrix ApplyToRows(TermLayout layout, ExtendedMatrix matrix, int equations)
    {
        int dimension = equations * layout.Count;
        var result = new ExtendedMatrix(dimension);
        for (int column = 0; column < dimension; column++)
        {
            for (int origin = 0; origin < dimension; origin += layout.Count)
            {
                DoubleDouble intercept = matrix[origin, column];
                for (int parameter = 1; parameter < layout.Count; parameter++)
                {
                    DoubleDouble scaled = matrix[origin + parameter, column] / layout.Scales[parameter];
                    result[origin + parameter, column] = scaled;
                    intercept -= scaled * layout.Means[parameter];
                }

                result[origin, column] = intercept;
            }
        }

        return result;
    }

    private static double[] Transpose(double[] matrix, int dimension)
    {
        double[] transposed = new double[matrix.Length];
        for (int row = 0; row < dimension; row++)
        {
            for (int column = 0; column < dimension; column++)
            {
                transposed[(column * dimension) + row] = matrix[(row * dimension) + column];
            }
        }

        return transposed;
    }
}
