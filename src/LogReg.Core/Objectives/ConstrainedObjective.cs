using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// An objective on the plane c·β = v: one parameter, the one with the largest |c_k|, is what the constraint makes of the others, β_k = (v −
/// Σ c_j·β_j)/c_k. Minimising it gives a point of a profile likelihood. One solver at a time may use it.
/// </summary>
internal sealed class ConstrainedObjective : IObjective
{
    private readonly IObjective _full;
    private readonly double[] _shares;
    private readonly double _value;
    private readonly int _bound;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private double[] _hessian = [];

    /// <param name="full">The objective, of at least two parameters.</param>
    /// <param name="functional">c, not all 0.</param>
    /// <param name="value">v.</param>
    public ConstrainedObjective(IObjective full, ReadOnlySpan<double> functional, double value)
    {
        _full = full;
        _parameters = new double[functional.Length];
        _gradient = new double[functional.Length];
        for (int parameter = 0; parameter < functional.Length; parameter++)
        {
            _bound = Math.Abs(functional[parameter]) > Math.Abs(functional[_bound]) ? parameter : _bound;
        }

        _value = value / functional[_bound];
        _shares = new double[functional.Length - 1];
        for (int free = 0; free < _shares.Length; free++)
        {
            _shares[free] = -functional[Place(free)] / functional[_bound];
        }
    }

    public int ParameterCount => _shares.Length;

    /// <summary>The free ones among all parameters.</summary>
    /// <param name="parameters">All of them.</param>
    public double[] FreeOf(double[] parameters) => [.. Enumerable.Range(0, _shares.Length).Select(free => parameters[Place(free)])];

    /// <summary>All parameters for the free ones.</summary>
    /// <param name="free">The free ones.</param>
    public double[] WholeOf(ReadOnlySpan<double> free)
    {
        double[] whole = new double[_parameters.Length];
        Expand(free, whole);
        return whole;
    }

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        Expand(parameters, _parameters);
        int length = _parameters.Length;
        if (!hessian.IsEmpty && _hessian.Length == 0)
        {
            _hessian = new double[checked(length * length)];
        }

        ObjectiveEvaluation evaluation = _full.Evaluate(_parameters, _gradient, hessian.IsEmpty ? [] : _hessian, cancellationToken);
        for (int free = 0; free < _shares.Length; free++)
        {
            gradient[free] = _gradient[Place(free)] + (_shares[free] * _gradient[_bound]);
        }

        for (int row = 0; !hessian.IsEmpty && row < _shares.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                hessian[(row * _shares.Length) + column] = Hessian(Place(row), Place(column))
                    + (_shares[row] * Hessian(_bound, Place(column)))
                    + (_shares[column] * Hessian(_bound, Place(row)))
                    + (_shares[row] * _shares[column] * Hessian(_bound, _bound));
            }
        }

        return evaluation with { Separates = false };
    }

    private void Expand(ReadOnlySpan<double> free, Span<double> whole)
    {
        for (int place = 0; place < free.Length; place++)
        {
            whole[Place(place)] = free[place];
        }

        whole[_bound] = _value + DenseKernels.Dot(_shares, free);
    }

    private double Hessian(int row, int column) => _hessian[(Math.Max(row, column) * _parameters.Length) + Math.Min(row, column)];

    private int Place(int free) => free < _bound ? free : free + 1;
}
