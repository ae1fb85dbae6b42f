namespace LogReg.Evaluation;

/// <summary>What is made of a ranking, score after score from the highest down.</summary>
internal interface IScoreSteps
{
    /// <summary>Takes the rows of a score.</summary>
    /// <param name="step">The score, and what is above it.</param>
    void Add(in ScoreStep step);

    /// <summary>Ends a run of scores: each has about as many rows, and none depends on how many processes share them.</summary>
    /// <param name="run">Its number, from 0 at the highest scores.</param>
    void EndRun(long run);
}
