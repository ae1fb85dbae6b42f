using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests.Commands;

/// <summary>What reports say of models with functions and products of columns.</summary>
public sealed partial class FormulaReportTests : IDisposable
{
    private const string Formula = "low ~ spline(lwt, 4) + age + smoke*race";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainBirthwtWithFormula_ReportIsApproved() => Approval.Verify(Report(Formula));

    [Fact]
    public void TrainBirthwtWithFormula_Json_IsApproved() => Approval.Verify(Report(Formula, "--json"));

    [Fact]
    public void InspectBirthwtWithFormula_ReportIsApproved()
    {
        Train(Formula).Succeeds();
        Approval.Verify(_folder.Relative(CommandRun.Of("inspect", _folder.Path("model.json")).Succeeds().Output));
    }

    // docs/formulas.md shows the tables of this report.
    [Fact]
    public void TablesOfThePage_AreThoseOfTheReport()
    {
        string report = Report(Formula);
        string page = File.ReadAllText(Repository.Path("docs", "formulas.md"));
        string[] tables = [.. TextBlock().Matches(page).Select(match => match.Groups["text"].Value)];
        Assert.Equal(2, tables.Length);
        Assert.All(tables, table => Assert.Contains(table, report, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("inspect")]
    public void CoefficientsAll_ShowsEveryCoefficient(string command)
    {
        CommandRun run = Train(Formula, "--coefficients", "all").Succeeds();
        run = command == "train" ? run : CommandRun.Of("inspect", _folder.Path("model.json"), "--coefficients", "all").Succeeds();
        foreach (string name in LogisticModel.Load(_folder.Path("model.json")).Coefficients.Keys.Where(name => !name.StartsWith("race=")))
        {
            Assert.Contains($"{name} ", run.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("→", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--coefficients", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void CoefficientsAll_WithoutFormula_ChangesNothing()
    {
        string[] usual = ["train", TestFolder.Data("birthwt.csv"), "-o", _folder.Path("model.json")];
        string output = CommandRun.Of(usual).Succeeds().Output;
        Assert.Equal(output, CommandRun.Of([.. usual, "--coefficients", "all"]).Succeeds().Output);
        Assert.Equal(output, CommandRun.Of([.. usual, "--coefficients", "effects"]).Succeeds().Output);
    }

    [Fact]
    public void Penalty_ShowsOddsRatiosWithoutIntervals()
    {
        CommandRun run = Train(Formula, "--penalty", "ridge", "--lambda", "0.01").Succeeds();
        Assert.Contains("change of log-odds", run.Output, StringComparison.Ordinal);
        Assert.Contains("lwt 110 → 140", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Wald", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ProfileIntervals_AreSaidToBeThoseOfCoefficients()
    {
        Assert.Contains("effects are Wald intervals", Train(Formula, "--intervals", "profile").Succeeds().Words, StringComparison.Ordinal);
        Assert.Contains(
            "p and intervals of these effects are Wald's", Train(Formula, "--firth").Succeeds().Words, StringComparison.Ordinal);
    }

    [Fact]
    public void SeparatedRows_HaveNoOddsRatio()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 120).Select(row =>
        {
            int smoke = row / 2 % 2;
            int outcome = row % 2 == 1 && smoke == 1 ? 0 : row * 7 % 13 < 5 ? 1 : 0;
            return FormattableString.Invariant($"{outcome},{(row % 2 == 1 ? "b" : "a")},{smoke}");
        });
        string data = _folder.Write("separated.csv", $"y,group,smoke\n{string.Join('\n', rows)}\n");
        CommandRun run = CommandRun.Of("train", data, "--formula", "y ~ group*smoke", "-o", _folder.Path("model.json")).Succeeds();
        Assert.Matches(@"group = b \(separates\) +– *\n", run.Output);
        Assert.Matches(@"group = a +-?\d", run.Output);
        Assert.Contains("– (separates): rows are separated", run.Words, StringComparison.Ordinal);
        Assert.Contains("–: no Wald test: a coefficient has no estimate", run.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", run.Output, StringComparison.Ordinal);
    }

    // Nobody in group a smokes.
    [Fact]
    public void DifferencesWithoutRows_HaveNoOddsRatio()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 150).Where(row => row % 3 > 0 || row / 3 % 2 == 0).Select(
            row => FormattableString.Invariant($"{(row * 7 % 13 < 5 + (row % 3) ? 1 : 0)},{"abc"[row % 3]},{row / 3 % 2}"));
        string data = _folder.Write("groups.csv", $"y,group,smoke\n{string.Join('\n', rows)}\n");
        string model = _folder.Path("model.json");
        CommandRun.Of("train", data, "--formula", "y ~ group*smoke", "-o", model).Succeeds();
        CommandRun run = CommandRun.Of("inspect", model).Succeeds();
        Assert.Matches(@"group = a \(aliased\) +– *\n", run.Output);
        Assert.Matches(@"group = b +-?\d", run.Output);
        Assert.Contains("– (aliased): the rows do not determine the difference", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralClasses_HaveEffectsInEachEquation()
    {
        CommandRun run = Train("race ~ spline(lwt, 4) + age*smoke").Succeeds();
        Assert.Equal(2, Regex.Count(run.Output, "lwt 110 → 140"));
        Assert.Equal(1, Regex.Count(run.Output, "non-linearity"));
        using var json = JsonDocument.Parse(CommandRun.Of("inspect", _folder.Path("model.json"), "--json").Succeeds().Output);
        JsonElement[] effects = [.. json.RootElement.GetProperty("effects").GetProperty("3").EnumerateArray()];
        Assert.Equal(6, effects.Length);
        Assert.Equal("smoke", effects[0].GetProperty("at").GetProperty("column").GetString());
        Assert.Equal(6, json.RootElement.GetProperty("inference").GetProperty("columnTests").GetProperty("lwt").GetProperty("overall")
            .GetProperty("degreesOfFreedom").GetInt32());
    }

    [Fact]
    public void Page_HasTheSameTables()
    {
        Train(Formula).Succeeds();
        CommandRun.Of("report", _folder.Path("model.json"), _folder.Path("birthwt.csv"), "-o", _folder.Path("report.html")).Succeeds();
        string page = File.ReadAllText(_folder.Path("report.html"));
        Assert.Contains("lwt 110 → 140", page, StringComparison.Ordinal);
        Assert.Contains("smoke 0 → 1, by race", page, StringComparison.Ordinal);
        Assert.Contains("non-linearity", page, StringComparison.Ordinal);
        Assert.Contains("from 0 to 1 at race = 1 multiplies the odds of 1 by 4.59", page, StringComparison.Ordinal);
    }

    private CommandRun Train(string formula, params string[] options)
    {
        string data = File.Exists(_folder.Path("birthwt.csv")) ? _folder.Path("birthwt.csv") : _folder.Copy("birthwt.csv");
        return CommandRun.Of(
            ["train", data, "--formula", formula, "--categorical", "race", "-o", _folder.Path("model.json"), .. options]);
    }

    private string Report(string formula, params string[] options) => _folder.Relative(Train(formula, options).Succeeds().Output);

    [GeneratedRegex(@":\n\n```\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex TextBlock();
}
