using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>The model of the intercept alone, with which a fit is compared.</summary>
internal static class NullModel
{
    /// <summary>The log loss of the classes' shares.</summary>
    /// <param name="data">The rows.</param>
    public static double LogLoss(ClassificationData data)
    {
        double[] sums = data.Parts.SumByClass(data.Classes, data.Weights, data.ClassCount);
        double logLoss = 0;
        for (int own = 0; own < sums.Length; own++)
        {
            logLoss -= sums[own] > 0 ? sums[own] / data.WeightSum * LogShare(sums, own) : 0;
        }

        return logLoss;
    }

    // Beside 1 a share is known by what it lacks.
    private static double LogShare(double[] sums, int own)
    {
        double others = 0;
        for (int other = 0; other < sums.Length; other++)
        {
            others += other == own ? 0 : sums[other];
        }

        return others < sums[own]
            ? -ElementaryFunctions.LogOnePlus(others / sums[own])
            : ElementaryFunctions.Log(sums[own] / (sums[own] + others));
    }

    /// <summary>Its log-likelihood: without offsets it predicts the classes' shares; with them its intercept has to be found.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="nullLogLoss">The log loss of the classes' shares.</param>
    /// <param name="objectives">The factory of objectives.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static double LogLikelihood(
        ClassificationData data, double nullLogLoss, ObjectiveFactory objectives, CancellationToken cancellationToken) =>
        data.Offsets is null
            ? -nullLogLoss * data.WeightSum
            : LogLikelihood(InterceptOnly(data, objectives), data.WeightSum, cancellationToken);

    /// <summary>Its log-likelihood where the intercept has to be found.</summary>
    /// <param name="interceptOnly">The mean loss by the intercept, of two classes that both have rows.</param>
    /// <param name="weightSum">Σw.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static double LogLikelihood(IObjective interceptOnly, double weightSum, CancellationToken cancellationToken)
    {
        double intercept = Intercept(interceptOnly, cancellationToken);
        return -interceptOnly.Evaluate([intercept], new double[1], [], cancellationToken).Loss * weightSum;
    }

    /// <summary>The intercept of two classes that maximises the likelihood beside the offsets.</summary>
    /// <param name="data">The rows of two classes, both of which have some.</param>
    /// <param name="objectives">The factory of objectives.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static double Intercept(ClassificationData data, ObjectiveFactory objectives, CancellationToken cancellationToken) =>
        Intercept(InterceptOnly(data, objectives), cancellationToken);

    /// <summary>The same for rows of any kind.</summary>
    /// <param name="objective">The mean loss by the intercept, of two classes that both have rows.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double Intercept(IObjective objective, CancellationToken cancellationToken)
    {
        double[] gradient = new double[1];
        double[] curvature = new double[1];
        return InterceptSearch.Find(intercept =>
        {
            objective.Evaluate([intercept], gradient, curvature, cancellationToken);
            return (gradient[0], curvature[0]);
        });
    }

    private static IObjective InterceptOnly(ClassificationData data, ObjectiveFactory objectives) =>
        objectives.Likelihood(WithoutFeatures(data), Penalty.None, hasReference: true);

    /// <summary>Rows without their features.</summary>
    /// <param name="data">The rows.</param>
    public static ClassificationData WithoutFeatures(ClassificationData data) =>
        new(DesignMatrix.InterceptOnly(data.Parts), data.Classes, data.ClassCount, data.Weights, data.Offsets);
}
