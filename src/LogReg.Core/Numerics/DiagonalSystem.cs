using System.Numerics.Tensors;

namespace LogReg.Numerics;

/// <summary>A diagonal matrix.</summary>
internal sealed class DiagonalSystem : ILinearSystem
{
    private readonly double[] _diagonal;

    /// <param name="diagonal">The diagonal, all above 0.</param>
    public DiagonalSystem(double[] diagonal)
    {
        _diagonal = diagonal;
    }

    public void Solve(ReadOnlySpan<double> b, Span<double> x) => TensorPrimitives.Divide(b, _diagonal, x);
}
