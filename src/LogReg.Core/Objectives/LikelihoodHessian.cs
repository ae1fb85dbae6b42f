using System.Numerics.Tensors;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The Hessian of a mean loss plus a penalty by its products: each is a pass over the rows with the curvatures that they have at
/// one point.</summary>
internal sealed class LikelihoodHessian : IHessianOperator
{
    private readonly IRowPasses _passes;
    private readonly Penalty _penalty;
    private readonly IRowCurvatures _curvatures;

    /// <param name="passes">The passes over the rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="curvatures">The curvatures of the rows.</param>
    public LikelihoodHessian(IRowPasses passes, Penalty penalty, IRowCurvatures curvatures)
    {
        _passes = passes;
        _penalty = penalty;
        _curvatures = curvatures;
    }

    private int EquationLength => _passes.Columns.ParameterCount;

    public double[] Diagonal(CancellationToken cancellationToken)
    {
        double[] diagonal = new double[_passes.EquationCount * EquationLength];
        Gather(_curvatures.Squares(cancellationToken), diagonal);
        if (_passes.EquationCount == _passes.Totals.ClassCount)
        {
            TakeMean(diagonal, EquationLength);
        }

        _penalty.AddToDiagonal(diagonal, EquationLength);
        return diagonal;
    }

    public ILinearSystem Preconditioner(CancellationToken cancellationToken)
    {
        double[] diagonal = Diagonal(cancellationToken);
        IHessianOperator.MakePositive(diagonal);
        return _curvatures.Arrow is ArrowDesign arrow
            ? ArrowPreconditioner.Form(arrow, _curvatures, 1 / _passes.Totals.WeightSum, diagonal, cancellationToken)
            : new DiagonalSystem(diagonal);
    }

    public void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        Gather(_curvatures.Product(_passes.Columns.Expand(vector, _passes.EquationCount), cancellationToken), product);
        _penalty.AddProduct(vector, EquationLength, product);
    }

    private void Gather(PassAccumulator sums, Span<double> result)
    {
        ParameterScaling.Gather(sums.Gradient, _passes.Columns, _passes.EquationCount, 1 / _passes.Totals.WeightSum, result);
        sums.Release();
    }

    private void TakeMean(double[] diagonal, int length)
    {
        Span<double> mean = diagonal.AsSpan(0, length);
        for (int equation = 1; equation < _passes.EquationCount; equation++)
        {
            TensorPrimitives.Add(mean, diagonal.AsSpan(equation * length, length), mean);
        }

        TensorPrimitives.Divide(mean, _passes.EquationCount, mean);
        for (int equation = 1; equation < _passes.EquationCount; equation++)
        {
            mean.CopyTo(diagonal.AsSpan(equation * length, length));
        }
    }
}
