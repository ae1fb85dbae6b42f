using LogReg.Charts.Plots;
using LogReg.Evaluation;

namespace LogReg.Charts;

/// <summary>Figures of scored rows: how well a model predicts them.</summary>
public static class RowPlots
{
    /// <summary>Draws the ROC curve: the true positive rate against the false positive rate. Of several classes, each is drawn against the
    /// others.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="LogRegException">All rows have the same class.</exception>
    public static Figure PlotRoc(this ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return RocPlot.Draw(rows);
    }

    /// <summary>Draws precision against recall, with the base rate. Of several classes, each is drawn against the others.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="LogRegException">All rows have the same class.</exception>
    public static Figure PlotPrecisionRecall(this ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return PrecisionRecallPlot.Draw(rows);
    }

    /// <summary>Draws observed proportions against predicted probabilities by deciles, above a histogram of the probabilities.</summary>
    /// <param name="rows">The rows.</param>
    public static Figure PlotCalibration(this ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return CalibrationPlot.Draw(rows);
    }

    /// <summary>Draws the cumulative gain: the proportion of positive rows found among the most probable rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="LogRegException">All rows have the same class.</exception>
    public static Figure PlotGain(this ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return GainPlot.Draw(rows);
    }

    /// <summary>Draws precision, recall, F1 and the cost of errors against the threshold.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="costs">The costs of errors, or <see langword="null"/> for 1 each.</param>
    /// <exception cref="LogRegException">The model has more than two classes, or all rows have the same class.</exception>
    public static Figure PlotThreshold(this ScoredRows rows, ThresholdPlotOptions? costs = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return ThresholdPlot.Draw(rows, costs ?? new ThresholdPlotOptions());
    }

    /// <summary>Draws the confusion matrix, shaded by the proportion of the actual class.</summary>
    /// <param name="rows">The rows.</param>
    public static Figure PlotConfusion(this ScoredRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return ConfusionPlot.Draw(rows);
    }

    /// <summary>Draws a confusion matrix, such as that of an evaluation, shaded by the proportion of the actual class.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="title">The line above the figure.</param>
    public static Figure PlotConfusion(this ConfusionMatrix matrix, string title)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(title);
        return ConfusionPlot.Draw(matrix, title, "Shaded by proportion of the actual class");
    }
}
