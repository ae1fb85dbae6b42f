namespace LogReg.Cli.Output;

/// <summary>The content of a training report.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Regression">The options that it was made with.</param>
/// <param name="Data">The name of the data.</param>
/// <param name="ModelPath">Where the model was written.</param>
/// <param name="TracePath">Where the history was written, or <see langword="null"/>.</param>
internal sealed record TrainOutcome(LogisticFit Fit, LogisticRegression Regression, string Data, string ModelPath, string? TracePath)
{
    /// <summary>Where the regularisation path was written, or <see langword="null"/>.</summary>
    public string? PathOutput { get; init; }

    /// <summary>Where the page was written, or <see langword="null"/>.</summary>
    public string? ReportPath { get; init; }

    /// <summary>The command that checks the same data, for a hint.</summary>
    public required string CheckCommand { get; init; }

    /// <summary>Which coefficients to show.</summary>
    public CoefficientView View { get; init; }

    /// <summary>The model that the solver started from, or <see langword="null"/>.</summary>
    public string? InitialPath { get; init; }
}
