namespace LogReg.Charts.Text;

/// <summary>What texts of figures and pages tell their reader to call, or to run.</summary>
internal static class ChartOperations
{
    /// <summary>The metrics of a model that was cross-validated at one λ, in a sentence about "the one".</summary>
    public static Operation SeeCrossValidation { get; } = new("LogisticModel.Validation has the one");

    /// <summary>All coefficients of a model.</summary>
    public static Operation ListCoefficients { get; } = new("LogisticModel.CoefficientsOf");

    /// <summary>All coefficients of a model, even of functions and products of columns.</summary>
    public static Operation ListTermCoefficients { get; } = new("LogisticModel.CoefficientsOf");

    /// <summary>All features of a model.</summary>
    public static Operation ListFeatures { get; } = new("LogisticModel.Features");

    /// <summary>The curves of a model with many classes.</summary>
    public static Operation PlotCurves { get; } = new("RowPlots");

    /// <summary>The figure of a confusion matrix.</summary>
    public static Operation PlotConfusion { get; } = new("PlotConfusion");

    /// <summary>The figure of precision and recall.</summary>
    public static Operation PlotPrecisionRecall { get; } = new("PlotPrecisionRecall");
}
