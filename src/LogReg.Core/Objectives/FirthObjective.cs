using System.Numerics.Tensors;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// The binary logistic objective with Jeffreys' prior, (1/Σw)·(Σ w_i·loss_i − ½·log|XᵀWX|) with W = diag(wμ(1−μ)): its minimum takes the
/// first-order bias from the estimate and is finite even where the classes are separated (Firth, Bias reduction of maximum likelihood
/// estimates, 1993). The gradient is (1/Σw)·Xᵀ(w(μ − y) + h(μ − ½)) with the leverages h_i = w_iμ_i(1−μ_i)·x_iᵀ(XᵀWX)⁻¹x_i. In place of the
/// Hessian stands Xᵀ·diag((w + h)μ(1−μ))·X/Σw, its derivative while the leverages stay: positive definite, and unlike the information alone
/// not too short by up to half where a level has few rows, so that Newton's method converges linearly, but fast. The covariance of the
/// estimates comes from <see cref="Information"/>.
/// </summary>
internal sealed class FirthObjective : IObjective
{
    // A pivot below this share of its diagonal entry is what rounding leaves of an exact linear dependence, as in Newton's method.
    private const double PivotTolerance = 1e-12;

    private readonly ClassificationData _data;
    private readonly int _threads;
    private readonly double[] _target;
    private readonly PassPool _pool = new();
    private IReadOnlyList<int>? _aliased;

    /// <param name="data">Two classes; class 1 is the positive one.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public FirthObjective(ClassificationData data, int threads)
    {
        _data = data;
        _threads = threads;
        _target = new double[data.Classes.Length];
        TensorPrimitives.ConvertChecked<int, double>(data.Classes, _target);
    }

    public int ParameterCount => _data.Design.ParameterCount;

    /// <summary>The value with the penalty, the loss without it. Where the information is singular the value is ∞ and the gradient that of
    /// the loss alone.</summary>
    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        double scale = 1 / _data.WeightSum;
        IReadOnlyList<int> aliased = AliasedParameters(cancellationToken);
        double[] coefficients = new double[design.ColumnCount];
        design.Expand(parameters, coefficients);
        CoefficientAgreement.Require(design.Shares, coefficients);
        PassAccumulator sums = Pass(
            withHessian: true, (block, accumulator) => AddLikelihood(block, coefficients, accumulator), cancellationToken);
        double[] information = new double[ParameterCount * ParameterCount];
        ParameterScaling.Gather(sums.Gradient, design.Columns, equationCount: 1, scale, gradient);
        ParameterScaling.GatherHessian(sums.Hessian, design.Columns, equationCount: 1, scale, information);
        double loss = sums.Loss * scale;
        double saturatedShare = (double)sums.SaturatedRows / design.Parts.TotalCount;
        _pool.Add(sums);
        information.AsSpan(0, hessian.Length).CopyTo(hessian);

        // Which columns count must not change from point to point, or the determinant would jump.
        LeaveOut(aliased, information);
        var factorization = new CholeskyFactorization(information, ParameterCount, tolerance: 0);
        if (factorization.DependentColumns.Count > aliased.Count)
        {
            return new ObjectiveEvaluation(double.PositiveInfinity, loss, saturatedShare, Separates: false);
        }

        AddPenaltyDerivatives(coefficients, factorization, gradient, hessian, cancellationToken);
        double logDeterminant =
            factorization.LogDeterminant() + ((ParameterCount - aliased.Count) * ElementaryFunctions.Log(_data.WeightSum));
        return new ObjectiveEvaluation(loss - (scale * logDeterminant / 2), loss, saturatedShare, Separates: false);
    }

    /// <summary>The parameters of columns that depend on earlier ones, ascending: they stay out of the penalty.</summary>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public IReadOnlyList<int> AliasedParameters(CancellationToken cancellationToken) => _aliased ??= FindAliased(cancellationToken);

    public void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        double[] coefficients = new double[design.ColumnCount];
        design.Expand(parameters, coefficients);
        PassAccumulator sums = Pass(
            withHessian: false, (block, accumulator) => AddSquares(block, coefficients, accumulator), cancellationToken);
        ParameterScaling.Gather(sums.Gradient, design.Columns, equationCount: 1, 1 / _data.WeightSum, diagonal);
        _pool.Add(sums);
    }

    /// <summary>The Fisher information XᵀWX/Σw, the inverse of which, over Σw, is the covariance matrix of the estimates.</summary>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="information">Room for p × p values, row-major, of which the lower triangle is set.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Information(ReadOnlySpan<double> parameters, Span<double> information, CancellationToken cancellationToken)
    {
        double[] coefficients = new double[_data.Design.ColumnCount];
        _data.Design.Expand(parameters, coefficients);
        PassAccumulator sums = Pass(
            withHessian: true, (block, accumulator) => AddLikelihood(block, coefficients, accumulator), cancellationToken);
        ParameterScaling.GatherHessian(sums.Hessian, _data.Design.Columns, equationCount: 1, 1 / _data.WeightSum, information);
        _pool.Add(sums);
    }

    // The penalty's part of the derivatives, for which the inverse information has to be there: a second pass.
    private void AddPenaltyDerivatives(
        double[] coefficients,
        CholeskyFactorization factorization,
        Span<double> gradient,
        Span<double> hessian,
        CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        double scale = 1 / _data.WeightSum;
        double[] inverse = Spread(factorization.Inverse(), scale);
        bool withHessian = !hessian.IsEmpty;
        PassAccumulator sums = Pass(
            withHessian, (block, accumulator) => AddPenalty(block, coefficients, inverse, withHessian, accumulator), cancellationToken);
        double[] penalty = new double[hessian.IsEmpty ? ParameterCount : hessian.Length];
        ParameterScaling.Gather(sums.Gradient, design.Columns, equationCount: 1, scale, penalty);
        TensorPrimitives.Add(gradient, penalty.AsSpan(0, ParameterCount), gradient);
        if (withHessian)
        {
            Array.Clear(penalty);
            ParameterScaling.GatherHessian(sums.Hessian, design.Columns, equationCount: 1, scale, penalty);
            TensorPrimitives.Add(hessian, penalty, hessian);
        }

        _pool.Add(sums);
    }

    // Columns that depend on earlier ones do so whatever the coefficients: looked for where all rows count alike. There cannot be more
    // independent columns than rows, whatever rounding leaves of a pivot.
    private IReadOnlyList<int> FindAliased(CancellationToken cancellationToken)
    {
        DesignMatrix design = _data.Design;
        PassAccumulator sums = Pass(withHessian: true, (block, accumulator) => AddWeightedGram(block, accumulator), cancellationToken);
        double[] gram = new double[ParameterCount * ParameterCount];
        ParameterScaling.GatherHessian(sums.Hessian, design.Columns, equationCount: 1, 1 / _data.WeightSum, gram);
        _pool.Add(sums);
        IReadOnlyList<int> dependent = new CholeskyFactorization(gram, ParameterCount, PivotTolerance).DependentColumns;
        long rows = _data.Weights is null ? design.Parts.TotalCount : design.Parts.Sum(_data.Weights.Count(weight => weight > 0));
        return
        [
            .. dependent.Union(Enumerable.Range(0, ParameterCount).Except(dependent).Skip((int)Math.Min(rows, ParameterCount))).Order(),
        ];
    }

    private PassAccumulator Pass(bool withHessian, Action<RowBlock, PassAccumulator> addBlock, CancellationToken cancellationToken) =>
        DesignPass.Run(
            _data.Design, _data.Design.ColumnCount, 3 * RowBlock.Capacity, withHessian, _threads, _pool, addBlock, cancellationToken);

    private void AddLikelihood(RowBlock block, double[] coefficients, PassAccumulator sums)
    {
        Span<double> logOdds = LogOdds(block, coefficients, sums);
        Span<double> residual = sums.Scratch.AsSpan(RowBlock.Capacity, block.RowCount);
        Span<double> curvature = sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount);
        BlockLoss loss = LogisticKernels.Evaluate(logOdds, TargetOf(block), _data.WeightsOf(block), residual, curvature);
        sums.Loss += loss.Loss;
        sums.SaturatedRows += loss.SaturatedRows;
        block.AddTransposedProduct(residual, sums.Gradient);
        block.AddGram(curvature, sums.SquareFrom());
    }

    private void AddPenalty(RowBlock block, double[] coefficients, double[] inverse, bool withHessian, PassAccumulator sums)
    {
        Span<double> logOdds = LogOdds(block, coefficients, sums);
        Span<double> leverage = sums.Scratch.AsSpan(RowBlock.Capacity, block.RowCount);
        Span<double> curvature = sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount);
        LogisticKernels.Evaluate(logOdds, TargetOf(block), _data.WeightsOf(block), [], curvature);
        leverage.Clear();
        block.AddQuadraticForm(inverse, leverage);
        TensorPrimitives.Multiply(leverage, curvature, leverage);
        if (withHessian)
        {
            LogisticFunctions.SigmoidDerivative(logOdds, curvature);
            TensorPrimitives.Multiply(leverage, curvature, curvature);
            block.AddGram(curvature, sums.SquareFrom());
        }

        LogisticFunctions.Sigmoid(logOdds, logOdds);
        TensorPrimitives.Subtract(logOdds, 0.5, logOdds);
        TensorPrimitives.Multiply(leverage, logOdds, leverage);
        block.AddTransposedProduct(leverage, sums.Gradient);
    }

    private void AddSquares(RowBlock block, double[] coefficients, PassAccumulator sums)
    {
        Span<double> logOdds = LogOdds(block, coefficients, sums);
        Span<double> curvature = sums.Scratch.AsSpan(2 * RowBlock.Capacity, block.RowCount);
        LogisticKernels.Evaluate(logOdds, TargetOf(block), _data.WeightsOf(block), [], curvature);
        block.AddSquares(curvature, sums.Gradient);
    }

    private void AddWeightedGram(RowBlock block, PassAccumulator sums)
    {
        Span<double> weight = sums.Scratch.AsSpan(0, block.RowCount);
        weight.Fill(1);
        ReadOnlySpan<double> rowWeights = _data.WeightsOf(block);
        block.AddGram(rowWeights.IsEmpty ? weight : rowWeights, sums.SquareFrom());
    }

    private Span<double> LogOdds(RowBlock block, double[] coefficients, PassAccumulator sums)
    {
        Span<double> logOdds = sums.Scratch.AsSpan(0, block.RowCount);
        _data.StartLogOdds(block, logOdds);
        block.AddProduct(coefficients, logOdds);
        return logOdds;
    }

    private ReadOnlySpan<double> TargetOf(RowBlock block) => _target.AsSpan(block.FirstRow, block.RowCount);

    private void LeaveOut(IReadOnlyList<int> parameters, double[] matrix)
    {
        foreach (int parameter in parameters)
        {
            matrix.AsSpan(parameter * ParameterCount, parameter + 1).Clear();
            for (int row = parameter; row < ParameterCount; row++)
            {
                matrix[(row * ParameterCount) + parameter] = 0;
            }
        }
    }

    // From p × p to the d × d of all columns, times a factor.
    private double[] Spread(double[] matrix, double factor)
    {
        DesignMatrix design = _data.Design;
        ReadOnlySpan<int> columns = design.ParameterColumns;
        double[] spread = new double[design.ColumnCount * design.ColumnCount];
        for (int row = 0; row < columns.Length; row++)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                spread[(columns[row] * design.ColumnCount) + columns[column]] = matrix[(row * columns.Length) + column] * factor;
            }
        }

        return spread;
    }
}
