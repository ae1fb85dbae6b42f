using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// The minimum of a quadratic model inside a ball, by conjugate gradients with a preconditioner M (Steihaug, The conjugate gradient method
/// and trust regions in large scale optimization, 1983): the steps grow, so that the first one over the ball's edge ends there.
/// </summary>
internal sealed class ConjugateGradient
{
    private readonly double[] _residual;
    private readonly double[] _preconditioned;
    private readonly double[] _direction;
    private readonly double[] _product;

    /// <param name="length">p.</param>
    public ConjugateGradient(int length)
    {
        Step = new double[length];
        _residual = new double[length];
        _preconditioned = new double[length];
        _direction = new double[length];
        _product = new double[length];
    }

    /// <summary>The step s.</summary>
    public double[] Step { get; }

    /// <summary>√(sᵀMs).</summary>
    public double Length { get; private set; }

    /// <summary>The change that the model predicts for the step: gᵀs + ½sᵀHs, at most 0.</summary>
    public double PredictedChange { get; private set; }

    /// <summary>How many products with the Hessian the step took.</summary>
    public int ProductCount { get; private set; }

    /// <summary>Whether the step ends at the edge.</summary>
    public bool IsAtEdge { get; private set; }

    /// <summary>How many products with H a step may take: it ends where they do.</summary>
    public int MostProducts { get; set; } = int.MaxValue;

    /// <summary>Finds the step.</summary>
    /// <param name="hessian">H.</param>
    /// <param name="preconditioner">M.</param>
    /// <param name="gradient">g.</param>
    /// <param name="radius">The ball's radius in the norm of M.</param>
    /// <param name="tolerance">By how much the gradient of the model is to shrink, in the norm of M⁻¹.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public void Solve(
        IHessianOperator hessian,
        ILinearSystem preconditioner,
        double[] gradient,
        double radius,
        double tolerance,
        CancellationToken cancellationToken)
    {
        Array.Clear(Step);
        TensorPrimitives.Negate(gradient, _residual);
        preconditioner.Solve(_residual, _preconditioned);
        _preconditioned.CopyTo(_direction, 0);
        double square = DenseKernels.Dot(_residual, _preconditioned);
        double goal = tolerance * tolerance * square;
        double stepSquare = 0;
        double stepDirection = 0;
        double directionSquare = square;
        IsAtEdge = false;
        int most = Math.Min(MostProducts, 10 * Step.Length);
        for (ProductCount = 0; ProductCount < most && square > goal; ProductCount++)
        {
            hessian.Multiply(_direction, _product, cancellationToken);
            double curvature = DenseKernels.Dot(_direction, _product);
            double length = square / curvature;
            double next = stepSquare + (2 * length * stepDirection) + (length * length * directionSquare);
            if (!(curvature > 0) || !(next < radius * radius))
            {
                // The root of ‖s + τd‖ = radius, in the form that does not cancel.
                double gap = (radius * radius) - stepSquare;
                length = double.IsInfinity(radius)
                    ? 0
                    : gap / (stepDirection + Math.Sqrt((stepDirection * stepDirection) + (directionSquare * gap)));
                IsAtEdge = true;
            }

            TensorPrimitives.MultiplyAdd(_direction, length, Step, Step);
            TensorPrimitives.MultiplyAdd(_product, -length, _residual, _residual);
            stepSquare += (2 * length * stepDirection) + (length * length * directionSquare);
            if (IsAtEdge)
            {
                break;
            }

            preconditioner.Solve(_residual, _preconditioned);
            double reached = DenseKernels.Dot(_residual, _preconditioned);
            double share = reached / square;
            square = reached;
            TensorPrimitives.MultiplyAdd(_direction, share, _preconditioned, _direction);
            stepDirection = share * (stepDirection + (length * directionSquare));
            directionSquare = square + (share * share * directionSquare);
        }

        Length = Math.Sqrt(stepSquare);
        PredictedChange = (DenseKernels.Dot(gradient, Step) - DenseKernels.Dot(_residual, Step)) / 2;
    }
}
