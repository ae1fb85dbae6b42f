using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>A point on the way to a profile likelihood, with the quadratic model of the objective f there, seen along a functional
/// c·β.</summary>
internal sealed class ProfilePoint
{
    private readonly IObjective _objective;
    private readonly double[] _functional;
    private readonly Iterate _iterate;

    /// <param name="objective">f.</param>
    /// <param name="functional">c, p numbers.</param>
    public ProfilePoint(IObjective objective, double[] functional)
    {
        _objective = objective;
        _functional = functional;
        _iterate = new Iterate(functional.Length, withHessian: true);
        NewtonStep = new double[functional.Length];
        Sensitivity = new double[functional.Length];
    }

    /// <summary>β; set it and call <see cref="Evaluate"/>.</summary>
    public double[] Parameters => _iterate.Parameters;

    /// <summary>g, the gradient of f.</summary>
    public double[] Gradient => _iterate.Gradient;

    /// <summary>f(β).</summary>
    public double Value => _iterate.Evaluation.Value;

    /// <summary>c·β.</summary>
    public double FunctionalValue { get; private set; }

    /// <summary>H⁻¹g: the model's minimum lies at β minus this.</summary>
    public double[] NewtonStep { get; }

    /// <summary>H⁻¹c: how β moves along when c·β is moved.</summary>
    public double[] Sensitivity { get; }

    /// <summary>cᵀH⁻¹c; 0 where the data say nothing of c·β.</summary>
    public double Variance { get; private set; }

    /// <summary>The decrease from f(β) to the model's minimum: ½·gᵀH⁻¹g.</summary>
    public double ModelFall { get; private set; }

    /// <summary>The slope of the profile, df/d(c·β), as far as the other parameters are at their best.</summary>
    public double Slope { get; private set; }

    /// <summary>Twice how much the model lets f fall while c·β stays; 0 or more.</summary>
    public double Decrement { get; private set; }

    /// <summary>Computes everything at <see cref="Parameters"/>.</summary>
    /// <returns>Whether f and its derivatives are finite there.</returns>
    public bool Evaluate(CancellationToken cancellationToken)
    {
        _iterate.Evaluate(_objective, cancellationToken);
        if (!double.IsFinite(Value) || !double.IsFinite(_iterate.GradientNorm))
        {
            return false;
        }

        var factorization = new CholeskyFactorization(_iterate.Hessian, _functional.Length, NewtonSolver.PivotTolerance);
        factorization.Solve(Gradient, NewtonStep);
        factorization.Solve(_functional, Sensitivity);
        FunctionalValue = DenseKernels.Dot(_functional, Parameters);
        Variance = DenseKernels.Dot(_functional, Sensitivity);
        double square = DenseKernels.Dot(Gradient, NewtonStep);
        double across = DenseKernels.Dot(_functional, NewtonStep);
        ModelFall = square / 2;
        Slope = Variance > 0 ? across / Variance : 0;
        Decrement = Math.Max(0, square - (Slope * across));
        return double.IsFinite(square) && double.IsFinite(Variance);
    }

    /// <summary>Takes over another's place and all that is known of it.</summary>
    public void CopyFrom(ProfilePoint other, CancellationToken cancellationToken)
    {
        other.Parameters.CopyTo(Parameters, 0);
        Evaluate(cancellationToken);
    }
}
