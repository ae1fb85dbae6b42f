using LogReg.Features;

namespace LogReg.Estimation;

/// <summary>From the coefficients of standardised features to those of the features as they are.</summary>
internal static class OriginalScale
{
    /// <summary>b_j = β_j/s_j, b_0 = β_0 − Σ β_j·m_j/s_j, equation by equation.</summary>
    /// <param name="encoder">The features and the layout of their columns.</param>
    /// <param name="parameters">The equations one after the other, each with a parameter for each column that has one.</param>
    public static IReadOnlyList<LinearEquation> Equations(FeatureEncoder encoder, ReadOnlySpan<double> parameters)
    {
        int[] parameterColumns = encoder.ParameterColumns();
        var equations = new LinearEquation[parameters.Length / parameterColumns.Length];
        double[] columns = new double[encoder.ColumnCount];
        for (int equation = 0; equation < equations.Length; equation++)
        {
            Array.Clear(columns);
            for (int parameter = 0; parameter < parameterColumns.Length; parameter++)
            {
                columns[parameterColumns[parameter]] = parameters[(equation * parameterColumns.Length) + parameter];
            }

            equations[equation] = Equation(encoder, columns);
        }

        return equations;
    }

    private static LinearEquation Equation(FeatureEncoder encoder, double[] columns)
    {
        double intercept = columns[0];
        double[][] weights = new double[encoder.Features.Count][];
        for (int feature = 0; feature < weights.Length; feature++)
        {
            int column = encoder.FirstColumn(feature);
            if (encoder.Features[feature] is NumericFeature numeric)
            {
                double weight = columns[column] / numeric.Scale;
                weights[feature] = [weight];
                intercept -= weight * numeric.Mean;
                if (numeric.MissingShare is double share)
                {
                    double missing = columns[column + 1] / numeric.IndicatorScale;
                    weights[feature] = [weight, missing];
                    intercept -= missing * share;
                }
            }
            else
            {
                weights[feature] = columns.AsSpan(column, ((CategoricalFeature)encoder.Features[feature]).Levels.Count).ToArray();
            }
        }

        return new LinearEquation(intercept, weights);
    }
}
