namespace LogReg.Charts.Text;

/// <summary>The content of an evaluation report.</summary>
/// <param name="Model">The model.</param>
/// <param name="ModelPath">The path of the model; empty if it has none.</param>
/// <param name="Data">The name of the data.</param>
/// <param name="Evaluation">The metrics of the model on them.</param>
internal sealed record EvaluationOutcome(LogisticModel Model, string ModelPath, string Data, ModelEvaluation Evaluation)
{
    /// <summary>The column of the rows' weights, or <see langword="null"/>.</summary>
    public string? WeightColumn { get; init; }
}
