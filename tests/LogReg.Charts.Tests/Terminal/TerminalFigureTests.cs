using LogReg.Charts.Figures;
using LogReg.Charts.Terminal;

namespace LogReg.Charts.Tests.Terminal;

public class TerminalFigureTests
{
    private static readonly TerminalStyle Plain = new(80, HasColor: false, IsAscii: false);
    private static readonly TerminalStyle Ascii = new(80, HasColor: false, IsAscii: true);

    [Fact]
    public void Terminal_Curve_IsAtItsValues()
    {
        // A falling line takes the diagonal.
        double[] values = [.. Enumerable.Range(0, 21).Select(value => (double)value)];
        string[] lines =
        [
            .. Draw(new LineSeries(values, [.. values.Reverse()]), Ascii).SkipWhile(line => !line.Contains('*', StringComparison.Ordinal)),
        ];
        int[] places = [.. lines.TakeWhile(line => !line.Contains("--", StringComparison.Ordinal)).Select(line => line.LastIndexOf('*'))];
        Assert.Equal(places.Order(), places);
        Assert.True(places[0] < 12 && places[^1] == 79, string.Join(' ', places));
    }

    [Fact]
    public void Terminal_WithColor_ColoursCurvesAndLegend()
    {
        string text = string.Join('\n', Draw(new LineSeries([0, 1], [0, 1]) { Name = "curve" }, Plain with { HasColor = true }));
        Assert.Contains("\u001b[94m─── \u001b[0mcurve", text, StringComparison.Ordinal);
        Assert.StartsWith("\u001b[1mfigure\u001b[0m", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("λ = 10⁻⁴, σ′ ≥ 0.5…", "lambda = 10^-4, sigma' >= 0.5...")]
    [InlineData("Größe −1", "Gr??e -1")]
    public void Text_InAscii_IsSpelledOut(string text, string expected) => Assert.Equal(expected, TerminalText.Of(text, Ascii));

    private static IReadOnlyList<string> Draw(Series series, TerminalStyle style) => TerminalFigure.Lines(
        new Figure
        {
            Name = "figure",
            Title = "figure",
            Description = "",
            Charts =
            [
                new Chart { X = new Axis { Label = "x" }, Y = new Axis { Label = "y" }, Series = [series], Legend = LegendPlace.Above },
            ],
        },
        style);
}
