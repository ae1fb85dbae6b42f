using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The model of the intercept alone, with which a fit is compared.</summary>
internal static class NullModel
{
    /// <summary>The log loss of the classes' shares.</summary>
    /// <param name="data">The rows.</param>
    public static double LogLoss(ClassificationData data)
    {
        double[] sums = RowSums.ByClass(data.Classes, data.Weights, data.ClassCount, data.Design.Chunks.Select(static chunk => chunk.RowCount));
        return -sums.Where(sum => sum > 0).Sum(sum => sum / data.WeightSum * ElementaryFunctions.Log(sum / data.WeightSum));
    }

    /// <summary>Its log-likelihood: without offsets it predicts the classes' shares; with them its intercept has to be found.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="nullLogLoss">The log loss of the classes' shares.</param>
    /// <param name="threads">How many threads may work, at least 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double LogLikelihood(ClassificationData data, double nullLogLoss, int threads, CancellationToken cancellationToken) => data.Offsets is null
        ? -nullLogLoss * data.WeightSum
        : LogLikelihood(new LogisticObjective(WithoutFeatures(data), Penalty.None, threads), data.WeightSum, cancellationToken);

    /// <summary>Its log-likelihood where the intercept has to be found.</summary>
    /// <param name="interceptOnly">The mean loss by the intercept.</param>
    /// <param name="weightSum">Σw.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double LogLikelihood(IObjective interceptOnly, double weightSum, CancellationToken cancellationToken) =>
        -new NewtonSolver().Minimize(interceptOnly, new double[1], new SolverOptions(100, 1e-10), null, cancellationToken).Evaluation.Loss * weightSum;

    /// <summary>Rows without their features.</summary>
    /// <param name="data">The rows.</param>
    public static ClassificationData WithoutFeatures(ClassificationData data) =>
        new(DesignMatrix.InterceptOnly(data.Design.RowCount), data.Classes, data.ClassCount, data.Weights, data.Offsets);
}
