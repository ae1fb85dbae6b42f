using LogReg.Design;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Updating;

/// <summary>A maximum likelihood fit of few columns to the rows of an update.</summary>
/// <param name="Parameters">The parameters, that of the column of ones first.</param>
/// <param name="LogLikelihood">The log-likelihood; where the columns separate rows, its least upper bound.</param>
/// <param name="Rank">The number of free parameters.</param>
/// <param name="Result">The result of the solver.</param>
/// <param name="Existence">Whether the estimates exist.</param>
internal sealed record UpdateFit(
    double[] Parameters, double LogLikelihood, int Rank, SolverResult Result, SeparationResult Existence)
{
    // Standardised coefficients are of the size 1; near a true maximum the step is some 1e-6 at most.
    private const double LongStep = 0.01;

    private const int ChunkRows = DesignMatrix.UnitsPerChunk * RowBlock.Capacity;
    private const double Tolerance = 1e-8;

    /// <summary>Whether the fit converged and all estimates are finite.</summary>
    public bool IsFinite => Result.Termination.IsConverged() && (Existence.Kind == SeparationKind.None
        || (Existence.Kind == SeparationKind.Undetermined && !IsMoving));

    /// <summary>Whether the classes are separated completely, or the solver did not converge: there is nothing to take for
    /// estimates.</summary>
    public bool HasFailed => Existence.Kind == SeparationKind.Complete || !Result.Termination.IsConverged();

    private bool IsMoving => Result.NewtonStep?.Any(step => Math.Abs(step) > LongStep) != false;

    /// <summary>Fits the columns.</summary>
    /// <param name="columns">The columns, ones first, each with a value for each row.</param>
    /// <param name="classes">1 for a positive row, 0 for a negative one.</param>
    /// <param name="weights">The weight of each row, above 0; <see langword="null"/> if each has weight 1.</param>
    /// <param name="offsets">What is added to the log-odds of each row; <see langword="null"/> for nothing.</param>
    /// <param name="start">Where to start, where parameters that the rows do not determine remain.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    public static UpdateFit Of(
        IReadOnlyList<double[]> columns,
        int[] classes,
        double[]? weights,
        double[]? offsets,
        double[] start,
        CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, columns.Count)];
        var chunks = new List<DesignChunk>();
        for (int first = 0; first < classes.Length; first += ChunkRows)
        {
            int count = Math.Min(ChunkRows, classes.Length - first);
            chunks.Add(new DesignChunk([new DenseGroup(0, [.. columns.Select(column => column[first..(first + count)])])], count));
        }

        var data = new ClassificationData(new DesignMatrix(chunks, columns.Count, all), classes, classCount: 2, weights, offsets);
        IObjective objective = new ObjectiveFactory(Environment.ProcessorCount).Likelihood(data, Penalty.None, hasReference: true);
        var solver = new FallbackSolver(new NewtonSolver());
        SolverResult result = solver.Minimize(
            objective,
            start,
            new SolverOptions(solver.DefaultMaxIterations, Tolerance, null) { WeightSum = data.WeightSum },
            progress: null,
            cancellationToken);
        SeparationResult existence = SeparationAnalysis.Analyze(data, result, Environment.ProcessorCount, cancellationToken);
        bool isLimit = existence.Kind is SeparationKind.Quasi;
        return new UpdateFit(
            isLimit ? existence.Parameters : result.Parameters,
            -(isLimit ? existence.Loss : result.Evaluation.Loss) * data.WeightSum,
            columns.Count - result.DependentParameters.Count,
            result,
            existence);
    }
}
