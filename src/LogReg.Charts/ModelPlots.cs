using LogReg.Charts.Plots;
using LogReg.Data;

namespace LogReg.Charts;

/// <summary>Figures of models. Those of rows score a file each; <see cref="ScoredRows.Read"/> scores it once for several figures.</summary>
public static class ModelPlots
{
    /// <summary>Draws the odds ratios of a model with their confidence intervals (forest plot).</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The units, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">No coefficient has a finite estimate, or the model has an intercept only.</exception>
    public static Figure PlotCoefficients(this LogisticModel model, CoefficientsPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return CoefficientsPlot.Draw(model, options ?? new CoefficientsPlotOptions());
    }

    /// <summary>Draws the predicted probability against one feature, with the others at their mean or most frequent level.</summary>
    /// <param name="model">The model.</param>
    /// <param name="feature">The name of the feature.</param>
    /// <exception cref="ArgumentException">The model has features, but none of this name.</exception>
    /// <exception cref="LogRegException">The model has no feature, or its log-odds leave the range of a double.</exception>
    public static Figure PlotEffect(this LogisticModel model, string feature)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(feature);
        return EffectPlot.Draw(model, feature);
    }

    /// <summary>Draws the coefficients of a model along its regularisation path.</summary>
    /// <param name="model">A model trained on a path of λ.</param>
    /// <exception cref="LogRegException">The model has no path, or one of λ = 0 only.</exception>
    public static Figure PlotPath(this LogisticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return PathPlot.Draw(model);
    }

    /// <summary>Draws the cross-validated metric against λ, with the best λ and the largest one within a standard error of it.</summary>
    /// <param name="model">A model whose λ was chosen by cross-validation.</param>
    /// <exception cref="LogRegException">Cross-validation did not choose λ.</exception>
    public static Figure PlotCrossValidation(this LogisticModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return CrossValidationPlot.Draw(model);
    }

    /// <summary>Draws the ROC curve: the true positive rate against the false positive rate.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">A column is missing, all rows have the same class, or the input is broken.</exception>
    public static Figure PlotRoc(this LogisticModel model, DataSource data, ScoredRowsOptions? options = null) =>
        ScoredRows.Read(model, data, options).PlotRoc();

    /// <summary>Draws precision against recall, with the base rate.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">A column is missing, all rows have the same class, or the input is broken.</exception>
    public static Figure PlotPrecisionRecall(this LogisticModel model, DataSource data, ScoredRowsOptions? options = null) =>
        ScoredRows.Read(model, data, options).PlotPrecisionRecall();

    /// <summary>Draws observed proportions against predicted probabilities, above a histogram of the probabilities.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class, or the input is broken.</exception>
    public static Figure PlotCalibration(this LogisticModel model, DataSource data, ScoredRowsOptions? options = null) =>
        ScoredRows.Read(model, data, options).PlotCalibration();

    /// <summary>Draws the cumulative gain: the proportion of positive rows found among the most probable rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">A column is missing, all rows have the same class, or the input is broken.</exception>
    public static Figure PlotGain(this LogisticModel model, DataSource data, ScoredRowsOptions? options = null) =>
        ScoredRows.Read(model, data, options).PlotGain();

    /// <summary>Draws precision, recall, F1 and the cost of errors against the threshold.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="costs">The costs of errors, or <see langword="null"/> for 1 each.</param>
    /// <param name="options">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">The model has more than two classes, a column is missing, all rows have the same class, or the
    /// input is broken.</exception>
    public static Figure PlotThreshold(
        this LogisticModel model, DataSource data, ThresholdPlotOptions? costs = null, ScoredRowsOptions? options = null) =>
        ScoredRows.Read(model, data, options).PlotThreshold(costs);

    /// <summary>Draws the confusion matrix, shaded by the proportion of the actual class.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class, or the input is broken.</exception>
    public static Figure PlotConfusion(this LogisticModel model, DataSource data, ScoredRowsOptions? options = null) =>
        ScoredRows.Read(model, data, options).PlotConfusion();
}
