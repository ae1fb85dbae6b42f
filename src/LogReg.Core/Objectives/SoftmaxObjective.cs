namespace LogReg.Objectives;

/// <summary>
/// The multinomial objective (1/Σw) Σ w_i·(log Σ_k e^η_ik − η_i,class(i)) + penalty, with η_k = Xβ_k. Unpenalised, the first class is the
/// reference (β = 0, K − 1 equations); penalised, every class has an equation and none is favoured.
/// </summary>
internal sealed class SoftmaxObjective : LikelihoodObjective
{
    /// <param name="passes">The passes over the rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    public SoftmaxObjective(IRowPasses passes, Penalty penalty)
        : base(passes, penalty)
    {
    }

    /// <param name="data">Two or more classes in memory, no offsets.</param>
    /// <param name="penalty">The penalty added to the mean loss; with a penalty, every class has an equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public SoftmaxObjective(ClassificationData data, Penalty penalty, int threads)
        : this(data, penalty, threads, hasReference: penalty.IsNone)
    {
    }

    /// <param name="data">Two or more classes in memory, no offsets.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    /// <param name="hasReference">Whether the first class has no equation.</param>
    public SoftmaxObjective(ClassificationData data, Penalty penalty, int threads, bool hasReference)
        : this(new SoftmaxRowPasses(data, threads, hasReference), penalty)
    {
    }

    public override void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken)
    {
        int classCount = Passes.Totals.ClassCount;
        int length = Passes.Columns.ParameterCount;
        double curvature = (classCount - 1.0) / (classCount * (double)classCount);
        PassAccumulator sums = Passes.Squares(Passes.Columns.Expand(parameters, EquationCount), cancellationToken);
        for (int equation = 0; equation < EquationCount; equation++)
        {
            ParameterScaling.Gather(
                sums.Gradient,
                Passes.Columns,
                equationCount: 1,
                curvature / Passes.Totals.WeightSum,
                diagonal.Slice(equation * length, length));
        }

        sums.Release();
        Penalty.AddToDiagonal(diagonal, length);
    }
}
