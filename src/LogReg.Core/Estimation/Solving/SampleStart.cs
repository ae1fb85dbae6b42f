using LogReg.Design;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>
/// Where Newton's method starts on many rows: at the fit of a sample of them, which is as far from the solution as the sampling error. From
/// there half as many passes over all rows are left as from 0, and the last ones, which double the digits, are the same.
/// </summary>
internal static class SampleStart
{
    // A quarter of the rows, but no more than so many, and so many for each coefficient of an equation that the start is nearer than 0 by
    // some iterations.
    private const int MostRows = 16_384;
    private const int LargestShare = 4;
    private const int RowsPerParameter = 64;

    // n·p² multiply-adds of a pass, below which there is nothing to save.
    private const double LeastWork = 2e8;

    // Rows side by side come from the same lines of memory.
    private const int RunRows = 16;
    private const int JudgingShare = 8;

    // Far below the sampling error.
    private const double Tolerance = 1e-4;
    private const int MostIterations = 15;

    /// <summary>Fits a sample, which takes a short run of rows at random from each stretch of them, so that no order of theirs matters
    /// much.</summary>
    /// <param name="problem">The problem to solve.</param>
    /// <param name="data">The rows.</param>
    /// <param name="lambda">λ of the penalty that is asked for, 0 for none.</param>
    /// <param name="objectives">The factory of objectives.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The start; <see langword="null"/> where there are too few rows, or the sample's fit says no more of other rows than no
    /// model does.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static SampledStart? Find(
        TrainingProblem problem, ClassificationData data, double lambda, ObjectiveFactory objectives, CancellationToken cancellationToken)
    {
        int parameterCount = problem.Objective.ParameterCount;
        int sampleRows = (int)Math.Min(MostRows, data.Parts.TotalCount / LargestShare);
        bool pays = (double)data.Parts.TotalCount * parameterCount * parameterCount >= LeastWork
            && sampleRows >= RowsPerParameter * (long)data.Design.ParameterCount;
        if (problem.Solver.Kind != SolverKind.Newton || !pays)
        {
            return null;
        }

        // Of every nine runs of rows eight are for fitting and one is for judging.
        long[] rows = Draw(data.Parts.TotalCount, sampleRows / RunRows * (JudgingShare + 1) / JudgingShare);
        ClassificationData fitted = data.SelectRows([.. rows.Where((_, index) => !IsForJudging(index))], objectives.Threads);
        ClassificationData judged = data.SelectRows([.. rows.Where((_, index) => IsForJudging(index))], objectives.Threads);
        bool hasReference = parameterCount < data.ClassCount * data.Design.ParameterCount;

        var penalty = new Penalty(Math.Max(lambda, 1.0 / sampleRows), PenaltyFactors(fitted.Design));
        SolverResult result = new NewtonSolver().Minimize(
            objectives.Likelihood(fitted, penalty, hasReference),
            new double[parameterCount],
            new SolverOptions(MostIterations, Tolerance),
            null,
            cancellationToken);
        IObjective judge = objectives.Likelihood(judged, Penalty.None, hasReference);
        double[] gradient = new double[parameterCount];
        double loss = judge.Evaluate(result.Parameters, gradient, [], cancellationToken).Loss;
        return loss < judge.Evaluate(new double[parameterCount], gradient, [], cancellationToken).Loss
            ? new SampledStart(result.Parameters, (int)fitted.Parts.TotalCount)
            : null;
    }

    // Levels that the sample separates must not run away, nor the slope of a number in a level that has few rows: its column is divided by
    // its standard deviation over all rows.
    private static double[]? PenaltyFactors(DesignMatrix design)
    {
        double[] factors = Array.ConvertAll(new ColumnAccess(design).MeanSquaresOfSparse(), mean => Math.Max(1, mean));
        factors[0] = 0;
        return factors.Skip(1).All(factor => factor == 1) ? null : factors;
    }

    private static bool IsForJudging(int index) => index / RunRows % (JudgingShare + 1) == JudgingShare;

    private static long[] Draw(long rowCount, int runs)
    {
        var random = new SplitMix(seed: 0);
        long[] rows = new long[runs * RunRows];
        for (int run = 0; run < runs; run++)
        {
            long first = (long)((Int128)rowCount * run / runs);
            long next = (long)((Int128)rowCount * (run + 1) / runs);
            long start = first + random.Next(next - first - RunRows + 1);
            for (int row = 0; row < RunRows; row++)
            {
                rows[(run * RunRows) + row] = start + row;
            }
        }

        return rows;
    }
}
