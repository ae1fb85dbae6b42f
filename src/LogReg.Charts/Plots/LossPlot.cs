using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;
using LogReg.Solvers;

namespace LogReg.Charts.Plots;

/// <summary>Loss, gradient and saturated rows by iteration, several solvers together.</summary>
internal static class LossPlot
{
    private const int Width = 900;
    private const int Height = 780;

    // A logarithmic axis has no 0: the start stands here, half a decade before the first iteration.
    private const double PlaceOfStart = 0.316227766;
    private const int LongestLinear = 30;
    private const int MostMarks = 16;

    private static readonly Dash[] Dashes = [Dash.Solid, Dash.Dashed, Dash.Dotted];

    /// <summary>The figure of fits to the same data.</summary>
    public static Figure Draw(IReadOnlyList<LogisticFit> finishedFits, string data)
    {
        // How a solver descends, and not how Newton's method finishes what it found.
        LogisticFit[] fits = [.. finishedFits.Select(fit => fit with { History = [.. fit.History.SkipLast(fit.FinishingIterations)] })];
        bool isLogarithmic = fits.Max(fit => fit.History[^1].Iteration) > LongestLinear;
        bool hasSaturation = fits.Any(fit => fit.History.Any(line => line.SaturatedShare > 0));
        List<Chart> charts =
        [
            Panel(fits, "loss", line => line.Loss, isLogarithmic, isLast: false) with { Legend = LegendPlace.Above, Share = 1.25 },
            Panel(
                fits,
                "largest gradient entry",
                line => line.GradientNorm == 0 ? double.NaN : line.GradientNorm,
                isLogarithmic,
                isLast: false,
                isSize: true),
            Panel(fits, "saturated rows", line => line.SaturatedShare, isLogarithmic, isLast: true, isShare: true),
        ];
        return new Figure
        {
            Name = "loss",
            Title = $"How solvers descend: {data}",
            Subtitle = fits[0].ObjectiveDescription,
            Description = string.Join(' ', fits.Select(fit => string.Create(
                CultureInfo.InvariantCulture,
                $"{EnumName.Of(fit.Solver)}: {fit.History[^1].Iteration} iterations, from loss {fit.History[0].Loss:G6} to "
                    + $"{fit.History[^1].Loss:G6}.")))
                + (hasSaturation ? " Saturated rows have a gradient close to 0." : ""),
            Charts = charts,
            Width = Width,
            Height = Height,
        };
    }

    private static Chart Panel(
        IReadOnlyList<LogisticFit> fits,
        string label,
        Func<IterationProgress, double> value,
        bool isLogarithmic,
        bool isLast,
        bool isSize = false,
        bool isShare = false)
    {
        Series[] curves =
        [
            .. fits.Select((fit, index) => new LineSeries(
                [.. fit.History.Select(line => Place(line.Iteration, isLogarithmic))], [.. fit.History.Select(value)])
            {
                Name =
                    $"{EnumName.Of(fit.Solver)}, "
                        + $"{NumberFormat.Count(fit.History[^1].Iteration, "iteration")}{(fit.Converged ? "" : ", not converged")}",
                Ink = Inks.Series[index % Inks.Series.Count],
                Dash = Dashes[index % Dashes.Length],
                Width = 2.25,
            }),
            .. fits.Select((fit, index) => new PointSeries([.. Marks(fit).Select(line => new DataPoint(
                Place(line.Iteration, isLogarithmic),
                value(line),
                string.Create(
                    CultureInfo.InvariantCulture, $"{EnumName.Of(fit.Solver)}, iteration {line.Iteration}: {label} {value(line):G4}")))])
            {
                Ink = Inks.Series[index % Inks.Series.Count],
                Radius = 4,
            }),
        ];
        int longest = fits.Max(fit => fit.History[^1].Iteration);
        return new Chart
        {
            X = new Axis
            {
                Label = isLast ? "iteration" : "",
                HasLabels = isLast,
                IsLogarithmic = isLogarithmic,
                Minimum = isLogarithmic ? PlaceOfStart * 0.9 : -0.02 * longest,
                Maximum = isLogarithmic ? longest * 1.15 : longest * 1.02,
                Ticks = isLogarithmic ? [PlaceOfStart, .. Iterations(longest)] : null,
                Format = iteration => iteration < 1 ? "0" : iteration == Math.Floor(iteration) ? NumberFormat.Count((long)iteration) : "",
            },
            Y = new Axis
            {
                Label = label,
                IsLogarithmic = isSize,
                Format = isShare ? share => share.ToString("0.###%", CultureInfo.InvariantCulture) : null,
                Minimum = isShare ? 0 : null,
            },
            Series = curves,
            Share = isShare ? 0.8 : 1,
        };
    }

    private static IEnumerable<double> Iterations(int longest)
    {
        const int ManyIterations = 1000;
        int[] factors = longest <= ManyIterations ? [1, 2, 5] : [1];
        return Enumerable.Range(0, (int)Math.Log10(longest) + 1)
            .SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power)))
            .Where(iteration => iteration <= longest);
    }

    // Few iterations are each to be seen; of many it would be a band of discs.
    private static IEnumerable<IterationProgress> Marks(LogisticFit fit) =>
        fit.History.Count <= MostMarks ? fit.History : fit.History.TakeLast(1);

    private static double Place(int iteration, bool isLogarithmic) => isLogarithmic && iteration == 0 ? PlaceOfStart : iteration;
}
