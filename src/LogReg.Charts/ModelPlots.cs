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

    /// <summary>Draws the predicted probability against one feature, through all terms that read it, with the others at given or typical
    /// values.</summary>
    /// <param name="model">The model.</param>
    /// <param name="feature">The name of the feature.</param>
    /// <param name="options">The values of the other features, or <see langword="null"/> for typical ones.</param>
    /// <exception cref="ArgumentException">The model has features, but none of this name; or the options name a feature or a level that it
    /// does not have, contradict each other, or ask for an average over rows.</exception>
    /// <exception cref="LogRegException">The model has no feature, or its log-odds leave the range of a double.</exception>
    public static Figure PlotEffect(this LogisticModel model, string feature, EffectPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(feature);
        return EffectPlot.Draw(model, feature, options ?? new EffectPlotOptions());
    }

    /// <summary>Draws the predicted probability against one feature, on average over rows if the options ask for it. The values of the
    /// feature in the rows are marked on the axis, for which the rows are read once more.</summary>
    /// <param name="model">The model.</param>
    /// <param name="feature">The name of the feature.</param>
    /// <param name="data">The rows, with the columns of the model; they need no target.</param>
    /// <param name="options">The values of the other features and whether to average, or <see langword="null"/> for the defaults.</param>
    /// <param name="rows">How rows count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="ArgumentException">The model has features, but none of this name; or the options name a feature or a level that it
    /// does not have, or contradict each other.</exception>
    /// <exception cref="LogRegException">The model has no feature, its log-odds leave the range of a double, a column is missing, or the
    /// input is broken.</exception>
    public static Figure PlotEffect(
        this LogisticModel model,
        string feature,
        DataSource data,
        EffectPlotOptions? options = null,
        ScoredRowsOptions? rows = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(data);
        var read = new EffectData(data, rows ?? new ScoredRowsOptions(), progress, cancellationToken);
        return EffectPlot.Draw(model, feature, options ?? new EffectPlotOptions(), read);
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
