using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The solutions of a fold, and how they do on the rows held out: what a checkpoint keeps of a fold that is done.</summary>
/// <param name="Steps">The solution at each λ.</param>
/// <param name="Scores">How each does on the rows held out.</param>
/// <param name="Weight">The weight of the rows held out.</param>
internal sealed record FoldOutcome(IReadOnlyList<PathStep> Steps, IReadOnlyList<FoldScore> Scores, double Weight)
{
    private const int ScoreNumbers = 3;

    /// <summary>The outcome that a checkpoint has kept.</summary>
    /// <param name="checkpoint">The fold's; <see langword="null"/> for none.</param>
    /// <returns>The outcome; <see langword="null"/> if the fold is not done.</returns>
    public static FoldOutcome? Resume(ISolverCheckpoint? checkpoint)
    {
        // A path that is still to go on has no number.
        if (checkpoint?.Resume() is not { Numbers: [double weight], Vectors: IReadOnlyList<double[]> vectors })
        {
            return null;
        }

        var reader = new StateReader(vectors);
        IReadOnlyList<PathStep> steps = reader.Steps();
        FoldScore[] scores = [.. reader.Numbers().Chunk(ScoreNumbers).Select(score => new FoldScore(score[0], score[1], score[2]))];
        return new FoldOutcome(steps, scores, weight);
    }

    /// <summary>Keeps the outcome.</summary>
    /// <param name="checkpoint">The fold's; <see langword="null"/> for none.</param>
    public void Keep(ISolverCheckpoint? checkpoint)
    {
        if (checkpoint is null)
        {
            return;
        }

        var writer = new StateWriter();
        writer.AddSteps(Steps);
        writer.AddNumbers([.. Scores.SelectMany(score => new[] { score.LogLoss, score.RocAuc, score.Accuracy })]);
        checkpoint.Keep([], writer.Vectors, [Weight]);
    }
}
