namespace LogReg.Evaluation;

/// <summary>The rows of one score, in a ranking from the highest score down.</summary>
/// <param name="Score">The score.</param>
/// <param name="Positives">The weight of its positive rows.</param>
/// <param name="Negatives">The weight of its negative rows.</param>
/// <param name="PositivesAbove">The weight of the positive rows of all higher scores.</param>
/// <param name="NegativesAbove">The weight of the negative rows of all higher scores.</param>
internal readonly record struct ScoreStep(double Score, double Positives, double Negatives, double PositivesAbove, double NegativesAbove);
