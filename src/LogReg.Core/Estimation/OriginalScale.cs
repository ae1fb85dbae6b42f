using LogReg.Features;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>From the coefficients of standardised features to those of the features as they are.</summary>
internal static class OriginalScale
{
    /// <summary>b_j = β_j/s_j, b_0 = β_0 − Σ β_j·m_j/s_j, equation by equation.</summary>
    /// <param name="encoder">The features and the layout of their columns.</param>
    /// <param name="parameters">The equations one after the other, each with a parameter for each column that has one.</param>
    /// <param name="remainders">What rounding took from the parameters, or empty: of nearly dependent columns the terms of the intercept all but cancel.</param>
    public static IReadOnlyList<LinearEquation> Equations(FeatureEncoder encoder, ReadOnlySpan<double> parameters, ReadOnlySpan<double> remainders = default)
    {
        int[] parameterColumns = encoder.ParameterColumns();
        var equations = new LinearEquation[parameters.Length / parameterColumns.Length];
        var columns = new DoubleDouble[encoder.ColumnCount];
        for (int equation = 0; equation < equations.Length; equation++)
        {
            Array.Clear(columns);
            for (int parameter = 0; parameter < parameterColumns.Length; parameter++)
            {
                int place = (equation * parameterColumns.Length) + parameter;
                columns[parameterColumns[parameter]] = new DoubleDouble(parameters[place], remainders.IsEmpty ? 0 : remainders[place]);
            }

            equations[equation] = Equation(encoder, columns);
        }

        return equations;
    }

    private static LinearEquation Equation(FeatureEncoder encoder, DoubleDouble[] columns)
    {
        DoubleDouble intercept = columns[0];
        double[][] weights = new double[encoder.Features.Count][];
        for (int feature = 0; feature < weights.Length; feature++)
        {
            int column = encoder.FirstColumn(feature);
            if (encoder.Features[feature] is NumericFeature numeric)
            {
                DoubleDouble weight = columns[column] / numeric.Scale;
                weights[feature] = [weight.ToDouble()];
                intercept -= weight * numeric.Mean;
                if (numeric.MissingShare is double share)
                {
                    DoubleDouble missing = columns[column + 1] / numeric.IndicatorScale;
                    weights[feature] = [weight.ToDouble(), missing.ToDouble()];
                    intercept -= missing * share;
                }
            }
            else
            {
                weights[feature] = Array.ConvertAll(
                    columns[column..(column + ((CategoricalFeature)encoder.Features[feature]).Levels.Count)], level => level.ToDouble());
            }
        }

        return new LinearEquation(intercept.ToDouble(), weights);
    }
}
