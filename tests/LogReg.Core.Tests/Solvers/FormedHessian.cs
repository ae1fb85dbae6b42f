using LogReg.Objectives;

namespace LogReg.Tests.Solvers;

/// <summary>The Hessian of an objective that forms it, for those that multiply by it.</summary>
internal sealed class FormedHessian : IHessianOperator
{
    private readonly double[] _values;
    private readonly int _length;

    public FormedHessian(IObjective objective, ReadOnlySpan<double> parameters)
        : this(Form(objective, parameters), objective.ParameterCount)
    {
    }

    /// <param name="values">H, row-major, of which the lower triangle is read.</param>
    /// <param name="length">p.</param>
    public FormedHessian(double[] values, int length)
    {
        _values = values;
        _length = length;
    }

    public double[] Diagonal(CancellationToken cancellationToken) =>
        [.. Enumerable.Range(0, _length).Select(index => _values[index * (_length + 1)])];

    public void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        product.Clear();
        for (int row = 0; row < _length; row++)
        {
            for (int column = 0; column < _length; column++)
            {
                product[row] += _values[(Math.Max(row, column) * _length) + Math.Min(row, column)] * vector[column];
            }
        }
    }

    private static double[] Form(IObjective objective, ReadOnlySpan<double> parameters)
    {
        double[] hessian = new double[objective.ParameterCount * objective.ParameterCount];
        objective.Evaluate(parameters, new double[objective.ParameterCount], hessian, CancellationToken.None);
        return hessian;
    }
}
