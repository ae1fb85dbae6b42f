using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// Whether columns that a factorisation in double precision takes for dependent are: forming XᵀWX squares the condition of X, so that
/// columns which differ in their seventh digit look dependent there, while what a combination of the others leaves of a column, row by row,
/// shows the difference.
/// </summary>
internal sealed class DependenceCheck
{
    private readonly ClassificationData _data;

    /// <param name="data">The rows; those of weight 0 do not count.</param>
    public DependenceCheck(ClassificationData data)
    {
        _data = data;
    }

    /// <summary>Whether each dependent column of an information matrix follows from the columns before it to R's tolerance.</summary>
    /// <param name="information">The matrix; of several classes the equations one after the other.</param>
    public bool AreExact(InformationMatrix information)
    {
        int length = _data.Design.ParameterCount;
        for (int parameter = 0; parameter < information.Dimension; parameter++)
        {
            // A column without information has none in any arithmetic.
            if (information.IsDependent[parameter] && information.Values[parameter * (information.Dimension + 1)] != 0
                && !IsExact(information.CombinationOf(parameter), parameter, parameter / length * length))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsExact(double[] combination, int parameter, int origin)
    {
        int length = _data.Design.ParameterCount;

        // Of several classes a column follows from those of its own equation, or not at all.
        double[] remainder = new double[length];
        for (int other = 0; other < length; other++)
        {
            remainder[other] = -combination[origin + other];
        }

        double[] own = new double[length];
        own[parameter - origin] = 1;
        remainder[parameter - origin] = 1;
        return SquaredLength(remainder) <= ExtendedCholesky.DependenceTolerance * SquaredLength(own);
    }

    private double SquaredLength(double[] parameters)
    {
        double[] coefficients = new double[_data.Design.ColumnCount];
        _data.Design.Expand(parameters, coefficients);
        PassAccumulator total = DesignPass.Run(
            _data.Design,
            new PassShape(1, RowBlock.Capacity, WithHessian: false),
            threads: 1,
            new PassPool(),
            (block, sums) =>
            {
                Span<double> values = sums.Scratch.AsSpan(0, block.RowCount);
                values.Clear();
                block.AddProduct(coefficients, values);
                for (int row = 0; row < values.Length; row++)
                {
                    bool counts = _data.Weights is null || _data.Weights[block.FirstRow + row] > 0;
                    sums.Gradient[0] += counts ? values[row] * values[row] : 0;
                }
            },
            CancellationToken.None);
        return total.Gradient[0];
    }
}
