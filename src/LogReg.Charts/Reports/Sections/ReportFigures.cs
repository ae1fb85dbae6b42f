using LogReg.Charts.Plots;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The pictures of a report: those that the program draws and the model can have.</summary>
internal static class ReportFigures
{
    // As wide as half a page is, so that what is written in it can be read on a phone, too.
    private const int Width = 480;
    private const int HeightOfTitle = 55;
    private const double AirBetween = 1.2;
    private const double LeastShape = 0.72;
    private const int MostEffects = 2;
    private const int MostColumns = 10;

    // More curves in one picture are told apart by nobody.
    private const int MostCurves = EvaluationText.MostMatrixClasses;

    /// <summary>Whether there are too many classes for pictures with a curve or a mark for each.</summary>
    public static bool IsCrowded(ReportInput input) => input.Model.Target.Classes.Count > MostCurves;

    /// <summary>Draws some kinds of picture, in the order they are named.</summary>
    public static IReadOnlyList<Figure> Of(ReportInput input, params IReadOnlyList<string> kinds) =>
        [.. kinds.Where(kind => CanHave(input, kind)).Select(kind => Fit(Draw(input, kind)))];

    private static Figure Draw(ReportInput input, string kind) => kind switch
    {
        "coefficients" => CoefficientsPlot.Draw(input.Model, new CoefficientsPlotOptions()),
        "path" => PathPlot.Draw(input.Model),
        "cv" => CrossValidationPlot.Draw(input.Model),
        "roc" => RocPlot.Draw(input.Rows),
        "precision-recall" => PrecisionRecallPlot.Draw(input.Rows),
        "calibration" => CalibrationPlot.Draw(input.Rows),
        "gain" => GainPlot.Draw(input.Rows),
        "threshold" => ThresholdPlot.Draw(input.Rows, new ThresholdPlotOptions()),
        "confusion" => ConfusionPlot.Draw(input.Rows),
        _ => throw new ArgumentException($"A report has no figure '{kind}'.", nameof(kind)),
    };

    /// <summary>Draws what a report begins with: the importance of features, and the calibration, or an effect where that cannot
    /// be.</summary>
    public static IReadOnlyList<Figure> OfOpening(ReportInput input)
    {
        const int HeightOfCalibration = 470;
        Figure? importance = ImportanceFigure.Draw(input.Model);
        IReadOnlyList<Figure> beside = HasCalibration(input)
            ? [.. Of(input, "calibration").Select(figure => figure with { Height = HeightOfCalibration })]
            : [.. OfEffects(input).Take(1)];
        return [.. importance is null ? [] : new[] { Fit(importance) }, .. beside];
    }

    /// <summary>Whether there is a calibration curve, which a report then begins with.</summary>
    public static bool HasCalibration(ReportInput input) => CanHave(input, "calibration");

    /// <summary>Draws the effects of the features that move the prediction most.</summary>
    public static IReadOnlyList<Figure> OfEffects(ReportInput input) => IsCrowded(input)
        ? []
        : [
            .. MostImportant(input.Model).SelectMany(name => EffectOf(input, name)).Select(
                (figure, index) => Fit(figure with { Name = $"effect-{index + 1}" })),
        ];

    // Terms of a formula say what a column does only together.
    private static IEnumerable<string> MostImportant(LogisticModel model) =>
        model.CoefficientDescriptions.Any(description => description.Term is not null && description.Feature is null)
            ? model.Importance.Where(one => double.IsFinite(one.StandardDeviation) && one.StandardDeviation > 0).Take(MostEffects).Select(
                one => one.Feature)
            : EffectText.StrongestFeatures(model, MostEffects);

    // A model that somebody wrote by hand may have log-odds that are no numbers: the page does without that picture.
    private static IEnumerable<Figure> EffectOf(ReportInput input, string name)
    {
        try
        {
            return [EffectPlot.Draw(input.Model, name, new EffectPlotOptions())];
        }
        catch (LogRegException)
        {
            return [];
        }
    }

    private static bool CanHave(ReportInput input, string kind)
    {
        ConfusionMatrix matrix = input.Evaluation.Metrics.ConfusionMatrix;
        bool hasSeveralClasses = Enumerable.Range(0, matrix.Classes.Count).Count(code => matrix.ActualTotal(code) > 0) > 1;
        return kind switch
        {
            "cv" => input.Model.Validation is { ChoosesLambda: true } validation && validation.Points.Any(point => point.Lambda > 0),
            "confusion" => hasSeveralClasses,
            _ when IsCrowded(input) => false,
            "coefficients" => EffectText.StrongestFeatures(input.Model, 1).Count > 0,
            "path" => input.Model.Path?.Points.Any(point => point.Lambda > 0) == true,
            "threshold" => input.Model.Target.IsBinary && hasSeveralClasses,
            _ => hasSeveralClasses,
        };
    }

    /// <summary>Whether a figure has more columns of names than fit into half the width of the page.</summary>
    public static bool IsLarge(Figure figure) =>
        figure.Charts.Any(chart => chart is { X.Categories.Count: > MostColumns, Y.Categories: not null });

    private static Figure Fit(Figure figure)
    {
        // Rows of names need their height; other charts keep their shape, and those below each other a little more than that.
        Figure untitled = figure with { ShowsTitle = false, Height = figure.Height - HeightOfTitle };
        if (figure.Charts.Any(chart => chart.Y.Categories is not null && chart.X.Categories is null))
        {
            return untitled with { Width = Width };
        }

        // A matrix of many classes has a row of the page to itself.
        if (IsLarge(figure))
        {
            return untitled;
        }

        double shape = untitled.Height / (double)figure.Width * (figure.Charts.Count > 1 ? AirBetween : 1);
        return untitled with { Width = Width, Height = (int)Math.Round(Width * Math.Max(shape, LeastShape)) };
    }
}
