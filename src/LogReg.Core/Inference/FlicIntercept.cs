using LogReg.Design;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>
/// Firth's method shrinks probabilities towards ½, so their mean differs from the observed proportion. The intercept fitted anew by maximum
/// likelihood, with the other coefficients as they are, mends that: FLIC (Puhr, Heinze, Nold, Lusa &amp; Geroldinger, Firth's logistic
/// regression with rare events: accurate effect estimates and predictions?, 2017).
/// </summary>
internal static class FlicIntercept
{
    /// <summary>What has to be added to the intercept for the weighted mean of the probabilities to be the observed share; NaN where
    /// nothing finite does it, as with rows of one class only.</summary>
    /// <param name="data">Two classes; class 1 is the positive one.</param>
    /// <param name="parameters">The estimate under Firth.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static double Shift(ClassificationData data, ReadOnlySpan<double> parameters, int threads, CancellationToken cancellationToken)
    {
        double[] coefficients = new double[data.Design.ColumnCount];
        data.Design.Expand(parameters, coefficients);
        double[] logOdds = new double[data.Parts.Count];
        foreach (RowBlock block in data.Design.Blocks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<double> own = logOdds.AsSpan(block.FirstRow, block.RowCount);
            data.StartLogOdds(block, own);
            block.AddProduct(coefficients, own);
        }

        var interceptOnly =
            new ClassificationData(DesignMatrix.InterceptOnly(data.Parts), data.Classes, data.ClassCount, data.Weights, logOdds);
        SolverResult result = new NewtonSolver().Minimize(
            new ObjectiveFactory(threads).Likelihood(interceptOnly, Penalty.None, hasReference: true),
            new double[1],
            new SolverOptions(100, 1e-11),
            null,
            cancellationToken);
        return result.Termination is TerminationReason.Gradient or TerminationReason.Precision && IsMixed(data)
            ? result.Parameters[0]
            : double.NaN;
    }

    // Rows of weight 0 do not count.
    private static bool IsMixed(ClassificationData data)
    {
        bool hasPositive = false;
        bool hasNegative = false;
        for (int row = 0; row < data.Classes.Length && !(hasPositive && hasNegative); row++)
        {
            bool counts = data.Weights is null || data.Weights[row] > 0;
            hasPositive |= counts && data.Classes[row] == 1;
            hasNegative |= counts && data.Classes[row] != 1;
        }

        return data.Parts.Any(hasPositive) && data.Parts.Any(hasNegative);
    }
}
