using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

/// <summary>What reports claim is true of data that invite a wrong claim.</summary>
public sealed class ClaimTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Model => _folder.Path("model.json");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("multisep", "", "those of g, x.")]
    [InlineData("refsep", "", "no finite size, because rows are separated: those of g.")]
    [InlineData("three", "", "1.0 events per variable (1 row of the rarest class, 1 coefficient in each equation)")]
    [InlineData("three", "", "1.0 events per variable (1 row of class 'c', 1 coefficient in each equation)")]
    [InlineData("tiny2", "", "only 2 rows: without a penalty the estimates are not finite or not unique")]
    [InlineData(
        "ncoll",
        "",
        "(standard deviation of the log-odds 2646, 2646); b and a are nearly collinear with other features, so their effects may cancel "
            + "out.")]
    [InlineData(
        "harm",
        "--threshold youden",
        "60.0% of rows are classified correctly at a threshold of 0.5392, which was chosen on these rows, so that this is optimistic "
            + "(baseline 52.5%)")]
    [InlineData("harm", "--threshold youden", "slope 0.3475 (ideal 1; 95% interval -")]
    [InlineData("off", "--offset e", "The predictions depend on x and the offset e (standard deviation of the log-odds 0.13).")]
    [InlineData("off", "--offset e", "0.3% below the baseline (intercept and offset alone)")]
    [InlineData(
        "base", "--prior 0.02", "On the 200 training rows, reweighted to the prior of 2.00% 1, the log loss is 0.08779, 10.5% below")]
    [InlineData("wt", "--weight w", "On the 70 training rows (weighted) the log loss is 0.6508")]
    public void Train_ClosingSentences_AreTrue(string name, string options, string claim)
    {
        CommandRun run = Train(name, options);
        Assert.Contains(claim, run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NothingLeft_IsNotCalledValid()
    {
        CommandRun run = Train("qc", "");
        Assert.Contains("(intercept), x have no finite estimate", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("remain valid", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("condition number 0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_HeldOutRowsOfOneClass_MakeNoClaim()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(row => $"{row * 7 % 11},{(row < 3 ? 1 : 0)}\n"));
        string data = _folder.Write("rare.csv", "x,y\n" + rows);
        CommandRun run = CommandRun.Of("train", data, "--test-size", "0.1", "-o", Model);
        Assert.DoesNotContain("Do not rely on its probabilities", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_UnderAPrior_HasTheFiguresOfTheTerminal()
    {
        string page = _folder.Path("page.html");
        Train("base", $"--prior 0.02 --report {page}");
        string made = File.ReadAllText(page);
        Assert.Contains(
            "98.00% of the 200 training rows, reweighted to the prior of 2.00% 1, are classified correctly",
            made,
            StringComparison.Ordinal);
        Assert.Contains("Log loss is 0.08779, 10.5% below the baseline of 0.09804", made, StringComparison.Ordinal);
        string again = _folder.Path("again.html");
        CommandRun.Of("report", Model, TestFolder.Data("cases/claims-base.csv"), "-o", again);
        Assert.Equal(made, File.ReadAllText(again));
        Assert.Contains(
            "these rows are not reweighted",
            CommandRun.Of("evaluate", Model, TestFolder.Data("cases/claims-base.csv")).Words,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Report_Imputation_IsWarnedOfOnce()
    {
        string page = _folder.Path("page.html");
        Train("missy", $"--report {page}");
        Assert.DoesNotContain(
            "they do not account for the imputation", File.ReadAllText(page).Split("Data</h2>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Report_FewEvents_AreWarnedOfAsInTheTerminal()
    {
        string page = _folder.Path("page.html");
        Train("three", $"--report {page}");
        Assert.Contains("Watch the sample size: 1.0 events per variable", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void TrainJson_HasTheOffset()
    {
        using JsonDocument document = JsonDocument.Parse(Train("off", "--offset e --json").Output);
        Assert.Equal("e", document.RootElement.GetProperty("offset").GetString());
    }

    [Fact]
    public void JsonWarnings_EachKind_HasItsOwnWord()
    {
        FitWarningKind[] kinds = Enum.GetValues<FitWarningKind>();
        Assert.Equal(kinds.Length, kinds.Select(EnumName.Of).Distinct().Count());
        Assert.Equal("reading", EnumName.Of(FitWarningKind.Reading));
        Assert.Equal("nearCollinearity", EnumName.Of(FitWarningKind.NearCollinearity));
    }

    [Fact]
    public void Train_SameFileTwice_NamesBothOptions()
    {
        string same = _folder.Path("same.json");
        CommandRun run = CommandRun.Of("train", TestFolder.Data("cases/claims-base.csv"), "-o", same, "--report", same);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--output and --report both name the file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FirthWithPenalty_BlamesTheOptionThatWasGiven() =>
        Assert.Contains("--firth cannot be used with --penalty", Train("base", "--firth --penalty ridge").Error, StringComparison.Ordinal);

    [Fact]
    public void Train_TargetInAnotherCase_SuggestsThatAlone() =>
        Assert.Contains("did you mean 'y'?", Train("base", "--target Y").Error, StringComparison.Ordinal);

    [Fact]
    public void Report_UnknownClasses_AreNamed()
    {
        Train("base", "");
        string data = _folder.Write("bool.csv", "x,g,y\n1,a,TRUE\n2,b,FALSE\n");
        CommandRun run = CommandRun.Of("report", Model, data, "-o", _folder.Path("page.html"));
        Assert.Contains("the column has 'FALSE', 'TRUE'", run.Error, StringComparison.Ordinal);
    }

    private CommandRun Train(string name, string options) =>
        CommandRun.Of(
            ["train", TestFolder.Data(
                $"cases/claims-{name}.csv"), "-o", Model, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
}
