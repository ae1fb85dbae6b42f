using System.Globalization;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>At a bound of a profile-likelihood interval twice the log-likelihood lies 3.841459 below its maximum: checked by fits that have
/// the coefficient at the bound as an offset.</summary>
public class ProfileLevelTests
{
    private const double Quantile = 3.841458820694124;

    // Separated but for rows of small weight, so that the likelihood is far from a parabola.
    private static readonly string[] NearSeparated =
    [
        "-1.5,0.5,0,1", "-1,-0.5,0,1", "-0.75,1,0,1", "-0.5,0.25,0,1", "-0.25,-1,0,1", "0.25,0.75,1,1", "0.5,-0.25,1,1", "1,0.5,1,1",
        "1.25,-1,1,1", "2,0,1,1", "0.75,0.5,0,0.002", "-0.5,-0.5,1,0.002",
    ];

    public static TheoryData<string> Cases { get; } = ["nearSeparated", "nearCollinear1e-3", "nearCollinear1e-5", "nearCollinear1e-6"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Intervals_ByProfile_FallByTheQuantile(string name)
    {
        string header = name == "nearSeparated" ? "x,z,y,w" : "x,z,y";
        string[] rows = name == "nearSeparated" ? NearSeparated : GoldenFile.Load("difficult").Texts(name, "rows");
        var regression = new LogisticRegression { Target = "y", WeightColumn = name == "nearSeparated" ? "w" : null };
        LogisticFit fit = (regression with { Intervals = IntervalKind.Profile }).Fit(TextSource.Of(header, rows));
        foreach (CoefficientEstimate estimate in fit.Model.Estimates().Where(one => one.Name is "x" or "z"))
        {
            foreach (double bound in new[] { estimate.Interval.Lower, estimate.Interval.Upper })
            {
                Assert.True(double.IsFinite(bound), $"{estimate.Name}: {bound}");
                int column = estimate.Name == "x" ? 0 : 1;
                IEnumerable<string> held = rows.Select(row =>
                    $"{(double.Parse(row.Split(',')[column], CultureInfo.InvariantCulture) * bound).ToString("R", CultureInfo.InvariantCulture)},{row}");
                LogisticFit smaller =
                    (regression with { OffsetColumn = "o", ExcludedColumns = [estimate.Name] }).Fit(TextSource.Of("o," + header, held));
                DigitAssert.Within(1e-6, Quantile, 2 * (fit.LogLikelihood - smaller.LogLikelihood), $"{estimate.Name} at {bound}");
            }
        }
    }
}
