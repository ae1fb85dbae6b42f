using System.Numerics.Tensors;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>A point with the objective's value and derivatives there: buffers that a solver fills again and again.</summary>
internal sealed class Iterate
{
    /// <param name="parameterCount">p.</param>
    /// <param name="withHessian">Whether evaluations bring the Hessian.</param>
    public Iterate(int parameterCount, bool withHessian = false)
    {
        Parameters = new double[parameterCount];
        Gradient = new double[parameterCount];
        Hessian = withHessian ? new double[checked(parameterCount * parameterCount)] : [];
    }

    /// <summary>The point.</summary>
    public double[] Parameters { get; }

    /// <summary>The gradient at the point.</summary>
    public double[] Gradient { get; }

    /// <summary>The Hessian at the point, p × p, the lower triangle; empty where it is not wanted.</summary>
    public double[] Hessian { get; }

    /// <summary>The objective at the point.</summary>
    public ObjectiveEvaluation Evaluation { get; private set; }

    /// <summary>The largest absolute entry of the gradient; NaN where the point is out of the objective's reach.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Computes the value and the derivatives at <see cref="Parameters"/>.</summary>
    public void Evaluate(IObjective objective, CancellationToken cancellationToken) => Evaluate(objective, Hessian, cancellationToken);

    /// <summary>Moves to origin + step and evaluates there, without the Hessian: for a last step.</summary>
    public void EvaluateLast(
        IObjective objective, ReadOnlySpan<double> origin, ReadOnlySpan<double> step, CancellationToken cancellationToken)
    {
        TensorPrimitives.Add(origin, step, Parameters);
        Evaluate(objective, [], cancellationToken);
    }

    /// <summary>Moves to origin + step · direction and evaluates there.</summary>
    public void EvaluateAt(
        IObjective objective, ReadOnlySpan<double> origin, double step, ReadOnlySpan<double> direction, CancellationToken cancellationToken)
    {
        TensorPrimitives.MultiplyAdd(direction, step, origin, Parameters);
        Evaluate(objective, cancellationToken);
    }

    private void Evaluate(IObjective objective, Span<double> hessian, CancellationToken cancellationToken)
    {
        Evaluation = objective.Evaluate(Parameters, Gradient, hessian, cancellationToken);
        GradientNorm = Math.Abs(TensorPrimitives.MaxMagnitude(Gradient));
    }
}
