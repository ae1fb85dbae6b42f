using LogReg.Data;
using LogReg.Updating;

namespace LogReg.Tests.Updating;

/// <summary>Updates say what they cannot know, and what the rows lack.</summary>
public sealed class UpdateWarningTests
{
    // Of the new customers, nobody with a contract for two years leaves.
    private static readonly Func<string, bool> Separated = line => ChurnRows.IsNew(line)
        && !(line.Contains("two-year", StringComparison.Ordinal) && line.EndsWith("yes", StringComparison.Ordinal));

    private static LogisticModel Model { get; } = new LogisticRegression
    {
        Target = "churned",
        Features = ["tenure_months", "contract", "support_calls"],
    }.Fit(ChurnRows.Old).Model;

    [Fact]
    public void Update_RefitThatIsSeparated_WarnsAsTrainingDoes()
    {
        ModelUpdate update = Update(ChurnRows.Source(Separated), UpdateMethod.Refit);
        FitWarning warning = Assert.Single(update.Warnings);
        Assert.Equal(FitWarningKind.QuasiSeparation, warning.Kind);
        Assert.Matches(
            "^the features separate [0-9]+ rows of the new ones from the other class, so contract=two-year has no finite estimate",
            warning.Message);
        Assert.Contains("Firth", warning.Hint.ToString(), StringComparison.Ordinal);
        Assert.Equal([warning.Message], update.Model.Training.Warnings);

        // Training on the same rows finds the same.
        LogisticFit fit = new LogisticRegression { Target = "churned", Features = ["tenure_months", "contract", "support_calls"] }
            .Fit(ChurnRows.Source(Separated));
        Assert.Contains(fit.Warnings, one => one.Kind == FitWarningKind.QuasiSeparation);
        double own = update.LogLikelihoodAfter;
        Assert.Equal(fit.LogLikelihood, own, 1e-3);
    }

    [Fact]
    public void Update_AutoWithASeparatedRefit_ChoosesAmongRecalibrations()
    {
        ModelUpdate update = Update(ChurnRows.Source(Separated), UpdateMethod.Auto);
        Assert.Contains(update.Method, new[] { UpdateMethod.Intercept, UpdateMethod.Slope });
        Assert.All(update.Tests, test => Assert.Equal(UpdateMethod.Slope, test.Of));
        Assert.Equal([2, 1], update.Tests.Select(test => test.Test.DegreesOfFreedom));
        FitWarning warning = Assert.Single(update.Warnings);
        Assert.StartsWith("a refit of all coefficients took no part in the tests: ", warning.Message, StringComparison.Ordinal);
        Assert.Equal([warning.Message], update.Model.Updates[0].Warnings);
        Assert.All(update.Coefficients, one => Assert.InRange(Math.Abs(one.After), 0, 5));
    }

    [Fact]
    public void Update_CompletelySeparatedRefit_IsRefused()
    {
        DataSource rows = TextSource.Of(
            "tenure_months,contract,support_calls,churned",
            Enumerable.Range(0, 100).Select(row => $"{row},monthly,{row % 3},{(row < 50 ? "no" : "yes")}"));
        DataException exception = Assert.Throws<DataException>(() => Update(rows, UpdateMethod.Refit));
        Assert.Contains("completely separate the classes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_RefitOfColumnsThatDoNotChange_SaysThatTheyAreKept()
    {
        ModelUpdate update = Update(
            ChurnRows.Source(line => ChurnRows.IsNew(line) && !line.Contains("yearly", StringComparison.Ordinal)), UpdateMethod.Refit);
        FitWarning warning = Assert.Single(update.Warnings);
        Assert.Equal(FitWarningKind.Collinearity, warning.Kind);
        Assert.Contains("do not determine contract=yearly", warning.Message, StringComparison.Ordinal);
        Assert.Equal(Model.Coefficients["contract=yearly"], update.Model.Coefficients["contract=yearly"], 1e-12);
    }

    [Fact]
    public void Update_Cells_AreCounted()
    {
        ModelUpdate update = Update(
            ChurnRows.Source(
                ChurnRows.IsNew,
                line =>
                {
                    string[] cells = line.Split(',');
                    cells[2] = cells[2] == "7" ? "" : cells[2] == "26" ? "9999" : cells[2];
                    cells[3] = cells[3] == "yearly" ? "weekly" : cells[3];
                    cells[8] = cells[5] == "3" ? "maybe" : cells[8];
                    return string.Join(',', cells);
                }),
            UpdateMethod.Intercept);
        Assert.True(update.MissingCells["tenure_months"] > 0);
        Assert.True(update.OutOfRangeCells["tenure_months"] > 0);
        Assert.True(update.UnseenCells["contract"] > 0);
        Assert.Equal(update.RowsRead - update.Rows, update.UnknownClasses["maybe"]);
        Assert.Contains(update.DataWarnings, warning => warning.Message.Contains("a class that the model does not know: 'maybe'"));
    }

    [Fact]
    public void Update_ClassesOfAnotherSpelling_AreNamed()
    {
        string Spelled(string line) =>
            line.Replace(",yes", ",LEFT", StringComparison.Ordinal).Replace(",no", ",STAYED", StringComparison.Ordinal);
        DataException none = Assert.Throws<DataException>(() => Update(ChurnRows.Source(ChurnRows.IsNew, Spelled), UpdateMethod.Auto));
        Assert.Contains("no row has one of the classes that the model knows", none.Message, StringComparison.Ordinal);
        Assert.Contains("the column has 'LEFT', 'STAYED'", none.Hint!.ToString(), StringComparison.Ordinal);
        DataException few = Assert.Throws<DataException>(() => Update(
            ChurnRows.Source(ChurnRows.IsNew, line => line.Replace(",yes", ",LEFT", StringComparison.Ordinal)), UpdateMethod.Auto));
        Assert.Contains("0 rows have the class 'yes'", few.Message, StringComparison.Ordinal);
        Assert.Contains("does not know: 'LEFT' (203); write the classes as in the training data: 'no', 'yes'", few.Hint!.ToString());
    }

    private static ModelUpdate Update(DataSource rows, UpdateMethod method) =>
        Model.Update(rows, new UpdateOptions { Method = method }, null, TestContext.Current.CancellationToken);
}
