using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A small table and its coefficients, which every other spelling of the same table must give.</summary>
internal static class CleanTable
{
    public const string Header = "age,region,bought";

    // R 4.2, glm(bought ~ age + region, binomial).
    private const double Intercept = -0.97079150337;
    private const double Age = 0.03207062916;
    private const double South = -0.66775795441;

    public static IReadOnlyList<string> Rows { get; } =
    """
        62.9,north,yes
        64.5,south,no
        40.4,north,yes
        51.7,north,no
        39.5,north,no
        58.7,south,no
        53.2,south,yes
        73.9,north,yes
        70.6,north,no
        51.2,north,yes
        52.0,north,yes
        26.4,north,no
        71.8,south,no
        43.2,north,yes
        69.8,north,yes
        49.1,south,no
        55.5,south,no
        46.5,south,no
        36.7,north,yes
        49.6,south,yes
        55.9,south,yes
        61.2,north,yes
        40.1,south,no
        48.7,south,yes
        41.7,south,no
        22.6,north,no
        67.0,north,yes
        48.1,south,no
        40.2,south,no
        44.8,north,yes
        65.5,north,yes
        30.5,north,yes
        69.0,north,no
        57.0,south,yes
        44.3,south,no
        57.2,north,no
        41.7,north,no
        40.5,south,yes
        53.6,north,yes
        48.7,south,yes
        60.8,south,yes
        58.9,north,yes
        44.0,south,no
        49.0,south,yes
        45.0,north,yes
        60.2,south,yes
        51.8,north,no
        54.4,south,no
        51.9,north,yes
        50.2,north,yes
        39.5,north,no
        49.6,south,yes
        44.0,south,no
        41.9,south,yes
        42.1,north,yes
        75.0,north,yes
        65.3,south,yes
        43.9,north,yes
        52.0,north,no
        48.1,south,yes
        """.Split('\n', StringSplitOptions.TrimEntries);

    public static string Text => Lines([Header, .. Rows]);

    public static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    public static LogisticFit Fit(string text, CsvOptions? options = null) => Fit(CsvText.Source(text, options));

    public static LogisticFit Fit(DataSource source) =>
        new LogisticRegression { Target = "bought", Features = ["age", "region"] }.Fit(source);

    /// <summary>The fit has the coefficients of the table.</summary>
    public static LogisticFit AssertSame(LogisticFit fit)
    {
        Assert.True(IsSame(fit), $"{fit.Model.Coefficients.Intercept}, {fit.Model.Coefficients["age"]}");
        return fit;
    }

    public static bool IsSame(LogisticFit fit) =>
        fit.Model.Target.IsBinary && Math.Abs(fit.Model.Coefficients.Intercept - Intercept) < 1e-9
            && Math.Abs(fit.Model.Coefficients["age"] - Age) < 1e-9
            && Math.Abs(fit.Model.Coefficients["region=south"] - South) < 1e-9;

    /// <summary>The only warning of a fit, with its hint.</summary>
    public static string Warning(LogisticFit fit)
    {
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading);
        return $"{warning.Message} ({warning.Hint})";
    }
}
