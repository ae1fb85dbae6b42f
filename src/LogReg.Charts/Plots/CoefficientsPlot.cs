using LogReg.Charts.Figures;
using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Plots;

/// <summary>A forest plot: the odds ratio of each coefficient with its confidence interval, on a logarithmic axis.</summary>
internal static class CoefficientsPlot
{
    private const int Width = 900;
    private const int HeightOfFrame = 190;
    private const int HeightOfRow = 30;
    private const int HeightOfClass = 13;
    private const int MostRows = 40;

    // Of a chart above another one.
    private const int HeightOfAxis = 70;

    /// <summary>The figure of a model.</summary>
    /// <exception cref="LogRegException">No coefficient has a finite estimate, or there is none but the intercept.</exception>
    public static Figure Draw(LogisticModel model, CoefficientsPlotOptions options)
    {
        bool isPerDeviation = options.PerStandardDeviation;
        string[] classes = [.. model.ClassesWithEquation];
        string[] all = [.. model.CoefficientsOf(classes[0]).Keys.Where(name => name != Coefficients.InterceptName)];
        if (all.Length == 0)
        {
            throw new LogRegException("the model has an intercept only, and no coefficient to draw", "train a model with features");
        }

        // What several terms of a formula do together, no single coefficient tells.
        bool hasFormula = model.CoefficientDescriptions.Any(one => one is { Term: not null, Feature: null });
        string[] names = hasFormula
            ? [.. model.CoefficientDescriptions.Where(one => model.FeatureOf(one) is not null).Select(one => one.Name)]
            : all;
        FeatureImportance[] others = hasFormula ? [.. ColumnsChart.Of(model, names)] : [];

        IReadOnlyDictionary<string, CoefficientEstimate>[] estimates = [.. classes.Select(name => Estimates(model, name, isPerDeviation))];
        bool isCut = names.Length > MostRows;
        if (isCut)
        {
            HashSet<string> strongest = [.. names.OrderByDescending(name => estimates.Max(one => Strength(one[name]))).Take(MostRows)];
            names = [.. names.Where(strongest.Contains)];
        }

        bool hasIntervals = estimates.Any(one => one.Values.Any(estimate => double.IsFinite(estimate.StandardError)));
        Series[] series =
        [
            ReferenceLine.Vertical(1),
            .. classes.SelectMany((_, index) => Equation(classes, index, names, estimates[index])),
        ];
        bool isEmpty = names.Length > 0 && series.OfType<PointSeries>().All(one => one.Points.Count == 0);
        if (isEmpty || (names.Length == 0 && others.Length == 0))
        {
            throw new LogRegException(
                "no coefficient has a finite estimate, since the features separate the classes",
                $"train with {Remedies.RidgeOfLambda(0.01)} or {Remedies.Firth}, which have an answer");
        }

        string confidence = hasIntervals ? $" with {NumberFormat.Setting(model.Inference!.Confidence * 100)}% intervals" : "";
        return new Figure
        {
            Name = "coefficients",
            Title = model.Target.IsBinary
                ? $"Odds ratios of {model.Target.Name} = {model.Target.Positive}"
                : $"Odds ratios of {model.Target.Name}, by class",
            Subtitle = (isPerDeviation ? "Per standard deviation" : "Per unit")
                + (hasIntervals ? $",{confidence}" : "; the model has no standard errors")
                + (isCut ? $"; the {MostRows} strongest of {model.CoefficientsOf(classes[0]).Count - 1} coefficients" : "")
                + (others.Length > 0 ? $"; columns with functions or products{(names.Length > 0 ? " below" : "")} by importance" : ""),
            Description =
                (names.Length == 0
                    ? ""
                    : $"Odds ratios{confidence}; to the right of 1 the odds rise with the feature, to the left they fall. "
                    + string.Join(' ', classes.Select((name, index) => Sentence(classes.Length == 1 ? "" : name, names, estimates[index]))))
                    + ColumnsChart.InWords(others),
            Width = Width,
            Height = HeightOfFrame + HeightOf(names.Length, classes.Length) + ColumnsChart.HeightOf(others),
            Charts =
            [
                .. names.Length == 0
                    ? []
                    : new[]
                    {
                        new Chart
                        {
                            X = new Axis { Label = "odds ratio (logarithmic)", IsLogarithmic = true },
                            Y = new Axis { Label = "", Categories = names },
                            Series = series,
                            Legend = LegendPlace.Above,
                            Share = others.Length > 0 ? HeightOfAxis + HeightOf(names.Length, classes.Length) : 1,
                        },
                    },
                .. others.Length == 0 ? [] : new[] { ColumnsChart.Draw(model, others) },
            ],
        };
    }

    private static int HeightOf(int rows, int classes) => rows * (HeightOfRow + ((classes - 1) * HeightOfClass));

    private static string Sentence(string className, string[] names, IReadOnlyDictionary<string, CoefficientEstimate> estimates)
    {
        string ratios = string.Join("; ", names.Select(name => $"{name}: {InWords(estimates[name])}"));
        return className.Length == 0 ? $"{ratios}." : $"{className}: {ratios}.";
    }

    // The classes of a softmax have a place each within a row.
    private static IEnumerable<Series> Equation(
        string[] classes, int index, string[] names, IReadOnlyDictionary<string, CoefficientEstimate> estimates)
    {
        double shift = classes.Length == 1 ? 0 : 0.6 * ((index / (classes.Length - 1.0)) - 0.5);
        foreach (NoteSeries note in names.Select((name, row) => Unestimated(estimates[name], row + shift)).OfType<NoteSeries>())
        {
            yield return note;
        }

        yield return new PointSeries([.. names.Select((name, row) => Point(estimates[name], row + shift)).OfType<DataPoint>()])
        {
            Name = classes.Length == 1 ? "" : classes[index],
            Ink = Inks.Series[index % Inks.Series.Count],
        };
    }

    private static Dictionary<string, CoefficientEstimate> Estimates(LogisticModel model, string className, bool isPerDeviation)
    {
        // A verdict of complete separation comes without standard errors.
        IEnumerable<CoefficientEstimate> estimates = model.Inference is { StandardErrorValues.Count: > 0 }
            ? model.Estimates(className)
            : model.CoefficientsOf(className).Select(pair => WithoutError(pair.Key, pair.Value));
        var deviations = model.CoefficientDescriptions.ToDictionary(one => one.Name, one => one.StandardDeviation ?? 1);
        return estimates.ToDictionary(
            estimate => estimate.Name, estimate => isPerDeviation ? Scale(estimate, deviations[estimate.Name]) : estimate);
    }

    private static CoefficientEstimate WithoutError(string name, double coefficient) =>
        new(name, coefficient, double.NaN, double.NaN, new ConfidenceInterval(double.NaN, double.NaN));

    private static CoefficientEstimate Scale(CoefficientEstimate estimate, double factor) => estimate with
    {
        Estimate = estimate.Estimate * factor,
        StandardError = estimate.StandardError * factor,
        Interval = new ConfidenceInterval(estimate.Interval.Lower * factor, estimate.Interval.Upper * factor),
    };

    private static double Strength(CoefficientEstimate estimate)
    {
        double strength = Math.Abs(double.IsFinite(estimate.ZValue) ? estimate.ZValue : estimate.Estimate);
        return double.IsNaN(strength) ? -1 : strength;
    }

    private static string InWords(CoefficientEstimate estimate) =>
        double.IsNaN(estimate.Estimate) ? "not determined by the data"
        : double.IsInfinity(estimate.Estimate) ? $"no finite estimate, the odds ratio tends to {(estimate.Estimate > 0 ? "infinity" : "0")}"
        : RatioFormat.Of(estimate.Estimate, 3).Text(estimate.Estimate);

    // What has no finite estimate has a word in its row, and an arrow where it goes.
    private static NoteSeries? Unestimated(CoefficientEstimate estimate, double row) =>
        double.IsNaN(estimate.Estimate) ? new NoteSeries(0, row, "not determined") { Anchor = TextAnchor.Start }
        : double.IsPositiveInfinity(estimate.Estimate) ? new NoteSeries(double.PositiveInfinity, row, "∞ →") { Anchor = TextAnchor.End }
        : double.IsNegativeInfinity(estimate.Estimate) ? new NoteSeries(0, row, "← 0") { Anchor = TextAnchor.Start }
        : null;

    private static DataPoint? Point(CoefficientEstimate estimate, double row)
    {
        if (!double.IsFinite(estimate.Estimate))
        {
            return null;
        }

        ConfidenceInterval interval = estimate.OddsRatioInterval;
        bool hasInterval = !double.IsNaN(interval.Lower);
        var format = RatioFormat.Of(estimate.Estimate, estimate.Interval.Lower, estimate.Interval.Upper);
        string tooltip = $"{estimate.Name}: {format.Text(estimate.Estimate)}"
            + (hasInterval
                ? $" ({format.Text(estimate.Interval.Lower)} to {format.Text(estimate.Interval.Upper)}), "
                    + $"{NumberFormat.PText(estimate.PValue)}"
                : "");
        return new DataPoint(estimate.OddsRatio, row, tooltip) { XInterval = (interval.Lower, interval.Upper) };
    }
}
