using System.Numerics.Tensors;
using LogReg.Numerics;

namespace LogReg.Solvers;

/// <summary>The last few steps and changes of the gradient, which stand in for the inverse Hessian.</summary>
internal sealed class LbfgsMemory
{
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _curvatures;
    private readonly double[] _inverseDiagonal;
    private readonly double[] _scaledChange;
    private int _next;
    private int _count;

    /// <param name="diagonal">The diagonal of the Hessian, p values of 0 or more: what is known without any pair.</param>
    /// <param name="capacity">How many pairs are kept.</param>
    public LbfgsMemory(ReadOnlySpan<double> diagonal, int capacity)
    {
        _inverseDiagonal = Inverse(diagonal);
        _scaledChange = new double[diagonal.Length];
        _steps = new double[capacity][];
        _changes = new double[capacity][];
        _curvatures = new double[capacity];
    }

    /// <summary>Whether there is no pair.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds the pair of two successive iterates, unless the curvature between them is lost in rounding.</summary>
    public void Add(Iterate from, Iterate to)
    {
        // Never the vectors of an earlier pair: a state that was kept may still have them.
        double[] step = new double[_inverseDiagonal.Length];
        double[] change = new double[_inverseDiagonal.Length];
        TensorPrimitives.Subtract(to.Parameters, from.Parameters, step);
        TensorPrimitives.Subtract(to.Gradient, from.Gradient, change);
        double curvature = DenseKernels.Dot(step, change);
        if (curvature <= 1e-16 * DenseKernels.Dot(change, change))
        {
            return;
        }

        Add(step, change, curvature);
    }

    /// <summary>The vectors of the pairs, the oldest first: of each its step and its change.</summary>
    public double[][] Pairs() =>
        [.. Enumerable.Range(0, _count).Select(place => Index(_count - place)).SelectMany(pair => new[] { _steps[pair], _changes[pair] })];

    /// <summary>The curvatures of the pairs, the oldest first.</summary>
    public double[] Curvatures() => [.. Enumerable.Range(0, _count).Select(place => _curvatures[Index(_count - place)])];

    /// <summary>Adds pairs that were kept.</summary>
    /// <param name="pairs">What <see cref="Pairs"/> gave.</param>
    /// <param name="curvatures">What <see cref="Curvatures"/> gave.</param>
    public void Add(IReadOnlyList<double[]> pairs, IReadOnlyList<double> curvatures)
    {
        for (int pair = 0; pair < curvatures.Count; pair++)
        {
            Add(pairs[2 * pair], pairs[(2 * pair) + 1], curvatures[pair]);
        }
    }

    private void Add(double[] step, double[] change, double curvature)
    {
        _steps[_next] = step;
        _changes[_next] = change;
        _curvatures[_next] = curvature;
        _next = (_next + 1) % _steps.Length;
        _count = Math.Min(_count + 1, _steps.Length);
    }

    /// <summary>Sets the direction to −H⁻¹∇ as the pairs tell it; without pairs, to −∇ over the diagonal (the two-loop
    /// recursion).</summary>
    public void Direction(ReadOnlySpan<double> gradient, Span<double> direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        if (_count == 0)
        {
            TensorPrimitives.Multiply(direction, _inverseDiagonal, direction);
            return;
        }

        Span<double> alphas = stackalloc double[_steps.Length];
        for (int age = 1; age <= _count; age++)
        {
            int pair = Index(age);
            alphas[pair] = DenseKernels.Dot(_steps[pair], direction) / _curvatures[pair];
            TensorPrimitives.MultiplyAdd(_changes[pair], -alphas[pair], direction, direction);
        }

        int latest = Index(1);
        TensorPrimitives.Multiply(_changes[latest], _inverseDiagonal, _scaledChange);
        TensorPrimitives.Multiply(direction, _inverseDiagonal, direction);
        TensorPrimitives.Multiply(direction, _curvatures[latest] / DenseKernels.Dot(_changes[latest], _scaledChange), direction);
        for (int age = _count; age >= 1; age--)
        {
            int pair = Index(age);
            double beta = DenseKernels.Dot(_changes[pair], direction) / _curvatures[pair];
            TensorPrimitives.MultiplyAdd(_steps[pair], alphas[pair] - beta, direction, direction);
        }
    }

    // A parameter of next to no curvature must not get an endless step.
    private static double[] Inverse(ReadOnlySpan<double> diagonal)
    {
        double smallest = TensorPrimitives.Max(diagonal) * 1e-8;
        double[] inverse = new double[diagonal.Length];
        for (int parameter = 0; parameter < inverse.Length; parameter++)
        {
            inverse[parameter] = smallest > 0 ? 1 / Math.Max(diagonal[parameter], smallest) : 1;
        }

        return inverse;
    }

    private int Index(int age) => (_next - age + _steps.Length) % _steps.Length;
}
