namespace LogReg.Cli.Tests.Commands;

public class HelpTests
{
    [Fact]
    public void HelpOfLogreg_IsApproved() => Approval.Verify(CommandRun.Of("--help").Succeeds().Output);

    [Fact]
    public void HelpOfCheck_IsApproved() => Approval.Verify(CommandRun.Of("check", "--help").Succeeds().Output);

    [Fact]
    public void HelpOfCache_IsApproved() => Approval.Verify(CommandRun.Of("cache", "--help").Succeeds().Output);

    [Fact]
    public void HelpOfTrain_IsApproved() => Approval.Verify(CommandRun.Of("train", "--help").Succeeds().Output);

    [Fact]
    public void HelpOfPredict_IsApproved() => Approval.Verify(CommandRun.Of("predict", "--help").Succeeds().Output);

    [Fact]
    public void HelpOfEvaluate_IsApproved() => Approval.Verify(CommandRun.Of("evaluate", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfExport_IsApproved() => Approval.Verify(CommandRun.Of("export", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfDiagnose_IsApproved() => Approval.Verify(CommandRun.Of("diagnose", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfInspect_IsApproved() => Approval.Verify(CommandRun.Of("inspect", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfPlot_IsApproved() => Approval.Verify(CommandRun.Of("plot", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfServe_IsApproved() => Approval.Verify(CommandRun.Of("serve", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfReport_IsApproved() => Approval.Verify(CommandRun.Of("report", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfRuns_IsApproved() => Approval.Verify(CommandRun.Of("runs", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfMonitor_IsApproved() => Approval.Verify(CommandRun.Of("monitor", "-h").Succeeds().Output);

    [Fact]
    public void HelpOfUpdate_IsApproved() => Approval.Verify(CommandRun.Of("update", "-h").Succeeds().Output);

    [Fact]
    public void NoArguments_PrintsTheHelp() => Assert.Equal(CommandRun.Of("--help").Output, CommandRun.Of().Succeeds().Output);

    [Fact]
    public void Help_WithOtherMistakes_PrintsTheHelp() =>
        Assert.Equal(CommandRun.Of("train", "--help").Output, CommandRun.Of("train", "--lambda", "-1", "--help").Succeeds().Output);

    [Theory]
    [InlineData("check")]
    [InlineData("cache")]
    [InlineData("train")]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("diagnose")]
    [InlineData("inspect")]
    [InlineData("plot")]
    [InlineData("report")]
    [InlineData("runs")]
    [InlineData("update")]
    [InlineData("monitor")]
    [InlineData("help")]
    public void Help_OfEachCommand_FitsTheTerminal(string command)
    {
        foreach (int width in new[] { 60, 80, 120 })
        {
            CommandRun run = CommandRun.Of(new Surroundings { Width = width }, command, "--help").Succeeds();
            IEnumerable<string> beforeExamples = run.OutputLines.TakeWhile(line => line != "Examples:");
            Assert.All(beforeExamples, line => Assert.True(line.Length < width, line));
        }
    }

    [Fact]
    public void Version_NamesTheProgram() => Assert.Matches(@"^logreg \d+\.\d+\.\d+\n$", CommandRun.Of("--version").Succeeds().Output);

    [Fact]
    public void Version_ByItsShortName_IsTheSame() =>
        Assert.Equal(CommandRun.Of("--version").Output, CommandRun.Of("-V").Succeeds().Output);

    [Fact]
    public void Help_AsACommand_PrintsTheHelp()
    {
        Assert.Equal(CommandRun.Of("--help").Output, CommandRun.Of("help").Succeeds().Output);
        Assert.Equal(CommandRun.Of("train", "--help").Output, CommandRun.Of("help", "train").Succeeds().Output);
    }

    [Fact]
    public void Suggest_StartOfACommand_CompletesIt() => Assert.Equal(["train"], CommandRun.Of("[suggest:2]", "tr").Succeeds().OutputLines);

    [Fact]
    public void Suggest_StartOfAnOption_CompletesIt() =>
        Assert.Contains("--solver", CommandRun.Of("[suggest:11]", "train --sol").Succeeds().OutputLines);

    [Fact]
    public void Suggest_AfterSolver_OffersTheSolvers() =>
        Assert.Equal(
            ["auto", "cd", "gd", "lbfgs", "newton", "newton-cg", "sgd"],
            CommandRun.Of("[suggest:15]", "train --solver ").Succeeds().OutputLines);
}
