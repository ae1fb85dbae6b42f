using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>The curvature around a point: what makes steps of all parameters equally long, and says how near the minimum is beside the
/// sampling error.</summary>
internal sealed class Preconditioner
{
    /// <summary>Up to so many parameters the whole Hessian is used, beyond it its diagonal.</summary>
    public const int MostDenseParameters = 256;

    // Directions that the data hardly determine must not be stepped along as if they were.
    private const double Damping = 1e-3;

    private const double DependenceTolerance = 1e-12;

    // A twentieth of a standard error: small beside what another sample would change.
    private const double SettledShare = 0.05;

    private readonly double[] _diagonal;
    private readonly CholeskyFactorization? _damped;
    private readonly CholeskyFactorization? _exact;

    private Preconditioner(double[] diagonal, CholeskyFactorization? damped, CholeskyFactorization? exact)
    {
        _diagonal = diagonal;
        _damped = damped;
        _exact = exact;
    }

    /// <summary>The curvature at a point.</summary>
    /// <param name="iterate">The point, with the Hessian if it is small enough.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static Preconditioner At(Iterate iterate, IObjective objective, CancellationToken cancellationToken)
    {
        int length = iterate.Parameters.Length;
        double[] diagonal = new double[length];
        if (iterate.Hessian.Length == 0)
        {
            objective.HessianDiagonal(iterate.Parameters, diagonal, cancellationToken);
            return new Preconditioner(diagonal, null, null);
        }

        double[] damped = [.. iterate.Hessian];
        for (int parameter = 0; parameter < length; parameter++)
        {
            diagonal[parameter] = iterate.Hessian[parameter * (length + 1)];
            damped[parameter * (length + 1)] *= 1 + Damping;
        }

        return new Preconditioner(
            diagonal,
            new CholeskyFactorization(damped, length, DependenceTolerance),
            new CholeskyFactorization(iterate.Hessian, length, DependenceTolerance));
    }

    /// <summary>g ← M⁻¹g; a parameter without curvature stays where it is.</summary>
    public void Apply(Span<double> gradient)
    {
        if (_damped is not null)
        {
            _damped.Solve(gradient, gradient);
            return;
        }

        for (int parameter = 0; parameter < gradient.Length; parameter++)
        {
            gradient[parameter] = _diagonal[parameter] > 0 ? gradient[parameter] / _diagonal[parameter] : 0;
        }
    }

    /// <summary>Whether every parameter is within a twentieth of its standard error of the minimum: |d_j| ≤ 0.05·√((H⁻¹)_jj/n) with the
    /// Newton step d = H⁻¹g; where the Hessian is not at hand its diagonal stands in for it.</summary>
    /// <param name="gradient">g, of the mean loss.</param>
    /// <param name="sampleSize">n.</param>
    public bool IsWithinError(ReadOnlySpan<double> gradient, double sampleSize)
    {
        double[] step = gradient.ToArray();
        double[]? covariance = _exact?.Inverse();
        if (_exact is not null)
        {
            _exact.Solve(step, step);
        }
        else
        {
            Apply(step);
        }

        for (int parameter = 0; parameter < step.Length; parameter++)
        {
            double variance = covariance is not null ? covariance[parameter * (step.Length + 1)]
                : _diagonal[parameter] > 0 ? 1 / _diagonal[parameter]
                : 0;
            if (!(Math.Abs(step[parameter]) <= SettledShare * Math.Sqrt(variance / sampleSize)))
            {
                return false;
            }
        }

        return true;
    }
}
