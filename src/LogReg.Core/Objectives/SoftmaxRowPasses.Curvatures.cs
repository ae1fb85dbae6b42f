using System.Numerics.Tensors;
using LogReg.Design;

namespace LogReg.Objectives;

/// <content>Products with the Hessian at a point.</content>
internal sealed partial class SoftmaxRowPasses
{
    // With u_k = Xv_k, equation k of a product is Xᵀ(w∘μ_k∘(u_k − Σ_l μ_l∘u_l)).
    private sealed class Curvatures(SoftmaxRowPasses rows, double[][] probabilities) : IRowCurvatures
    {
        private readonly PassPool _pool = new();

        private int EquationCount => probabilities.Length;

        public PassAccumulator Squares(CancellationToken cancellationToken) => Pass(
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
            cancellationToken);

        public PassAccumulator Product(double[] vector, CancellationToken cancellationToken) =>
            Pass((block, sums) => AddProduct(block, vector, sums), cancellationToken);

        private void AddProduct(RowBlock block, double[] vector, PassAccumulator sums)
        {
            int columnCount = rows.Columns.ColumnCount;
            Span<double> mean = sums.Scratch.AsSpan(EquationCount * RowBlock.Capacity, block.RowCount);
            mean.Clear();
            for (int equation = 0; equation < EquationCount; equation++)
            {
                Span<double> own = sums.Scratch.AsSpan(equation * RowBlock.Capacity, block.RowCount);
                own.Clear();
                block.AddProduct(vector.AsSpan(equation * columnCount, columnCount), own);
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
            ReadOnlySpan<double> weights = rows.Data.WeightsOf(block);
            if (!weights.IsEmpty)
            {
                TensorPrimitives.Multiply(values, weights, values);
            }
        }

        private ReadOnlySpan<double> ProbabilityOf(int equation, RowBlock block) =>
            probabilities[equation].AsSpan(block.FirstRow, block.RowCount);

        private Span<double> GradientOf(PassAccumulator sums, int equation) =>
            sums.Gradient.Slice(equation * rows.Columns.ColumnCount, rows.Columns.ColumnCount);

        private PassAccumulator Pass(Action<RowBlock, PassAccumulator> addBlock, CancellationToken cancellationToken) =>
            rows.Pass(
                new PassShape(rows.GradientLength, (EquationCount + 1) * RowBlock.Capacity, WithHessian: false),
                _pool,
                addBlock,
                cancellationToken);
    }
}
