using System.Numerics.Tensors;

namespace LogReg.Solvers;

/// <summary>The last few steps and changes of the gradient, which stand in for the inverse Hessian.</summary>
internal sealed class LbfgsMemory
{
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _curvatures;
    private int _next;
    private int _count;

    /// <param name="length">p.</param>
    /// <param name="capacity">How many pairs are kept.</param>
    public LbfgsMemory(int length, int capacity)
    {
        _steps = CreateVectors(length, capacity);
        _changes = CreateVectors(length, capacity);
        _curvatures = new double[capacity];
    }

    /// <summary>Whether there is no pair.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds the pair of two successive iterates, unless the curvature between them is lost in rounding.</summary>
    public void Add(Iterate from, Iterate to)
    {
        double[] step = _steps[_next];
        double[] change = _changes[_next];
        TensorPrimitives.Subtract(to.Parameters, from.Parameters, step);
        TensorPrimitives.Subtract(to.Gradient, from.Gradient, change);
        double curvature = TensorPrimitives.Dot<double>(step, change);
        if (curvature <= 1e-16 * TensorPrimitives.SumOfSquares<double>(change))
        {
            return;
        }

        _curvatures[_next] = curvature;
        _next = (_next + 1) % _steps.Length;
        _count = Math.Min(_count + 1, _steps.Length);
    }

    /// <summary>Sets the direction to −H⁻¹∇ as the pairs tell it; without pairs, to −∇ (the two-loop recursion).</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        if (_count == 0)
        {
            return;
        }

        Span<double> alphas = stackalloc double[_steps.Length];
        for (int age = 1; age <= _count; age++)
        {
            int pair = Index(age);
            alphas[pair] = TensorPrimitives.Dot<double>(_steps[pair], direction) / _curvatures[pair];
            TensorPrimitives.MultiplyAdd(_changes[pair], -alphas[pair], direction, direction);
        }

        int latest = Index(1);
        TensorPrimitives.Multiply(direction, _curvatures[latest] / TensorPrimitives.SumOfSquares<double>(_changes[latest]), direction);
        for (int age = _count; age >= 1; age--)
        {
            int pair = Index(age);
            double beta = TensorPrimitives.Dot<double>(_changes[pair], direction) / _curvatures[pair];
            TensorPrimitives.MultiplyAdd(_steps[pair], alphas[pair] - beta, direction, direction);
        }
    }

    private int Index(int age) => (_next - age + _steps.Length) % _steps.Length;

    private static double[][] CreateVectors(int length, int count)
    {
        double[][] vectors = new double[count][];
        for (int index = 0; index < count; index++)
        {
            vectors[index] = new double[length];
        }

        return vectors;
    }
}
