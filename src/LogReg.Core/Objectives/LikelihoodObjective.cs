using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>The mean loss of the rows plus a smooth penalty: what passes over the rows sum up, scaled and penalised.</summary>
internal abstract class LikelihoodObjective : IObjective
{
    /// <param name="passes">The passes over the rows.</param>
    /// <param name="penalty">The penalty that is added to the mean loss.</param>
    protected LikelihoodObjective(IRowPasses passes, Penalty penalty)
    {
        Passes = passes;
        Penalty = penalty;
    }

    public int ParameterCount => EquationCount * Passes.Columns.ParameterCount;

    /// <summary>The number of equations.</summary>
    public int EquationCount => Passes.EquationCount;

    /// <summary>The passes over the rows.</summary>
    protected IRowPasses Passes { get; }

    /// <summary>The penalty.</summary>
    protected Penalty Penalty { get; }

    public ObjectiveEvaluation Evaluate(
        ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
    {
        ColumnMap columns = Passes.Columns;
        RowTotals totals = Passes.Totals;
        double[] coefficients = columns.Expand(parameters, EquationCount);
        PassAccumulator sums = Passes.Evaluate(coefficients, withHessian: !hessian.IsEmpty, cancellationToken);
        double scale = 1 / totals.WeightSum;
        ParameterScaling.Gather(sums.Gradient, columns, EquationCount, scale, gradient);
        if (!hessian.IsEmpty)
        {
            ParameterScaling.GatherHessian(sums.Hessian, columns, EquationCount, scale, hessian);
            FixCommonIntercept(hessian);
        }

        double loss = sums.Loss * scale;
        double value = loss + Penalty.Add(parameters, columns.ParameterCount, gradient, hessian);
        bool separates = sums.MisclassifiedRows == 0 && Penalty.IsNone
            && (!totals.HasOffsets || Passes.SeparatesWithoutOffset(coefficients));
        var evaluation = new ObjectiveEvaluation(value, loss, (double)sums.SaturatedRows / totals.RowCount, separates);
        sums.Release();
        return evaluation;
    }

    public abstract void HessianDiagonal(ReadOnlySpan<double> parameters, Span<double> diagonal, CancellationToken cancellationToken);

    public IHessianOperator HessianAt(ReadOnlySpan<double> parameters, CancellationToken cancellationToken) =>
        new LikelihoodHessian(Passes, Penalty, Passes.CurvaturesAt(Passes.Columns.Expand(parameters, EquationCount), cancellationToken));

    // If every class has an equation, adding the same constant to all intercepts changes no probability: the Hessian is singular in that
    // direction, and the gradient has no component along it. Adding the projector makes the Newton system solvable without changing the
    // step.
    private void FixCommonIntercept(Span<double> hessian)
    {
        if (EquationCount < Passes.Totals.ClassCount)
        {
            return;
        }

        int length = Passes.Columns.ParameterCount;
        int parameterCount = ParameterCount;
        for (int equation = 0; equation < EquationCount; equation++)
        {
            for (int other = 0; other <= equation; other++)
            {
                hessian[(equation * length * parameterCount) + (other * length)] += 1.0 / EquationCount;
            }
        }
    }
}
