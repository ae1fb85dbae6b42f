using LogReg.Objectives;

namespace LogReg.Tests.Solvers;

/// <summary>½ Σ λ_i (x_i − m_i)² in rotated coordinates: a quadratic bowl of known minimum and condition.</summary>
internal sealed class QuadraticObjective : IObjective
{
    private readonly double[] _eigenvalues;
    private readonly double[] _minimum;

    // A reflection I − 2vvᵀ, so that the Hessian is not diagonal.
    private readonly double[] _axis;

    public QuadraticObjective(double[] eigenvalues, double[] minimum)
    {
        _eigenvalues = eigenvalues;
        _minimum = minimum;
        _axis = [.. Enumerable.Range(1, minimum.Length).Select(index => 1.0 / index)];
        double norm = Math.Sqrt(_axis.Sum(value => value * value));
        _axis = [.. _axis.Select(value => value / norm)];
    }

    public int ParameterCount => _minimum.Length;

    public IHessianOperator HessianAt(ReadOnlySpan<double> parameters, CancellationToken cancellationToken) =>
        new FormedHessian(this, parameters);

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        double[] difference = new double[_minimum.Length];
        for (int index = 0; index < difference.Length; index++)
        {
            difference[index] = parameters[index] - _minimum[index];
        }

        double[] rotated = Reflect(difference);
        double value = 0;
        for (int index = 0; index < rotated.Length; index++)
        {
            value += _eigenvalues[index] / 2 * rotated[index] * rotated[index];
            rotated[index] *= _eigenvalues[index];
        }

        Reflect(rotated).CopyTo(gradient);
        for (int column = 0; column < _minimum.Length && !hessian.IsEmpty; column++)
        {
            double[] unit = new double[_minimum.Length];
            unit[column] = 1;
            double[] image = Reflect([.. Reflect(unit).Zip(_eigenvalues, (entry, eigenvalue) => entry * eigenvalue)]);
            for (int row = column; row < image.Length; row++)
            {
                hessian[(row * image.Length) + column] = image[row];
            }
        }

        return new ObjectiveEvaluation(value, value, 0, false);
    }

    private double[] Reflect(double[] vector)
    {
        double product = 2 * vector.Zip(_axis, (value, axis) => value * axis).Sum();
        return [.. vector.Zip(_axis, (value, axis) => value - (product * axis))];
    }
}

/// <summary>A function of one parameter, of which the value, the slope and the curvature are given.</summary>
internal sealed class ScalarObjective(Func<double, double> value, Func<double, double> slope, Func<double, double> curvature) : IObjective
{
    public int ParameterCount => 1;

    public IHessianOperator HessianAt(ReadOnlySpan<double> parameters, CancellationToken cancellationToken) =>
        new FormedHessian(this, parameters);

    /// <summary>How often it was evaluated.</summary>
    public int Evaluations { get; private set; }

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Evaluations++;
        gradient[0] = slope(parameters[0]);
        if (!hessian.IsEmpty)
        {
            hessian[0] = curvature(parameters[0]);
        }

        double result = value(parameters[0]);
        return new ObjectiveEvaluation(result, result, 0, false);
    }
}
