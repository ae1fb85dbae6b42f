using System.Numerics.Tensors;
using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>The Hessian of several classes by its products: with u_k = Xv_k, equation k of H·v is Xᵀ(w∘μ_k∘(u_k − Σ_l μ_l∘u_l))/Σw + penalty (Böhning 1992).</summary>
internal sealed class SoftmaxHessian : IHessianOperator
{
    private readonly ClassificationData _data;
    private readonly Penalty _penalty;
    private readonly double[][] _probabilities;
    private readonly int _threads;
    private readonly PassPool _pool = new();

    /// <param name="data">The rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="probabilities">μ, a value a row for each equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public SoftmaxHessian(ClassificationData data, Penalty penalty, double[][] probabilities, int threads)
    {
        _data = data;
        _penalty = penalty;
        _probabilities = probabilities;
        _threads = threads;
    }

    private int EquationCount => _probabilities.Length;

    public double[] Diagonal(CancellationToken cancellationToken)
    {
        double[] diagonal = new double[EquationCount * _data.Design.ParameterCount];
        Pass(
            (block, sums) =>
            {
                Span<double> curvature = sums.Scratch.AsSpan(0, block.RowCount);
                for (int equation = 0; equation < EquationCount; equation++)
                {
                    ReadOnlySpan<double> own = ProbabilityOf(equation, block);
                    TensorPrimitives.Multiply(own, own, curvature);
                    TensorPrimitives.Subtract(own, curvature, curvature);
                    Weigh(block, curvature);
                    block.AddSquares(curvature, GradientOf(sums, equation));
                }
            },
            diagonal,
            cancellationToken);
        if (EquationCount == _data.ClassCount)
        {
            TakeMean(diagonal, _data.Design.ParameterCount);
        }

        _penalty.AddToDiagonal(diagonal, _data.Design.ParameterCount);
        return diagonal;
    }

    public void Multiply(ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        double[] coefficients = new double[EquationCount * design.ColumnCount];
        for (int equation = 0; equation < EquationCount; equation++)
        {
            design.Expand(vector.Slice(equation * design.ParameterCount, design.ParameterCount), coefficients.AsSpan(equation * design.ColumnCount, design.ColumnCount));
        }

        Pass((block, sums) => AddBlock(block, coefficients, sums), product, cancellationToken);
        _penalty.AddProduct(vector, design.ParameterCount, product);
    }

    private void TakeMean(double[] diagonal, int length)
    {
        Span<double> mean = diagonal.AsSpan(0, length);
        for (int equation = 1; equation < EquationCount; equation++)
        {
            TensorPrimitives.Add(mean, diagonal.AsSpan(equation * length, length), mean);
        }

        TensorPrimitives.Divide(mean, EquationCount, mean);
        for (int equation = 1; equation < EquationCount; equation++)
        {
            mean.CopyTo(diagonal.AsSpan(equation * length, length));
        }
    }

    private void AddBlock(RowBlock block, double[] coefficients, PassAccumulator sums)
    {
        int columnCount = _data.Design.ColumnCount;
        Span<double> mean = sums.Scratch.AsSpan(EquationCount * RowBlock.Capacity, block.RowCount);
        mean.Clear();
        for (int equation = 0; equation < EquationCount; equation++)
        {
            Span<double> own = sums.Scratch.AsSpan(equation * RowBlock.Capacity, block.RowCount);
            own.Clear();
            block.AddProduct(coefficients.AsSpan(equation * columnCount, columnCount), own);
            TensorPrimitives.MultiplyAdd(own, ProbabilityOf(equation, block), mean, mean);
        }

        for (int equation = 0; equation < EquationCount; equation++)
        {
            Span<double> own = sums.Scratch.AsSpan(equation * RowBlock.Capacity, block.RowCount);
            TensorPrimitives.Subtract(own, mean, own);
            TensorPrimitives.Multiply(own, ProbabilityOf(equation, block), own);
            Weigh(block, own);
            block.AddTransposedProduct(own, GradientOf(sums, equation));
        }
    }

    private void Weigh(RowBlock block, Span<double> values)
    {
        ReadOnlySpan<double> weights = _data.WeightsOf(block);
        if (!weights.IsEmpty)
        {
            TensorPrimitives.Multiply(values, weights, values);
        }
    }

    private ReadOnlySpan<double> ProbabilityOf(int equation, RowBlock block) => _probabilities[equation].AsSpan(block.FirstRow, block.RowCount);

    private Span<double> GradientOf(PassAccumulator sums, int equation) => sums.Gradient.Slice(equation * _data.Design.ColumnCount, _data.Design.ColumnCount);

    private void Pass(Action<RowBlock, PassAccumulator> addBlock, Span<double> result, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        PassAccumulator sums = DesignPass.Run(
            design, EquationCount * design.ColumnCount, (EquationCount + 1) * RowBlock.Capacity, withHessian: false, _threads, _pool, addBlock, cancellationToken);
        ParameterScaling.Gather(sums.Gradient, design, EquationCount, 1 / _data.WeightSum, result);
        _pool.Add(sums);
    }
}
