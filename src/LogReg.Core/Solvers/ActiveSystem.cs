using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>The matrix of the system that determines the parameters that are not 0, as the signs of these fix the slopes of their absolute
/// values: H of a quadratic model, with the penalty of squares on its diagonal.</summary>
internal sealed class ActiveSystem : IHessianOperator
{
    private readonly IQuadraticModel _model;
    private readonly WorkingPenalty _penalty;
    private readonly int[] _active;

    /// <param name="model">The model.</param>
    /// <param name="penalty">The penalty.</param>
    /// <param name="active">The parameters that are not 0, none of a group.</param>
    public ActiveSystem(IQuadraticModel model, WorkingPenalty penalty, int[] active)
    {
        _model = model;
        _penalty = penalty;
        _active = active;
    }

    public void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        _model.Multiply(_active, vector, product, cancellationToken);
        for (int index = 0; index < _active.Length; index++)
        {
            product[index] += _penalty.SquareOf(_active[index]) * vector[index];
        }
    }

    public double[] Diagonal(CancellationToken cancellationToken) =>
        [.. _active.Select(place => _model.CurvatureOf(place) + _penalty.SquareOf(place))];
}
