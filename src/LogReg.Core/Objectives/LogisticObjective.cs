namespace LogReg.Objectives;

/// <summary>The binary logistic objective (1/Σw) Σ w_i·(log(1 + e^η_i) − y_i·η_i) + penalty, with η = o + Xβ.</summary>
internal sealed class LogisticObjective : LikelihoodObjective
{
    /// <param name="passes">The passes over the rows of two classes.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    public LogisticObjective(IRowPasses passes, Penalty penalty)
        : base(passes, penalty)
    {
    }

    /// <param name="data">Two classes in memory; class 1 is the positive one.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public LogisticObjective(ClassificationData data, Penalty penalty, int threads)
        : this(new LogisticRowPasses(data, threads), penalty)
    {
    }

    public override void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken)
    {
        PassAccumulator sums = Passes.Squares(Passes.Columns.Expand(parameters, EquationCount), cancellationToken);
        ParameterScaling.Gather(sums.Gradient, Passes.Columns, EquationCount, 1 / Passes.Totals.WeightSum, diagonal);
        sums.Release();
        Penalty.AddToDiagonal(diagonal, Passes.Columns.ParameterCount);
    }
}
