using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>A model that was fitted to test a term.</summary>
/// <param name="Layout">The layout of its terms.</param>
/// <param name="Solution">Where the fit ended.</param>
/// <param name="Rank">The number of parameters that the rows determine.</param>
internal sealed record TermModel(TermLayout Layout, FittedSolution Solution, int Rank)
{
    /// <summary>Whether the fit ended at the maximum of the likelihood, or at its limit.</summary>
    public bool HasConverged => Solution.Separation == SeparationKind.Complete || Solution.Result.Termination.IsConverged();

    /// <summary>Fits the model of a formula.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="features">The features and terms of the formula.</param>
    /// <param name="near">A model with some of the same terms, where the solver starts; <see langword="null"/> to start at 0.</param>
    /// <param name="renamed">The names that coefficients have in <paramref name="near"/>, if they have other ones there.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static TermModel Fit(
        FitPlan plan,
        TrainingInput input,
        TrainingRows rows,
        FeatureFit features,
        TermModel? near,
        IReadOnlyDictionary<string, string> renamed,
        CancellationToken cancellationToken)
    {
        var encoder = new RowEncoder(plan, input);
        using ColumnStorage scope = encoder.CreateScope();
        ClassificationData data = encoder.Encode(features, rows.Training, rows.Target.Classes.Count, scope, plan.Threads);
        var problem = TrainingProblem.Create(plan, data, features.Layout, rows.Target, input.Source);
        double[] start = new double[problem.Objective.ParameterCount];
        SolverResult result = problem.Solve(near?.StartOf(features.Layout, start.Length, renamed) ?? start, null, cancellationToken);
        if (near is not null && !result.Termination.IsConverged())
        {
            // Where the smaller model has run away, as under separation, its neighbourhood is no place to start from.
            result = problem.Solve(start, null, cancellationToken);
        }

        TrainingProblem.RequireFinite(result, input.Source);
        FittedSolution solution =
            new ExistenceAnalysis(plan, features.Layout, data, cancellationToken).Analyze(problem.Objective, result);

        // At β = 0, no row is all but certain: the columns alone decide what is determined.
        int rank = new InformationMatrix(problem.Objective, data.WeightSum, start, cancellationToken).Rank;
        return new TermModel(features.Layout, solution, rank);
    }

    // The columns are standardised alike in both models, so that parameters can be taken over.
    private double[] StartOf(TermLayout layout, int count, IReadOnlyDictionary<string, string> renamed)
    {
        double[] start = new double[count];
        var places = Layout.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        for (int place = 0; place < count; place++)
        {
            string name = layout.Names[place % layout.Count];
            if (places.TryGetValue(renamed.GetValueOrDefault(name, name), out int own))
            {
                start[place] = Solution.Parameters[(place / layout.Count * Layout.Count) + own];
            }
        }

        return start;
    }
}
