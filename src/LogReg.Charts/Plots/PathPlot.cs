using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;

namespace LogReg.Charts.Plots;

/// <summary>The coefficients along a regularisation path, from the strongest penalty on.</summary>
internal static class PathPlot
{
    private const int Width = 900;
    private const int HeightOfOne = 560;
    private const int HeightOfMore = 330;
    private const int HeightOfFrame = 130;
    private const int MostNames = 8;
    private const int MostClasses = 6;

    private static readonly Dash[] Dashes = [Dash.Solid, Dash.Dashed];

    /// <summary>The figure of a model.</summary>
    /// <exception cref="LogRegException">The model has no path.</exception>
    public static Figure Draw(LogisticModel model)
    {
        RegularizationPath path = model.Path
            ?? throw new LogRegException("the model has no regularisation path", $"train one with {Remedies.LassoPath}");
        double[] lambdas = [.. path.Points.Select(point => point.Lambda).Where(lambda => lambda > 0)];
        if (lambdas.Length == 0)
        {
            throw new LogRegException(
                "the model's path has λ = 0 alone, which a logarithmic axis has no place for",
                $"train one with {Remedies.LassoPath}");
        }

        LogisticModel[] models = [.. lambdas.Select(model.AtLambda)];
        string[] all = [.. model.ClassesWithEquation];
        string[] classes = [.. all.Take(MostClasses)];
        string[] names = [.. model.CoefficientsOf(classes[0]).Keys.Where(name => name != Coefficients.InterceptName)];
        var scales = model.CoefficientDescriptions.ToDictionary(one => one.Name, one => one.StandardDeviation ?? 1);
        double ValueAt(LogisticModel one, string className, string name) =>
            one.CoefficientsOf(className)[name] * scales[name];
        string[] largest =
        [
            .. names.OrderByDescending(name => classes.Max(className => Math.Abs(ValueAt(models[^1], className, name)))).Take(MostNames),
        ];
        Chart[] charts = [.. classes.Select((className, index) => Panel(
            lambdas,
            largest,
            [.. names.Select(name => (name, models.Select(one => ValueAt(one, className, name)).ToArray()))],
            model.Training.Lambda,
            classes.Length == 1 ? "" : className,
            isFirst: index == 0,
            isLast: index == classes.Length - 1))];
        IEnumerable<string> counts = new[] { 0, lambdas.Length / 2, lambdas.Length - 1 }.Distinct().Select(index =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path.Points[index].NonZeroCount} are nonzero at {path.Points[index].Lambda:G3}"));
        return new Figure
        {
            Name = "path",
            Title = $"Coefficients of {TargetText.Of(model.Target, ", by class")} as the penalty falls",
            Subtitle =
                $"Per standard deviation of a numeric feature, and per level; α = {NumberFormat.Setting(path.Alpha)}, {path.Points.Count} λ"
                    + (all.Length > classes.Length ? $"; the first {classes.Length} of {all.Length} classes" : ""),
            Description =
                $"{names.Length} coefficients against λ, from {NumberFormat.Setting(lambdas[0])} to {NumberFormat.Setting(lambdas[^1])}: "
                    + $"{string.Join(", ", counts)}.",
            Width = Width,
            Height = classes.Length == 1 ? HeightOfOne : HeightOfFrame + (classes.Length * HeightOfMore),
            Charts = charts,
        };
    }

    private static Chart Panel(
        double[] lambdas,
        string[] largest,
        (string Name, double[] Values)[] coefficients,
        double taken,
        string className,
        bool isFirst,
        bool isLast)
    {
        var series = new List<Series> { ReferenceLine.Horizontal(0) };
        if (taken >= lambdas[^1] && taken <= lambdas[0])
        {
            series.Add(
                ReferenceLine.Vertical(taken) with
                {
                    Name = isFirst ? $"the model, λ = {NumberFormat.Significant(taken, 3)}" : "",
                    Ink = Inks.Text,
                });
        }

        series.AddRange(
            coefficients.Where(one => !largest.Contains(one.Name)).Select(
                one => new LineSeries(lambdas, one.Values) { Ink = Inks.Series[5], Width = 1 }));
        series.AddRange(largest.Reverse().Select(name =>
        {
            int rank = Array.IndexOf(largest, name);
            double[] values = coefficients.First(one => one.Name == name).Values;
            return new LineSeries(lambdas, values)
            {
                EndLabel = values[^1] == 0 ? "" : name,
                Ink = Inks.Series[rank % (Inks.Series.Count - 1)],
                Dash = Dashes[rank / (Inks.Series.Count - 1) % Dashes.Length],
                Width = 2,
            };
        }));
        return new Chart
        {
            X = new Axis
            {
                Label = isLast ? "λ (logarithmic, falling)" : "",
                IsLogarithmic = true,
                IsReversed = true,
                Minimum = lambdas[^1],
                Maximum = lambdas[0],
                HasLabels = isLast,
            },
            Y = new Axis { Label = className.Length == 0 ? "coefficient" : $"coefficient of {className}" },
            Series = series,
            Legend = LegendPlace.Above,
        };
    }
}
