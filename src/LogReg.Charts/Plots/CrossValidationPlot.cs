using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Plots;

/// <summary>What cross-validation found at each λ, with standard errors, the best λ and the one within a standard error of it.</summary>
internal static class CrossValidationPlot
{
    private const int Width = 900;
    private const int Height = 620;

    /// <summary>The figure of a model.</summary>
    /// <exception cref="LogRegException">λ of the model was not chosen by cross-validation.</exception>
    public static Figure Draw(LogisticModel model)
    {
        CrossValidation validation = model.Validation
            ?? throw new LogRegException(
                "the model was not cross-validated",
                $"train with {Remedies.LassoCrossValidated} (or {Remedies.Ridge}), which tries many λ");
        CrossValidationPoint[] points = Drawable(validation);
        double[] alphas = [.. points.Select(point => point.Alpha).Distinct()];
        string metric = NameOf(validation.Metric, model.Target.IsBinary);
        Series[] series =
        [
            .. Bound(validation),
            .. alphas.SelectMany((_, index) => Curve(validation, points, alphas, index, metric)),
            .. Choices(validation, metric),
        ];
        CrossValidationPoint[] taken = [.. points.Where(point => point.Alpha == validation.Selected.Alpha)];
        bool hasCounts = taken.Select(point => point.NonZeroCount).Distinct().Count() > 1;
        var curves = new Chart
        {
            X = Horizontal(points, isLast: !hasCounts),
            Y = new Axis { Label = $"cross-validated {metric}" },
            Series = series,
            Legend = LegendPlace.Above,
            Share = 2.6,
        };
        return new Figure
        {
            Name = "cv",
            Title = $"Cross-validation of {TargetText.Of(model.Target)}",
            Subtitle =
                $"{validation.Folds} folds, {(alphas.Length == 1 ? $"α = {NumberFormat.Setting(alphas[0])}, " : "")}{points.Length} models"
                    + (hasCounts ? "; below, the number of nonzero coefficients" : ""),
            Description = $"Cross-validated {metric} against λ. "
                + string.Join(
                    ' ', series.OfType<PointSeries>().Where(one => one.Name.Length > 0).Select(one => $"{one.Points[0].Tooltip}.")),
            Width = Width,
            Height = Height,
            Charts = hasCounts ? [curves, Counts(points, taken)] : [curves],
        };
    }

    // The axis is logarithmic.
    private static CrossValidationPoint[] Drawable(CrossValidation validation)
    {
        if (!validation.ChoosesLambda)
        {
            throw new LogRegException(
                "the model was cross-validated at one λ, so there is no curve to draw",
                $"train with {Remedies.LambdaCrossValidated}, which tries many λ; {ChartOperations.SeeCrossValidation}");
        }

        CrossValidationPoint[] points = [.. validation.Points.Where(point => point.Lambda > 0)];
        return points.Length > 0
            ? points
            : throw new LogRegException(
                "cross-validation tried λ = 0 only, which a logarithmic axis cannot show",
                $"train with {Remedies.LambdaCrossValidated}, which tries many λ; {ChartOperations.SeeCrossValidation}");
    }

    private static IEnumerable<Series> Bound(CrossValidation validation)
    {
        MetricEstimate best = validation.Best.Of(validation.Metric);
        double bound = validation.Metric == ValidationMetric.LogLoss ? best.Mean + best.StandardError : best.Mean - best.StandardError;
        if (double.IsFinite(bound))
        {
            yield return ReferenceLine.Horizontal(bound) with { Name = "one standard error from the best" };
        }
    }

    private static IEnumerable<Series> Curve(
        CrossValidation validation, CrossValidationPoint[] points, double[] alphas, int index, string metric)
    {
        double alpha = alphas[index];
        Ink ink = alphas.Length == 1 ? Inks.Series[0] : Inks.Series[(index + 3) % Inks.Series.Count];
        CrossValidationPoint[] own = [.. points.Where(point => point.Alpha == alpha)];
        bool isTaken = alpha == validation.Selected.Alpha;
        yield return new LineSeries([.. own.Select(point => point.Lambda)], [.. own.Select(point => point.Of(validation.Metric).Mean)])
        {
            Name = alphas.Length == 1
                ? $"mean of {validation.Folds} folds, with standard errors"
                : $"α = {NumberFormat.Setting(alpha)}{(isTaken ? ", with standard errors" : "")}",
            Ink = ink,
            Width = isTaken ? 2 : 1.25,
        };
        if (isTaken)
        {
            yield return new PointSeries([.. own.Select(point => Mark(point, validation.Metric, metric))]) { Ink = ink, Radius = 2.5 };
        }
    }

    private static IEnumerable<Series> Choices(CrossValidation validation, string metric)
    {
        bool isSame = validation.BestIndex == validation.OneStandardErrorIndex;
        if (!isSame)
        {
            yield return Choice(validation, validation.OneStandardErrorIndex, metric, "within one standard error", Inks.Series[2]);
        }

        yield return Choice(
            validation, validation.BestIndex, metric, isSame ? "best, and within one standard error" : "best", Inks.Series[1]);
    }

    private static Chart Counts(CrossValidationPoint[] points, CrossValidationPoint[] taken) => new()
    {
        X = Horizontal(points, isLast: true),
        Y = new Axis { Label = "nonzero", Minimum = 0, Maximum = taken.Max(point => point.NonZeroCount) * 1.15 },
        Series =
        [
            new LineSeries([.. taken.Select(point => point.Lambda)], [.. taken.Select(point => (double)point.NonZeroCount)])
            {
                Ink = Inks.Series[5],
                Width = 2,
            },
        ],
    };

    private static Axis Horizontal(CrossValidationPoint[] points, bool isLast)
    {
        (double least, double greatest) = (points.Min(point => point.Lambda), points.Max(point => point.Lambda));
        double air = Math.Pow(greatest / least, 0.015);
        return new Axis
        {
            Label = isLast ? "λ (logarithmic, falling)" : "",
            HasLabels = isLast,
            IsLogarithmic = true,
            IsReversed = true,
            Minimum = least / air,
            Maximum = greatest * air,
        };
    }

    private static PointSeries Choice(CrossValidation validation, int index, string metric, string what, Ink ink)
    {
        CrossValidationPoint point = validation.Points[index];
        bool isTaken = validation.SelectedIndex == index;
        DataPoint mark = Mark(point, validation.Metric, metric);
        return new PointSeries(
            [mark with { YInterval = (double.NaN, double.NaN), Tooltip = $"{char.ToUpperInvariant(what[0])}{what[1..]}: {mark.Tooltip}" }])
        {
            Name = $"{what}: λ = {NumberFormat.Significant(point.Lambda, 3)}{(isTaken ? ", taken" : "")}",
            Ink = ink,
            Radius = 7,
        };
    }

    private static DataPoint Mark(CrossValidationPoint point, ValidationMetric metric, string name)
    {
        MetricEstimate estimate = point.Of(metric);
        string tooltip = string.Create(
            CultureInfo.InvariantCulture,
            $"λ = {point.Lambda:G4}: {name} {NumberFormat.Significant(estimate.Mean, 4)} ± "
                + $"{NumberFormat.Significant(estimate.StandardError, 2)}, {NumberFormat.Count(point.NonZeroCount, "coefficient")} nonzero");
        return new DataPoint(point.Lambda, estimate.Mean, tooltip)
        {
            YInterval = (estimate.Mean - estimate.StandardError, estimate.Mean + estimate.StandardError),
        };
    }

    private static string NameOf(ValidationMetric metric, bool isBinary) =>
        (metric == ValidationMetric.RocAuc && !isBinary ? "mean " : "") + ValidationText.MetricName(metric);
}
