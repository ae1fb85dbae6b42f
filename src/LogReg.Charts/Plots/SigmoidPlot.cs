using LogReg.Charts.Figures;
using LogReg.Numerics;

namespace LogReg.Charts.Plots;

/// <summary>σ and its derivative σ′ = σ(1 − σ), on axes that cross at the origin.</summary>
internal static class SigmoidPlot
{
    private const int Reach = 6;
    private const int StepsPerUnit = 100;
    private const double CurveWidth = 3;
    private const double VanishingGradient = 0.01;

    // What a legend's line takes of the chart's height, so that curves end below it.
    private const double LegendLine = 0.068;

    /// <summary>The figure.</summary>
    public static Figure Draw(SigmoidPlotOptions options)
    {
        (bool withTanh, bool withSaturation) = (options.ShowsTanh, options.ShowsSaturation);
        double[] z =
        [
            .. Enumerable.Range(-Reach * StepsPerUnit, (2 * Reach * StepsPerUnit) + 1).Select(step => step / (double)StepsPerUnit),
        ];
        var series = new List<Series>();
        if (withSaturation)
        {
            // σ′(z) = g where σ(z) = (1 + √(1 − 4g))/2, and σ(z) = p where z = log(p/(1 − p)).
            double share = (1 + Math.Sqrt(1 - (4 * VanishingGradient))) / 2;
            double bound = Math.Log(share / (1 - share));
            series.Add(new SpanSeries(double.NegativeInfinity, -bound) { Ink = Inks.Series[5] });
            series.Add(
                new SpanSeries(bound, double.PositiveInfinity)
                {
                    Ink = Inks.Series[5],
                    Name = $"σ′ < {VanishingGradient}: the gradient vanishes",
                });
        }

        series.Add(Curve(z, LogisticFunctions.Sigmoid, "σ(z) = 1/(1 + exp(−z))", Inks.Sigmoid));
        series.Add(Curve(z, LogisticFunctions.SigmoidDerivative, "σ′(z) = σ(z)(1 − σ(z))", Inks.Derivative));
        if (withTanh)
        {
            series.Add(Curve(z, LogisticFunctions.Tanh, "tanh(z) = 2σ(2z) − 1", Inks.Series[2]));
        }
        else
        {
            // On the axis the label would be crossed by the curve that it is about.
            series.Add(new NoteSeries(0.1, 0.3, "0.25") { Anchor = TextAnchor.Start });
        }

        double bottom = withTanh ? -1.08 : -0.08;
        int lines = series.Count(one => one.Name.Length > 0);
        double top = ((1.03 - bottom) / (1 - (LegendLine * lines))) + bottom;
        return new Figure
        {
            Name = "sigmoid",
            Title = withTanh ? "The sigmoid, its derivative, and tanh" : "The sigmoid and its derivative",
            Description = "The sigmoid rises from 0 at the left over one half at z = 0 to 1 at the right. "
                + "Its derivative is a bell with its top, one quarter, at z = 0; it is almost 0 beyond 5."
                + (withTanh ? " tanh has the same shape, from −1 over 0 to 1." : "")
                + (withSaturation ? " Shaded is where the derivative is below 0.01, beyond z = ±4.6." : ""),
            Charts =
            [
                new Chart
                {
                    X = new Axis { Label = "z", Minimum = -Reach, Maximum = Reach, Ticks = [-6, -4, -2, 2, 4, 6] },
                    Y = new Axis { Label = "", Minimum = bottom, Maximum = top, Ticks = withTanh ? [-1, 0.5, 1] : [0.5, 1] },
                    Series = series,
                    Legend = LegendPlace.UpperRight,
                    Spines = SpineStyle.Origin,
                    HasGrid = false,
                },
            ],
        };
    }

    private static LineSeries Curve(double[] z, Func<double, double> function, string name, Ink ink) =>
        new(z, [.. z.Select(function)]) { Name = name, Ink = ink, Width = CurveWidth };
}
