using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>
/// Where Newton's method starts on many rows: at the fit of a sample of them, which is as far from the solution as the sampling error. From there half as many passes over all rows are left as from 0, and
/// the last ones, which double the digits, are the same.
/// </summary>
internal static class SampleStart
{
    // The sampling error of p coefficients falls with the rows for each of them.
    private const int FewestRows = 16_384;
    private const int RowsPerParameter = 64;

    // On fewer rows the sample would cost as much as it saves.
    private const int LeastRatio = 12;

    // Far below the sampling error.
    private const double Tolerance = 1e-4;
    private const int MostIterations = 15;

    /// <summary>Fits a sample, which takes one row at random of each stretch of rows, so that no order of theirs matters.</summary>
    /// <param name="problem">What is to be solved.</param>
    /// <param name="data">The rows.</param>
    /// <param name="lambda">λ of the penalty that is asked for, 0 for none.</param>
    /// <param name="threads">How many threads may work, at least 1.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The start; <see langword="null"/> where there are too few rows, or the sample's fit says no more of other rows than no model does.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SampledStart? Find(TrainingProblem problem, ClassificationData data, double lambda, int threads, CancellationToken cancellationToken)
    {
        int parameterCount = problem.Objective.ParameterCount;
        long sampleRows = Math.Max(FewestRows, (long)RowsPerParameter * parameterCount);
        if (problem.Solver.Kind != SolverKind.Newton || data.Design.RowCount < LeastRatio * sampleRows)
        {
            return null;
        }

        // Every second row of the sample is for judging.
        int[] rows = Draw(data.Design.RowCount, 2 * (int)sampleRows);
        ClassificationData fitted = data.Gather([.. rows.Where((_, index) => index % 2 == 0)]);
        ClassificationData judged = data.Gather([.. rows.Where((_, index) => index % 2 == 1)]);
        bool hasReference = parameterCount < data.ClassCount * data.Design.ParameterCount;

        // Levels that the sample separates must not run away.
        var penalty = new Penalty(Math.Max(lambda, 1.0 / sampleRows));
        SolverResult result = new NewtonSolver().Minimize(
            LossObjectives.Create(fitted, penalty, hasReference, threads), new double[parameterCount], new SolverOptions(MostIterations, Tolerance), null, cancellationToken);
        IObjective judge = LossObjectives.Create(judged, Penalty.None, hasReference, threads);
        double[] gradient = new double[parameterCount];
        double loss = judge.Evaluate(result.Parameters, gradient, [], cancellationToken).Loss;
        return loss < judge.Evaluate(new double[parameterCount], gradient, [], cancellationToken).Loss
            ? new SampledStart(result.Parameters, fitted.Design.RowCount)
            : null;
    }

    private static int[] Draw(int rowCount, int sampleRows)
    {
        var random = new SplitMix(seed: 0);
        int[] rows = new int[sampleRows];
        for (int index = 0; index < sampleRows; index++)
        {
            int first = (int)((long)rowCount * index / sampleRows);
            int next = (int)((long)rowCount * (index + 1) / sampleRows);
            rows[index] = first + random.Next(next - first);
        }

        return rows;
    }
}
