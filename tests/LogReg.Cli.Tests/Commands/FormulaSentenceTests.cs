using System.Globalization;

namespace LogReg.Cli.Tests.Commands;

/// <summary>What is said of missing cells, new levels, dates and single levels where a formula decides what they count as.</summary>
public sealed class FormulaSentenceTests : IDisposable
{
    private static readonly int[] Places = [.. Enumerable.Range(0, 120)];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Predict_ANewLevelOfALump_CountsAsOther()
    {
        Train("y ~ lump(code, 0.1) + x");
        string scored = _folder.Write("new.csv", "code,x\na,1\nnew,2\n,3\n");
        CommandRun run = CommandRun.Of("predict", _folder.Path("model.json"), scored).Succeeds();
        Assert.Contains("code: 1 cell with levels not seen in training, (other) used: 'new'", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing cells, for which the model has no level, (other) used: code 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_MissingOfAColumn_SaysThatTheFormulaKeepsItsRows()
    {
        CommandRun run = Train("y ~ log1p(gap) + missing(gap)", "--missing", "drop");
        Assert.Contains("in 12 of 120 rows, imputed: missing(…) in the formula keeps the rows", run.Words, StringComparison.Ordinal);
        Assert.Contains("take missing(…) out of the formula", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_DatesInAnotherForm_StopScoring()
    {
        Train("y ~ days(day)");
        CommandRun run = CommandRun.Of("predict", _folder.Path("model.json"), _folder.Write("new.csv", "day\n03/18/2026\n03/19/2026\n"));
        Assert.Contains(
            "line 2, column 'day': '03/18/2026' is not a date as in training", run.Error, StringComparison.Ordinal);
        Assert.Contains("with the year first, as 2026-01-31; use --missing-values +03/18/2026 if it means \"missing\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ASingleLevel_IsAWarning() => Assert.Contains(
        "one has a single level in the training rows, and so no coefficient", Train("y ~ one + x").Error, StringComparison.Ordinal);

    [Fact]
    public void PlotEffect_AColumnWithAnEqualsSign_CanBeSet()
    {
        Train("y ~ x*`k=1`");
        CommandRun.Of("plot", "effect", "x", _folder.Path("model.json"), "--at", "k=1=0.5", "-o", _folder.Path("x.svg")).Succeeds();
    }

    private CommandRun Train(string formula, params string[] more)
    {
        string rows = string.Join('\n', Places.Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row * 7919 % 101 > 45 ? 1 : 0)},{row * 31 % 17},{(row % 60 == 7 ? "rare" : row % 2 == 0 ? "a" : "b")},{(row % 10 == 3 ? "" : row % 13)},2026-{1 + (row % 12):00}-15,A,{row % 5}")));
        string data = _folder.Write("data.csv", $"y,x,code,gap,day,one,k=1\n{rows}\n");
        return CommandRun.Of(["train", data, "--formula", formula, "-o", _folder.Path("model.json"), .. more]).Succeeds();
    }
}
