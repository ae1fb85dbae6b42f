using System.Numerics.Tensors;

namespace LogReg.Objectives;

/// <summary>A quadratic model whose matrix is at hand: a step of one parameter changes all slopes by a row of it.</summary>
internal sealed class GramModel : IQuadraticModel
{
    private readonly double[] _matrix;
    private readonly double[] _slopes;

    /// <param name="matrix">H, both triangles, row-major.</param>
    /// <param name="gradient">g.</param>
    public GramModel(double[] matrix, ReadOnlySpan<double> gradient)
    {
        _matrix = matrix;
        _slopes = gradient.ToArray();
    }

    public int Count => _slopes.Length;

    public double[]? Matrix => _matrix;

    public double CurvatureOf(int parameter) => _matrix[parameter * (_slopes.Length + 1)];

    public double SlopeOf(int parameter) => _slopes[parameter];

    public void Move(int parameter, double change) =>
        TensorPrimitives.MultiplyAdd(_matrix.AsSpan(parameter * _slopes.Length, _slopes.Length), change, _slopes, _slopes);
}
