using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Monitoring;

namespace LogReg.Tests.Monitoring;

/// <summary>How often chance alone raises an alarm. docs/upkeep.md has the same of 2,000 batches of each size.</summary>
public sealed class FalseAlarmTests
{
    private const int TrainingRows = 2000;

    // With limits of size that any batch exceeds, chance decides alone. More alarms than the last number would have a probability below
    // 0.1% if one of a hundred batches had one.
    [Theory]
    [InlineData(50, 300, 9)]
    [InlineData(500, 100, 5)]
    public void Batches_WithoutAChange_AreSeldomAlarms(int rows, int batches, int most)
    {
        Assert.InRange(Count(rows, batches, chanceAlone: true), 0, most);
        Assert.InRange(Count(rows, batches, chanceAlone: false), 0, most);
    }

    // A ridge penalty that shrinks log-odds to a third: the slope of rows that trained the model, or of others, is about 3.
    [Theory]
    [InlineData(50, 300, 9)]
    [InlineData(500, 100, 5)]
    public void Batches_OfAModelWithAPenalty_AreSeldomAlarms(int rows, int batches, int most)
    {
        Assert.InRange(Count(rows, batches, chanceAlone: true, lambda: 0.3), 0, most);
        Assert.InRange(Count(rows, batches, chanceAlone: false, lambda: 0.3), 0, most);
        Assert.InRange(Count(500, 40, chanceAlone: false, shift: 1, lambda: 0.3), 38, 40);
    }

    // The same with a shift of the log-odds by one: nearly all are alarms.
    [Fact]
    public void Batches_WithAChange_AreAlarms() => Assert.InRange(Count(500, 40, chanceAlone: false, shift: 1), 38, 40);

    private static int Count(int rows, int batches, bool chanceAlone, double shift = 0, double lambda = 0)
    {
        var random = new Random(11);
        using DataSource training = Source(random, TrainingRows, 0);
        LogisticModel model = new LogisticRegression
        {
            Target = "y",
            Penalty = lambda > 0 ? PenaltyKind.Ridge : PenaltyKind.None,
            Lambda = lambda,
        }.Fit(
            training, cancellationToken: TestContext.Current.CancellationToken).Model;
        MonitorOptions options = chanceAlone
            ? new MonitorOptions { StabilityLimit = 1e-9, ShareLimit = 1e-9, RatioLimit = 1, SlopeLimit = 1e-9, AreaLimit = 1e-9 }
            : new MonitorOptions();
        int alarms = 0;
        for (int batch = 0; batch < batches; batch++)
        {
            using DataSource source = Source(random, rows, shift);
            alarms += model.Monitor(source, options, null, TestContext.Current.CancellationToken).Alarms.Count > 0 ? 1 : 0;
        }

        return alarms;
    }

    // Numbers, one of them skewed and sometimes missing, a level that is rare, and outcomes by the truth behind them.
    private static DataSource Source(Random random, int rows, double shift)
    {
        var text = new StringBuilder("a,b,c,level,y\n");
        for (int row = 0; row < rows; row++)
        {
            double a = Normal(random);
            double b = Math.Exp(Normal(random));
            double c = Normal(random);
            int level = random.Next(100);
            string name = level < 60 ? "red" : level < 90 ? "green" : level < 99 ? "blue" : "white";
            double logOdds = shift - 1 + (0.8 * a) + (0.3 * Math.Min(b, 5)) + (level >= 90 ? 0.7 : 0);
            bool isPositive = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));
            string missing = random.Next(30) == 0 ? "" : b.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{a},{missing},{c},{name},{(isPositive ? "yes" : "no")}\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        return CsvSource.FromStream(() => new MemoryStream(bytes), "batch.csv");
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
