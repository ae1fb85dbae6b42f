using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Columns that depend on earlier ones. Descent and conjugate gradients share an effect among all columns that can have it; Newton's method
/// holds those that depend on earlier ones where they started. The independent columns can carry the whole way from the start, H·(β −
/// start), alone.
/// </summary>
internal static class DependentColumns
{
    // More of the loss than rounding explains, which among nearly dependent columns far from the minimum is some 1e-10: the columns that
    // seemed to depend on others do so only where the fit has become certain.
    private const double MovedShare = 1e-8;

    /// <summary>Moves a point to where dependent columns are as they started, if that leaves the loss where it is.</summary>
    /// <param name="objective">The objective to minimise.</param>
    /// <param name="formed">The point with its Hessian; out: the point it moved to.</param>
    /// <param name="start">Where the solver started.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The dependent columns; none where the point was not moved.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static IReadOnlyList<int> Hold(
        IObjective objective, Iterate formed, ReadOnlySpan<double> start, CancellationToken cancellationToken)
    {
        int length = formed.Parameters.Length;
        var factorization = new CholeskyFactorization(formed.Hessian, length, NewtonSolver.PivotTolerance);
        if (factorization.DependentColumns.Count == 0)
        {
            return [];
        }

        double[] found = [.. formed.Parameters];
        double loss = formed.Evaluation.Loss;
        double[] moved = new double[length];
        TensorPrimitives.Subtract(found, start, moved);
        double[] product = Multiply(formed.Hessian, moved);
        factorization.Solve(product, moved);
        TensorPrimitives.Add(start, moved, formed.Parameters);
        formed.Evaluate(objective, cancellationToken);
        if (Math.Abs(formed.Evaluation.Loss - loss) <= MovedShare * Math.Abs(loss))
        {
            return factorization.DependentColumns;
        }

        found.CopyTo(formed.Parameters, 0);
        formed.Evaluate(objective, cancellationToken);
        return [];
    }

    // A symmetric matrix, of which there is the lower triangle, times a vector.
    private static double[] Multiply(double[] lowerTriangle, double[] vector)
    {
        int length = vector.Length;
        double[] product = new double[length];
        for (int row = 0; row < length; row++)
        {
            ReadOnlySpan<double> before = lowerTriangle.AsSpan(row * length, row);
            product[row] += DenseKernels.Dot(before, vector.AsSpan(0, row)) + (lowerTriangle[(row * length) + row] * vector[row]);
            DenseKernels.AddScaled(before, vector[row], product.AsSpan(0, row));
        }

        return product;
    }
}
