using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton by conjugate gradients down to the minimum, then Newton's exact step there: one Hessian is formed and factorised in the whole fit. It shows which columns depend on
/// others, proves that the minimum exists, and serves the standard errors. Where conjugate gradients make no way, because the Hessian is ill-conditioned, Newton goes on from where they are.
/// </summary>
internal sealed class NewtonFinishSolver : ISolver
{
    // More of the loss than rounding explains, which among nearly dependent columns far from the minimum is some 1e-10: the columns that seemed to depend on others do so only where
    // the fit has become certain.
    private const double MovedShare = 1e-8;

    private readonly int _mostProducts;

    /// <param name="mostProducts">How many products with the Hessian are spent before Newton goes on alone, at least 1.</param>
    public NewtonFinishSolver(int mostProducts)
    {
        _mostProducts = mostProducts;
    }

    public SolverKind Kind => SolverKind.NewtonConjugateGradient;

    public int DefaultMaxIterations => 200;

    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        var recorder = new IterationRecorder(progress);
        var current = new Iterate(objective.ParameterCount);
        start.CopyTo(current.Parameters);
        TerminationReason? end = NewtonConjugateGradientSolver.Descend(
            objective, ref current, recorder, options, _mostProducts, polishes: true, cancellationToken);
        if (end is TerminationReason.Separation or TerminationReason.MaximumIterations)
        {
            return recorder.Result(current, end.Value);
        }

        var formed = new Iterate(objective.ParameterCount, withHessian: true);
        current.Parameters.CopyTo(formed.Parameters, 0);
        formed.Evaluate(objective, cancellationToken);
        HoldDependent(objective, formed, start, cancellationToken);
        return NewtonSolver.Continue(objective, formed, recorder, options, cancellationToken);
    }

    // Conjugate gradients share an effect among all columns that can have it; Newton's method holds those that depend on earlier ones where they started. The independent columns can
    // carry the whole way from the start, H·(β − start), alone.
    private static void HoldDependent(IObjective objective, Iterate formed, ReadOnlySpan<double> start, CancellationToken cancellationToken)
    {
        int length = formed.Parameters.Length;
        var factorization = new CholeskyFactorization(formed.Hessian, length, NewtonSolver.PivotTolerance);
        if (factorization.DependentColumns.Count == 0)
        {
            return;
        }

        double[] found = [.. formed.Parameters];
        double loss = formed.Evaluation.Loss;
        double[] moved = new double[length];
        TensorPrimitives.Subtract(found, start, moved);
        double[] product = Multiply(formed.Hessian, moved);
        factorization.Solve(product, moved);
        TensorPrimitives.Add(start, moved, formed.Parameters);
        formed.Evaluate(objective, cancellationToken);
        if (!(Math.Abs(formed.Evaluation.Loss - loss) <= MovedShare * Math.Abs(loss)))
        {
            found.CopyTo(formed.Parameters, 0);
            formed.Evaluate(objective, cancellationToken);
        }
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
