using LogReg.Checking;
using LogReg.Objectives;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The rows of a fit as design matrices, with what was learned about them on the way.</summary>
internal sealed record EncodedRows
{
    /// <summary>The target and its classes.</summary>
    public required TargetDescription Target { get; init; }

    /// <summary>The features, described by the training rows.</summary>
    public required FeatureFit Features { get; init; }

    /// <summary>The effect of class weights and a prior.</summary>
    public required ClassBalance Balance { get; init; }

    /// <summary>The training rows, weighted for fitting.</summary>
    public required ClassificationData Fitting { get; init; }

    /// <summary>The training rows, weighted for evaluation.</summary>
    public required ClassificationData Training { get; init; }

    /// <summary>The rows held out, weighted for evaluation; or <see langword="null"/>.</summary>
    public required ClassificationData? Test { get; init; }

    /// <summary>The rows whose loss decides when to stop, weighted for fitting; or <see langword="null"/>.</summary>
    public required ClassificationData? Watched { get; init; }

    /// <summary>The training rows' own weights, without those of classes and of a prior; <see langword="null"/> if every row has weight
    /// 1.</summary>
    public required double[]? RowWeights { get; init; }

    /// <summary>The clusters of the training rows, or <see langword="null"/>.</summary>
    public required ClusterCodes? Clusters { get; init; }

    /// <summary>The treatment of missing cells; <see langword="null"/> if there are none.</summary>
    public required MissingSummary? Missing { get; init; }

    /// <summary>Levels that rule out finite estimates by themselves.</summary>
    public required FitFindings Levels { get; init; }

    /// <summary>The problems found in the data.</summary>
    public required IReadOnlyList<DataFinding> Findings { get; init; }

    /// <summary>The layout of the terms.</summary>
    public TermLayout Layout => Features.Layout;

    /// <summary>Describes the features by the training rows, checks the data, and encodes the rows.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data. If the fit owns the table, its columns are overwritten.</param>
    /// <param name="rows">Which rows train, and which are held out.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">No feature is left, or a column cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static EncodedRows Encode(FitPlan plan, TrainingInput input, TrainingRows rows, CancellationToken cancellationToken)
    {
        var encoder = new RowEncoder(plan, input);
        FeatureFit features = encoder.FitFeatures(rows.Training, plan.Threads);
        FitFindings levels = plan.IsMaximumLikelihood
            ? LevelCheck.LevelsWithoutAllClasses(input.Table, features, rows.Training, rows.Target.Classes.Count)
            : FitFindings.None;
        MissingSummary? missing = MissingDecision.Complete(plan, rows.Missing, input, features, rows.Training.Selection);
        ClusterCodes? clusters = ReadClusters(input, rows);
        IReadOnlyList<DataFinding> findings = TrainingFindings.Of(plan, input, rows, features);

        // The training rows come last: they may be standardised in the table itself.
        ClassificationData? test = EncodeCopy(rows.Test);
        ClassificationData? watched = EncodeCopy(rows.Watched);
        ClassificationData training = Encode(rows.Training, input.OwnsTable ? null : input.Table.Storage);
        cancellationToken.ThrowIfCancellationRequested();
        var balance = ClassBalance.Create(plan, rows.Target, rows.Training, input.Source);
        return new EncodedRows
        {
            Target = rows.Target,
            Features = features,
            Balance = balance,
            Fitting = balance.ForFitting(training),
            Training = balance.ForEvaluation(training),
            Test = test is null ? null : balance.ForEvaluation(test),
            Watched = watched is null ? null : balance.ForFitting(watched),
            RowWeights = training.Weights,
            Clusters = clusters,
            Missing = missing,
            Levels = levels,
            Findings = findings,
        };

        ClassificationData? EncodeCopy(RowSet? own) => own is null ? null : Encode(own, input.Table.Storage);
        ClassificationData Encode(RowSet own, ColumnStorage? copies) =>
            encoder.Encode(features, own, rows.Target.Classes.Count, copies, plan.Threads);
    }

    private static ClusterCodes? ReadClusters(TrainingInput input, TrainingRows rows)
    {
        if (input.Roles.Cluster is null)
        {
            return null;
        }

        var clusters = ClusterCodes.Read(input.Table, input.Roles.Cluster, rows.Training.Selection, input.FindRow, input.Source);
        clusters.RequireSeveral(input.Source);
        return clusters;
    }
}
