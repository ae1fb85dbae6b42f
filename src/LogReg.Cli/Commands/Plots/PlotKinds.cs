using LogReg.Charts;
using LogReg.Charts.Plots;
using LogReg.Cli.Files;
using LogReg.Solvers;

namespace LogReg.Cli.Commands.Plots;

/// <summary>The kinds of plots: which options each has, and the function of LogReg.Charts that draws it.</summary>
internal static class PlotKinds
{
    /// <summary>What a kind about one feature needs.</summary>
    public const string Feature = "FEATURE";

    /// <summary>What a kind that draws a model needs.</summary>
    public const string Model = "MODEL.json";

    /// <summary>What a kind that draws rows needs.</summary>
    public const string Data = "DATA.csv";

    private static readonly SolverKind[] UsualSolvers = [SolverKind.GradientDescent, SolverKind.Lbfgs, SolverKind.Newton];

    /// <summary>All kinds, in the order of the help.</summary>
    public static IReadOnlyList<PlotKind> All { get; } =
    [
        new("sigmoid", "the sigmoid σ and its derivative σ′", request => FitPlots.PlotSigmoid(request.SigmoidOptions))
        {
            OptionsOf = options => options.OfSigmoid,
        },
        new("loss", "loss, gradient and saturated rows by iteration, for several solvers", Loss)
        {
            Needs = [Data],
            OptionsOf = options => options.OfFits,
        },
        new("roc", "ROC curve: true positive rate against false positive rate", request => request.Score().PlotRoc())
        {
            Needs = [Model, Data],
            OptionsOf = options => [options.Threshold, .. options.OfRows],
        },
        new("precision-recall", "precision against recall, with the base rate", request => request.Score().PlotPrecisionRecall())
        {
            Needs = [Model, Data],
            OptionsOf = options => [options.Threshold, .. options.OfRows],
        },
        new(
            "calibration",
            "observed proportions against predicted probabilities, above a histogram of the probabilities",
            request => request.Score().PlotCalibration())
        {
            Needs = [Model, Data],
            OptionsOf = options => options.OfRows,
        },
        new(
            "gain",
            "cumulative gains: proportion of positive rows found among the most probable rows",
            request => request.Score().PlotGain())
        {
            Needs = [Model, Data],
            OptionsOf = options => options.OfRows,
        },
        new("threshold", "precision, recall, F1 and cost against the threshold", Threshold)
        {
            Needs = [Model, Data],
            OptionsOf = options => [options.Threshold, options.Cost, .. options.OfRows],
        },
        new("confusion", "confusion matrix: actual against predicted classes", request => request.Score().PlotConfusion())
        {
            Needs = [Model, Data],
            OptionsOf = options => [options.Threshold, .. options.OfRows],
        },
        new(
            "coefficients",
            "odds ratios with confidence intervals (forest plot)",
            request => request.OfModel(model => model.PlotCoefficients(request.CoefficientsOptions)))
        {
            Needs = [Model],
            OptionsOf = options => [options.Lambda, options.PerDeviation],
        },
        new("path", "regularisation path: coefficients against λ", request => request.OfModel(model => model.PlotPath()))
        {
            Needs = [Model],
        },
        new(
            "cv",
            "cross-validated metric against λ, with the best λ and the 1-SE λ",
            request => request.OfModel(model => model.PlotCrossValidation())) { Needs = [Model] },
        new("effect", "probability against one feature, with the others at chosen or typical values, or on average over rows", Effect)
        {
            Needs = [Feature, Model],
            Takes = [Data],
            OptionsOf = options => options.OfEffect,
        },
    ];

    private static Figure Loss(PlotRequest request)
    {
        if (request.DataPath == DataInput.StandardInput)
        {
            throw new UsageException(
                "'logreg plot loss' reads the data once for each solver, and standard input can be read once",
                "write the data to a file first");
        }

        LogisticRegression regression = request.Regression;
        LogisticFit[] fits = [.. (request.Solvers ?? UsualSolvers).Select(solver => request.Fit(regression with { Solver = solver }))];
        return fits.PlotLoss(Path.GetFileName(request.DataPath));
    }

    private static Figure Threshold(PlotRequest request)
    {
        // A model that has no threshold is refused before its rows are read.
        request.Require(ThresholdPlot.RequireTwoClasses);
        return request.Score().PlotThreshold(request.ThresholdOptions);
    }

    private static Figure Effect(PlotRequest request)
    {
        EffectPlotOptions options = request.EffectOptions;
        if (request.DataPath.Length == 0)
        {
            request.RequireNoRows();
        }
        else
        {
            request.RequireRowsUsed();
        }

        // What is wrong with the options is said before rows are read.
        try
        {
            request.Require(model => EffectChoice.Of(model, request.Feature, options));
        }
        catch (EffectChoiceException exception)
        {
            throw new UsageException(exception.Text, exception.Hint);
        }

        return request.DataPath.Length == 0
            ? request.OfModel(model => model.PlotEffect(request.Feature, options))
            : request.OfRows((model, rows, named, progress, token) => model.PlotEffect(
                request.Feature, rows, options, named, progress, token));
    }
}
