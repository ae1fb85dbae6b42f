using LogReg.Design;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Updating;

/// <summary>A maximum likelihood fit of few columns to the rows of an update.</summary>
/// <param name="Parameters">The parameters, that of the column of ones first.</param>
/// <param name="LogLikelihood">The log-likelihood.</param>
/// <param name="Rank">The number of free parameters.</param>
/// <param name="Result">The result of the solver.</param>
internal sealed record UpdateFit(double[] Parameters, double LogLikelihood, int Rank, SolverResult Result)
{
    private const int ChunkRows = DesignMatrix.UnitsPerChunk * RowBlock.Capacity;
    private const double Tolerance = 1e-8;

    /// <summary>Fits the columns.</summary>
    /// <param name="columns">The columns, ones first, each with a value for each row.</param>
    /// <param name="classes">1 for a positive row, 0 for a negative one.</param>
    /// <param name="offsets">What is added to the log-odds of each row; <see langword="null"/> for nothing.</param>
    /// <param name="start">Where to start, where parameters that the rows do not determine remain.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    public static UpdateFit Of(
        IReadOnlyList<double[]> columns, int[] classes, double[]? offsets, double[] start, CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, columns.Count)];
        var chunks = new List<DesignChunk>();
        for (int first = 0; first < classes.Length; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, classes.Length - first);
            chunks.Add(new DesignChunk([new DenseGroup(0, [.. columns.Select(column => column[first..(first + count)])])], count));
        }

        var data = new ClassificationData(new DesignMatrix(chunks, columns.Count, all), classes, classCount: 2, weights: null, offsets);
        IObjective objective = new ObjectiveFactory(Environment.ProcessorCount).Likelihood(data, Penalty.None, hasReference: true);
        var solver = new FallbackSolver(new NewtonSolver());
        SolverResult result = solver.Minimize(
            objective,
            start,
            new SolverOptions(solver.DefaultMaxIterations, Tolerance, null) { WeightSum = data.WeightSum },
            progress: null,
            cancellationToken);
        return new UpdateFit(
            result.Parameters,
            -result.Evaluation.Loss * data.WeightSum,
            columns.Count - result.DependentParameters.Count,
            result);
    }
}
