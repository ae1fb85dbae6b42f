using LogReg.Collectives;
using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>
/// Passes over rows in memory: of one process, or of several that share them. Row i adds r_ik·x_i to the gradient of equation k; rows in
/// memory give these residuals, too.
/// </summary>
internal abstract class LocalRowPasses : IRowPasses
{
    private readonly int _threads;

    /// <param name="data">The rows.</param>
    /// <param name="equationCount">The number of equations.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    protected LocalRowPasses(ClassificationData data, int equationCount, int threads)
    {
        Data = data;
        EquationCount = equationCount;
        _threads = threads;
        Totals = RowTotals.Of(data);
    }

    /// <summary>The rows.</summary>
    public ClassificationData Data { get; }

    public RowTotals Totals { get; }

    public ColumnMap Columns => Data.Design.Columns;

    public int EquationCount { get; }

    /// <summary>The largest number of threads of a pass.</summary>
    protected int Threads => _threads;

    /// <summary>The columns of all equations.</summary>
    protected int GradientLength => EquationCount * Columns.ColumnCount;

    public abstract PassAccumulator Evaluate(double[] coefficients, bool withHessian, CancellationToken cancellationToken);

    public abstract PassAccumulator Squares(double[] coefficients, CancellationToken cancellationToken);

    public abstract IRowCurvatures CurvaturesAt(double[] coefficients, CancellationToken cancellationToken);

    public abstract bool SeparatesWithoutOffset(double[] coefficients);

    /// <summary>r_ik = w_i(μ_ik − y_ik) of a block's rows.</summary>
    /// <param name="block">The rows.</param>
    /// <param name="coefficients">The point.</param>
    /// <param name="residuals">Room for <see cref="RowBlock.Capacity"/> values for each equation, the equations one after the
    /// other.</param>
    public abstract void ComputeResiduals(RowBlock block, ReadOnlySpan<double> coefficients, Span<double> residuals);

    /// <summary>Runs a pass over the rows.</summary>
    protected PassAccumulator Pass(
        PassShape shape, PassPool pool, Action<RowBlock, PassAccumulator> addBlock, CancellationToken cancellationToken) =>
        Pass(shape, pool, Data.Design, addBlock, cancellationToken);

    /// <summary>Runs a pass over the rows with other columns.</summary>
    protected PassAccumulator Pass(
        PassShape shape,
        PassPool pool,
        DesignMatrix design,
        Action<RowBlock, PassAccumulator> addBlock,
        CancellationToken cancellationToken) =>
        DesignPass.Run(design, shape, _threads, pool, addBlock, cancellationToken);

    /// <summary>Makes sure that all processes that share the rows ask at the same point.</summary>
    /// <param name="coefficients">The point.</param>
    /// <exception cref="CollectiveException">Another process is elsewhere.</exception>
    protected void RequireAgreement(double[] coefficients) => CoefficientAgreement.Require(Data.Design.Shares, coefficients);
}
