using LogReg.Data;
using LogReg.Updating;

namespace LogReg.Tests.Updating;

/// <summary>How the rows of an update, or of monitoring, are read.</summary>
public sealed class UpdateReadingTests
{
    // The original trained on days before months; these rows have months before days.
    [Fact]
    public void UpdateAndMonitor_OfDatesInAnotherOrder_SaySo()
    {
        LogisticModel model = new LogisticRegression { Target = "churned", Formula = "month(signup_date)" }
            .Fit(ChurnRows.Source(line => !ChurnRows.IsNew(line), line => Reordered(line, "d.m.y"))).Model;
        CsvSource Rows() => ChurnRows.Source(ChurnRows.IsNew, line => Reordered(line, "m.d.y"));
        DataException update = Assert.Throws<DataException>(
            () => model.Update(Rows(), cancellationToken: TestContext.Current.CancellationToken));
        DataException monitor = Assert.Throws<DataException>(
            () => model.Monitor(Rows(), cancellationToken: TestContext.Current.CancellationToken));
        Assert.All([update, monitor], one => Assert.Contains(
            "is a date in another order of day and month than in training", one.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UpdateMethod.Intercept)]
    [InlineData(UpdateMethod.Refit)]
    public void Update_OfRowsThatRepeatTheHeader_KeepsTheWarningInTheModel(UpdateMethod method)
    {
        LogisticModel model = new LogisticRegression { Target = "churned", Features = ["tenure_months"] }.Fit(ChurnRows.Old).Model;
        CsvSource rows = TextSource.Of(ChurnRows.Header, [.. ChurnRows.Rows(ChurnRows.IsNew), ChurnRows.Header]);
        ModelUpdate update = model.Update(
            rows, new UpdateOptions { Method = method }, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("repeats the header", Assert.Single(update.DataWarnings).Message, StringComparison.Ordinal);
        IReadOnlyList<string> kept = method == UpdateMethod.Refit ? update.Model.Training.Warnings : update.Model.Updates[0].Warnings;
        Assert.Equal(update.DataWarnings[0].Message, Assert.Single(kept));
    }

    private static string Reordered(string line, string order)
    {
        string[] cells = line.Split(',');
        string[] parts = cells[1].Split('-');
        cells[1] = order.Replace("y", parts[0]).Replace("m", parts[1]).Replace("d", parts[2]);
        return string.Join(',', cells);
    }
}
