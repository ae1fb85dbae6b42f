namespace LogReg.Objectives;

/// <summary>
/// An objective in which only some parameters vary while the others are held at 0: the smaller model of a likelihood-ratio test.
/// Of a penalised objective the penalty stays that of all parameters, as a test of penalised likelihoods has it (Heinze &amp; Schemper,
/// A solution to the problem of separation in logistic regression, 2002). One solver at a time may use it.
/// </summary>
internal sealed class RestrictedObjective : IObjective
{
    private readonly IObjective _full;
    private readonly int[] _kept;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private double[] _hessian = [];

    /// <param name="full">The objective with all its parameters.</param>
    /// <param name="kept">The positions of the parameters that vary, ascending.</param>
    /// <exception cref="ArgumentException">A position is out of range, or they do not ascend.</exception>
    public RestrictedObjective(IObjective full, IReadOnlyList<int> kept)
    {
        for (int index = 0; index < kept.Count; index++)
        {
            if (kept[index] >= full.ParameterCount || kept[index] <= (index == 0 ? -1 : kept[index - 1]))
            {
                throw new ArgumentException($"Parameter {kept[index]} is out of order or not below {full.ParameterCount}.", nameof(kept));
            }
        }

        _full = full;
        _kept = [.. kept];
        _parameters = new double[full.ParameterCount];
        _gradient = new double[full.ParameterCount];
    }

    public int ParameterCount => _kept.Length;

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        Expand(parameters);
        if (!hessian.IsEmpty && _hessian.Length == 0)
        {
            _hessian = new double[checked(_parameters.Length * _parameters.Length)];
        }

        ObjectiveEvaluation evaluation = _full.Evaluate(_parameters, _gradient, hessian.IsEmpty ? [] : _hessian, cancellationToken);
        Gather(_gradient, gradient);
        if (!hessian.IsEmpty)
        {
            for (int row = 0; row < _kept.Length; row++)
            {
                ReadOnlySpan<double> source = _hessian.AsSpan(_kept[row] * _parameters.Length, _parameters.Length);
                Gather(source, hessian.Slice(row * _kept.Length, row + 1));
            }
        }

        return evaluation;
    }

    public void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken)
    {
        Expand(parameters);
        double[] all = new double[_parameters.Length];
        _full.HessianDiagonal(_parameters, all, cancellationToken);
        Gather(all, diagonal);
    }

    public IHessianOperator HessianAt(ReadOnlySpan<double> parameters, CancellationToken cancellationToken)
    {
        Expand(parameters);
        return new RestrictedHessian(this, _full.HessianAt(_parameters, cancellationToken));
    }

    private void Expand(ReadOnlySpan<double> parameters)
    {
        for (int index = 0; index < _kept.Length; index++)
        {
            _parameters[_kept[index]] = parameters[index];
        }
    }

    // As many as the target has room for: a row of the lower triangle needs no more.
    private void Gather(ReadOnlySpan<double> all, Span<double> kept)
    {
        for (int index = 0; index < kept.Length; index++)
        {
            kept[index] = all[_kept[index]];
        }
    }

    // Rows and columns of the full Hessian.
    private sealed class RestrictedHessian(RestrictedObjective owner, IHessianOperator full) : IHessianOperator
    {
        private readonly double[] _vector = new double[owner._parameters.Length];
        private readonly double[] _product = new double[owner._parameters.Length];

        public double[] Diagonal(CancellationToken cancellationToken)
        {
            double[] kept = new double[owner._kept.Length];
            owner.Gather(full.Diagonal(cancellationToken), kept);
            return kept;
        }

        public void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
        {
            for (int index = 0; index < vector.Length; index++)
            {
                _vector[owner._kept[index]] = vector[index];
            }

            full.Multiply(_vector, _product, cancellationToken);
            owner.Gather(_product, product);
        }
    }
}
