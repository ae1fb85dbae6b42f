using System.Collections.Concurrent;
using System.Numerics.Tensors;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The working set of two classes. Where all columns are dense, the matrix grows with the set by the rows of the new columns
/// alone, with the weights of the rows as they were.</summary>
internal sealed class BinaryWorkingSet : WorkingSet
{
    // A sum larger than the second-level cache is merged chunk by chunk.
    private const long LargeSum = 1L << 20;

    private readonly PassPool _pool = new();
    private readonly double[] _target;
    private readonly double[] _residuals;
    private readonly double[] _curvatures;
    private double[] _modelCurvatures = [];
    private double[] _diagonal = [];

    /// <param name="data">Two classes; class 1 is the positive one.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public BinaryWorkingSet(ClassificationData data, int threads)
        : base(data, equationCount: 1, threads)
    {
        _target = new double[data.Classes.Length];
        TensorPrimitives.ConvertChecked<int, double>(data.Classes, _target);
        _residuals = new double[data.Classes.Length];
        _curvatures = new double[data.Classes.Length];
    }

    protected override ObjectiveEvaluation Compute(
        ReadOnlySpan<double> parameters, Span<double> gradient, CancellationToken cancellationToken)
    {
        DesignMatrix design = WorkingData.Design;
        double[] coefficients = new double[design.ColumnCount];
        design.Expand(parameters, coefficients);
        CoefficientAgreement.Require(design.Shares, coefficients);
        PassAccumulator sums = DesignPass.Run(
            design,
            design.ColumnCount,
            RowBlock.Capacity,
            withHessian: false,
            Threads,
            _pool,
            (block, accumulator) => AddBlock(block, coefficients, accumulator),
            cancellationToken);
        double scale = 1 / Rows.WeightSum;
        ParameterScaling.Gather(sums.Gradient, design.Columns, equationCount: 1, scale, gradient);
        double loss = sums.Loss * scale;
        var evaluation = new ObjectiveEvaluation(
            loss, loss, (double)sums.SaturatedRows / design.Parts.TotalCount, sums.MisclassifiedRows == 0 && Rows.Offsets is null);
        _pool.Add(sums);
        return evaluation;
    }

    protected override void Renew(ReadOnlySpan<double> parameters, CancellationToken cancellationToken)
    {
        _modelCurvatures = [.. _curvatures];
        FormModel(cancellationToken);
    }

    public override IQuadraticModel ModelAt(ReadOnlySpan<double> gradient) => FormsMatrix
        ? new GramModel(Matrix.Values, gradient)
        : Rows.Design.IsWide
        ? new EntryModel(WorkingData.Design, gradient, _diagonal, _modelCurvatures, Rows.WeightSum, Threads)
        : new ResidualModel(WorkingData.Design, gradient, _diagonal, [_modelCurvatures], probabilities: null, Rows.WeightSum);

    public override IReadOnlyList<double[]> ResidualsAt(ReadOnlySpan<double> parameters) => [_residuals];

    public override EvaluatedPoint OriginAt(ReadOnlySpan<double> parameters) => Last;

    protected override double[][] CopyRowValues() => [[.. _residuals], [.. _curvatures]];

    protected override void SetRowValues(double[][] values)
    {
        values[0].CopyTo(_residuals, 0);
        values[1].CopyTo(_curvatures, 0);
    }

    protected override void OnChosen(int kept, CancellationToken cancellationToken)
    {
        // An accumulator fits one number of columns.
        _pool.Clear();
        HasModel = kept > 0;
        if (!HasModel)
        {
            return;
        }

        if (FormsMatrix && WorkingData.Design.IsDense && Matrix.Formed.Length == kept * kept)
        {
            ExtendMatrix(kept, cancellationToken);
        }
        else
        {
            FormModel(cancellationToken);
        }
    }

    private void AddBlock(RowBlock block, double[] coefficients, PassAccumulator sums)
    {
        Span<double> logOdds = sums.Scratch.AsSpan(0, block.RowCount);
        Span<double> residual = _residuals.AsSpan(block.FirstRow, block.RowCount);
        Rows.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        BlockLoss loss = LogisticKernels.Evaluate(
            logOdds,
            _target.AsSpan(block.FirstRow, block.RowCount),
            Rows.WeightsOf(block),
            residual,
            _curvatures.AsSpan(block.FirstRow, block.RowCount));
        sums.Loss += loss.Loss;
        sums.SaturatedRows += loss.SaturatedRows;
        sums.MisclassifiedRows += loss.MisclassifiedOrTied;
        block.AddTransposedProduct(residual, sums.Gradient);
    }

    private void FormModel(CancellationToken cancellationToken)
    {
        HasModel = true;
        ModelCounts.Clear();
        ModelCounts.Add(Columns.Count);
        DesignMatrix design = WorkingData.Design;
        if (!FormsMatrix)
        {
            Matrix.Reset([]);
            _diagonal = DiagonalOf(_modelCurvatures, cancellationToken);
            return;
        }

        PassAccumulator sums = DesignPass.Run(
            design,
            design.ColumnCount,
            0,
            withHessian: true,
            Threads,
            new PassPool(),
            (block, accumulator) => block.AddGram(
                _modelCurvatures.AsSpan(block.FirstRow, block.RowCount), accumulator.SquareFrom()),
            cancellationToken);
        double[] matrix = new double[design.ParameterCount * design.ParameterCount];
        ParameterScaling.GatherHessian(sums.Hessian, design.Columns, equationCount: 1, 1 / Rows.WeightSum, matrix);
        Mirror(matrix, design.ParameterCount);
        Matrix.Reset(matrix);
    }

    private double SumOf(double[] values) =>
        Rows.Design.SumOverChunks((first, count) => ColumnKernels.Sum(values.AsSpan(first, count)));

    // The rows of the Gram matrix from one on, not scaled.
    private double[] GramRows(int kept, int length, CancellationToken cancellationToken)
    {
        DesignMatrix design = WorkingData.Design;
        var pool = new ConcurrentBag<double[]>();
        int unitsPerLeaf = sizeof(double) * (long)length > LargeSum ? DesignMatrix.UnitsPerChunk : 1;
        int[] leaves = design.LeafStarts(unitsPerLeaf);
        if (design.Shares is not RowShares shares)
        {
            return DeterministicReduction.Run(leaves.Length - 1, Threads, SumLeaf, Merge, pool.Add, cancellationToken)!;
        }

        // A leaf is no larger than a chunk: one process has all of its rows.
        SharedLeaves own = design.SharedLeaves(unitsPerLeaf);
        IReadOnlyList<TreeNode<double[]>> nodes = DeterministicReduction.Nodes(
            own.First, own.End - own.First, Threads, leaf => SumLeaf(own.First + leaf), Merge, pool.Add, cancellationToken);
        return shares.Sums.Total(nodes, length, own.Counts, own.Names)!;

        static void Merge(double[] earlier, double[] later) => TensorPrimitives.Add(earlier, later, earlier);

        double[]? SumLeaf(int leaf)
        {
            if (leaves[leaf] == leaves[leaf + 1])
            {
                return null;
            }

            double[] sums = pool.TryTake(out double[]? used) ? used : new double[length];
            Array.Clear(sums);
            for (int block = leaves[leaf]; block < leaves[leaf + 1]; block++)
            {
                RowBlock own = design.Blocks[block];
                own.AddGramRows(_modelCurvatures.AsSpan(own.FirstRow, own.RowCount), kept, sums);
            }

            return sums;
        }
    }

    private void ExtendMatrix(int kept, CancellationToken cancellationToken)
    {
        DesignMatrix design = WorkingData.Design;
        int dimension = design.ParameterCount;
        int added = dimension - kept;
        if (added == 0)
        {
            return;
        }

        double[] larger = GC.AllocateUninitializedArray<double>(dimension * dimension);
        for (int row = 0; row < kept; row++)
        {
            Matrix.Formed.AsSpan(row * kept, kept).CopyTo(larger.AsSpan(row * dimension));
        }

        double[] rows = GramRows(kept, added * dimension, cancellationToken);
        double scale = 1 / Rows.WeightSum;
        for (int row = 0; row < added; row++)
        {
            for (int column = 0; column <= kept + row; column++)
            {
                double value = rows[(row * dimension) + column] * scale;
                larger[((kept + row) * dimension) + column] = value;
                larger[(column * dimension) + kept + row] = value;
            }
        }

        Matrix.Extend(larger, SumOf(_curvatures) / SumOf(_modelCurvatures));
        ModelCounts.Add(Columns.Count);
    }
}
