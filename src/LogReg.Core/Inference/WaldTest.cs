using LogReg.Numerics;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>Wald's test that several coefficients are 0 at once.</summary>
internal static class WaldTest
{
    /// <summary>b·V⁻¹·b, compared with χ² on as many degrees of freedom as V has rank.</summary>
    /// <param name="estimates">All estimates.</param>
    /// <param name="covariance">Their covariance, row-major, both triangles.</param>
    /// <param name="tested">The positions of those to test.</param>
    public static ChiSquaredTest Compute(ReadOnlySpan<double> estimates, double[] covariance, IReadOnlyList<int> tested)
    {
        int stride = estimates.Length;
        double[] own = new double[tested.Count * tested.Count];
        double[] values = new double[tested.Count];
        for (int row = 0; row < tested.Count; row++)
        {
            values[row] = estimates[tested[row]];
            for (int column = 0; column < tested.Count; column++)
            {
                own[(row * tested.Count) + column] = covariance[(tested[row] * stride) + tested[column]];
            }
        }

        var factorization = new CholeskyFactorization(own, tested.Count, NewtonSolver.PivotTolerance);
        double[] solution = new double[tested.Count];
        factorization.Solve(values, solution);
        return ChiSquared.Test(DenseKernels.Dot(values, solution), tested.Count - factorization.DependentColumns.Count);
    }

    /// <summary>The same where columns depend on each other so nearly that a double has too few digits for their covariance.</summary>
    /// <inheritdoc cref="Compute(ReadOnlySpan{double}, double[], IReadOnlyList{int})"/>
    public static ChiSquaredTest Compute(ReadOnlySpan<double> estimates, ExtendedMatrix covariance, IReadOnlyList<int> tested)
    {
        double[] values = new double[tested.Count];
        var own = new ExtendedMatrix(tested.Count);
        for (int row = 0; row < tested.Count; row++)
        {
            values[row] = estimates[tested[row]];
            for (int column = 0; column <= row; column++)
            {
                own[row, column] = covariance[tested[row], tested[column]];
            }
        }

        var factorization = new ExtendedCholesky(own);
        double[] solution = new double[tested.Count];
        factorization.Solve(values, solution);
        return ChiSquared.Test(DenseKernels.Dot(values, solution), tested.Count - factorization.DependentColumns.Count);
    }
}
