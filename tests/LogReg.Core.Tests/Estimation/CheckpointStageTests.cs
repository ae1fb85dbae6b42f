using System.Globalization;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Evaluation;
using LogReg.Solvers;
using LogReg.Storage;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Estimation;

/// <summary>Fits of many solutions go on from every state that they keep, and end with the bits of an undisturbed one.</summary>
public sealed class CheckpointStageTests : IDisposable
{
    private const int RowCount = 900;
    private const int ChunkRows = 100;

    // How many of the saved states a test resumes from; the first few and the last are always among them.
    private const int MostTried = 12;

    private static readonly Lazy<Table> Data = new(() => SharedRows.Rechunk(Create(), ChunkRows));
    private static readonly Lazy<Table> Wide = new(CreateWide);

    private static readonly PathOptions Short = new() { Count = 8, MinimumRatio = 0.01 };

    private static readonly Dictionary<string, LogisticRegression> Cases = new()
    {
        ["lasso path"] = Path(PenaltyKind.Lasso),
        ["lasso path, strict"] = Path(PenaltyKind.Lasso) with { Tolerance = 1e-11 },
        ["elastic net path, groups"] = Path(PenaltyKind.ElasticNet) with { Alpha = 0.4, GroupLevels = true },
        ["ridge path"] = Path(PenaltyKind.Ridge),
        ["lasso path, several classes"] = Path(PenaltyKind.Lasso) with { Target = "y3", ExcludedColumns = ["y", "w"] },
        ["lasso path, unpenalised columns, weights"] = Path(PenaltyKind.Lasso) with
        {
            PenaltyFactors = new Dictionary<string, double> { ["x0"] = 0, ["x1"] = 2 },
            ExcludedColumns = ["y3"],
            WeightColumn = "w",
        },
        ["lasso"] = One(PenaltyKind.Lasso),
        ["elastic net, several classes"] =
            One(PenaltyKind.ElasticNet) with { Alpha = 0.6, Target = "y3", ExcludedColumns = ["y", "w"] },
        ["ridge by coordinate descent"] = One(PenaltyKind.Ridge) with { Solver = SolverKind.CoordinateDescent },
        ["no penalty by coordinate descent"] = One(PenaltyKind.None) with { Solver = SolverKind.CoordinateDescent, Lambda = 0 },
        ["bounds"] = One(PenaltyKind.None) with { NonnegativeColumns = ["x0", "x1", "x2"], Lambda = 0 },
        ["lambda by cross-validation"] = Path(PenaltyKind.Lasso) with { LambdaChoice = LambdaChoice.CrossValidation },
        ["alpha by cross-validation"] = Path(PenaltyKind.ElasticNet) with
        {
            LambdaChoice = LambdaChoice.CrossValidation,
            CrossValidation = new CrossValidationOptions { Folds = 3, Alphas = [0.3, 0.9], Metric = ValidationMetric.RocAuc },
        },
        ["cross-validation of one model"] = Plain with { CrossValidation = new CrossValidationOptions { Folds = 4 } },
        ["threshold"] = Plain with { ThresholdRule = ThresholdRule.F1, Solver = SolverKind.Lbfgs },
        ["Firth"] = Plain with { Firth = true, ExcludedColumns = ["y3", "w", "group"] },
        ["early stopping"] = Plain with { Solver = SolverKind.GradientDescent, EarlyStopping = 0.3 },
        ["wide path"] = new()
        {
            Penalty = PenaltyKind.ElasticNet,
            Alpha = 0.05,
            LambdaChoice = LambdaChoice.Path,
            Path = new PathOptions { Count = 8, MinimumRatio = 0.02 },
            Threads = 1,
        },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Names { get; } = new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_FromEveryState_HasTheBitsOfAnUndisturbedOne(string name)
    {
        CheckpointedFit fit = Of(name);
        string whole = fit.Plain();
        IReadOnlyList<byte[]> saves = fit.Saves();
        Assert.True(saves.Count > 2, $"{saves.Count} saves");
        int step = Math.Max(1, saves.Count / MostTried);
        for (int save = 0; save < saves.Count; save = save < 4 ? save + 1 : save + step)
        {
            Assert.Equal((save, whole), (save, fit.GoOn(saves[save], members: 1)[0]));
        }

        Assert.Equal(whole, fit.GoOn(saves[^1], members: 1)[0]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_OnOtherNumbersOfProcesses_GoesOn(string name)
    {
        CheckpointedFit fit = Of(name);
        string whole = fit.Plain();
        foreach ((int save, int before, int after) in new[] { (1, 1, 2), (2, 3, 1), (5, 2, 3) })
        {
            fit.Interrupt(save, before);
            Assert.All(fit.GoOn(after), own => Assert.Equal((save, whole), (save, own)));
        }
    }

    [Fact]
    public void Fit_GoingOnFromTheMiddle_DoesNotSolveAgainWhatIsDone()
    {
        CheckpointedFit fit = Of("lambda by cross-validation");
        IReadOnlyList<byte[]> saves = fit.Saves();
        int left = 0;
        CheckpointOptions options = fit.Every() with { Writer = (_, _) => left++ };
        File.WriteAllBytes(options.Path, saves[saves.Count / 2]);
        fit.Fit(Data.Value, options, CancellationToken.None);

        // What has been taken up is kept once more; a fold that is done is not.
        Assert.InRange(left, saves.Count / 4, (saves.Count / 2) + 1);
    }

    [Fact]
    public void Fit_WhoseCheckpointCannotBeWritten_SaysSoOnceAndGoesOn()
    {
        CheckpointedFit fit = Of("lasso path");
        string whole = fit.Plain();
        byte[] old = fit.Saves()[3];
        foreach (int members in new[] { 1, 3 })
        {
            var errors = new List<string>();
            int tries = 0;
            CheckpointOptions options = fit.Every() with
            {
                Writer = (_, _) => throw new IOException($"No space left on device ({++tries})"),
                WriteFailed = error => errors.Add($"{error.Text}|{error.Hint}"),
            };
            File.WriteAllBytes(options.Path, old);
            Assert.All(
                SharedRows.Run(Data.Value, members, own => CheckpointedFit.Describe(fit.Fit(own, options, CancellationToken.None))),
                own => Assert.Equal(whole, own));
            Assert.Equal(
                [
                    $"{options.Path}: the checkpoint cannot be written: No space left on device (1)|"
                        + "free some space, or make the folder writable: the fit goes on, and tries again",
                ],
                errors);
            Assert.True(tries > 5, $"{tries} tries");
            Assert.Equal(old, File.ReadAllBytes(options.Path));
        }
    }

    /// <summary>A state of more than 2 GB, which is the same vector many times.</summary>
    [Fact]
    public void Keep_StateThatIsTooLarge_SaysSoAndStopsTrying()
    {
        var errors = new List<string>();
        var options = new CheckpointOptions(System.IO.Path.Combine(_folder, "large.ck"))
        {
            Interval = TimeSpan.Zero,
            Writer = (_, _) => Assert.Fail("Nothing is written."),
            WriteFailed = error => errors.Add($"{error.Text}|{error.Hint}"),
        };
        using FitCheckpoint checkpoint = FitCheckpoint.Open(options, LocalCollective.Instance, CancellationToken.None);
        ISolverCheckpoint part = checkpoint.Part("fit", []);
        double[][] vectors = [.. Enumerable.Repeat(new double[1 << 20], 300)];

        part.Keep([], vectors, []);
        part.Keep([], vectors, []);

        Assert.Equal(
            [
                $"{options.Path}: the checkpoint cannot be written: it would take 2.5 GB, and a checkpoint can be 2 GB at most|"
                    + "the fit goes on without checkpoints: its later states would be just as large",
            ],
            errors);
    }

    [Fact]
    public void Fit_WhoseFolderGoes_GoesOnAndWritesWhenItIsBack()
    {
        CheckpointedFit fit = Of("lasso path");
        string folder = System.IO.Path.Combine(_folder, "gone");
        string path = System.IO.Path.Combine(folder, "fit.ck");
        var errors = new List<string>();
        int saves = 0;
        var options = new CheckpointOptions(path)
        {
            Interval = TimeSpan.Zero,
            Writer = (name, content) =>
            {
                if (++saves == 6)
                {
                    Directory.CreateDirectory(folder);
                }

                CheckpointFile.Write(name, content);
            },
            WriteFailed = error => errors.Add($"{error.Text}"),
        };
        Assert.Equal(fit.Plain(), CheckpointedFit.Describe(fit.Fit(Data.Value, options, CancellationToken.None)));
        Assert.StartsWith(
            $"{path}: the checkpoint cannot be written: Could not find a part of the path",
            Assert.Single(errors),
            StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.NotEmpty(CheckpointFile.Parse(File.ReadAllBytes(path), path).Parts);
    }

    public static TheoryData<string, string> OtherFits { get; } = new()
    {
        { "alphas", "'alphas' is '0.3, 0.8' now, and was '0.3, 0.9'" },
        { "folds", "'folds' is '4' now, and was '3'" },
        { "seed", "'seed' is '2' now, and was '1'" },
        { "metric", "'metric' is 'LogLoss' now, and was 'RocAuc'" },
        { "lambdas", "'values of lambda' is '0.1, 0.01' now, and was '8 down to 0.01'" },
        { "tolerance", "'tolerance' is '1E-05' now, and was '1E-08'" },
        { "stage", "'stage' is 'fit' now, and was 'cross-validation'" },
    };

    [Theory]
    [MemberData(nameof(OtherFits))]
    public void Fit_OfAnotherCrossValidation_IsRefused(string what, string message)
    {
        LogisticRegression options = Cases["alpha by cross-validation"];
        CrossValidationOptions validation = options.CrossValidation!;
        byte[] state = Of("alpha by cross-validation").Saves()[^1];
        LogisticRegression other = what switch
        {
            "alphas" => options with { CrossValidation = validation with { Alphas = [0.3, 0.8] } },
            "folds" => options with { CrossValidation = validation with { Folds = 4 } },
            "seed" => options with { Seed = 2 },
            "metric" => options with { CrossValidation = validation with { Metric = ValidationMetric.LogLoss } },
            "lambdas" => options with { Path = new PathOptions { Lambdas = [0.1, 0.01] } },
            "tolerance" => options with { Tolerance = 1e-5 },
            _ => options with { CrossValidation = null, LambdaChoice = LambdaChoice.Given, Lambda = 0.1 },
        };
        var refusal = Assert.Throws<LogRegException>(() => new CheckpointedFit(other, Data.Value, _folder).GoOn(state, members: 1));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    private CheckpointedFit Of(string name) => new(Cases[name], name == "wide path" ? Wide.Value : Data.Value, _folder);

    private static LogisticRegression Plain => new() { Target = "y", ExcludedColumns = ["y3", "w"], Threads = 2 };

    private static LogisticRegression Path(PenaltyKind penalty) =>
        Plain with { Penalty = penalty, LambdaChoice = LambdaChoice.Path, Path = Short };

    private static LogisticRegression One(PenaltyKind penalty) => Plain with { Penalty = penalty, Lambda = 0.003 };

    private static Table Create()
    {
        var random = new Random(20261130);
        double[][] numeric =
            [.. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, RowCount).Select(_ => random.NextDouble() - 0.5).ToArray())];
        for (int row = 0; row < RowCount; row++)
        {
            // Columns that go together take many steps.
            numeric[3][row] = numeric[0][row] + (0.05 * numeric[3][row]);
        }

        int[] levels = [.. Enumerable.Range(0, RowCount).Select(_ => random.Next(5))];
        double[] logOdds =
        [
            .. levels.Select((level, row) =>
                (2 * numeric[0][row]) - (3 * numeric[1][row]) + numeric[5][row] + (0.4 * level)
                    + (3 * (random.NextDouble() + random.NextDouble() - 1))),
        ];
        TableBuilder builder = new TableBuilder()
            .AddCategorical("group", [.. levels.Select(level => $"level {level}")])
            .AddCategorical("y", [.. logOdds.Select(value => value > 0.8 ? "yes" : "no")])
            .AddCategorical("y3", [.. logOdds.Select(value => value > 1.5 ? "high" : value > 0.3 ? "middle" : "low")])
            .AddNumeric("w", [.. levels.Select(_ => 0.5 + random.NextDouble())]);
        for (int column = 0; column < numeric.Length; column++)
        {
            builder.AddNumeric($"x{column}", numeric[column]);
        }

        return builder.Build();
    }

    // More columns than a narrow sparse group has, of more than a matrix is formed for.
    private static Table CreateWide()
    {
        var random = new Random(31);
        var text = new StringBuilder();
        for (int row = 0; row < 200; row++)
        {
            int[] places = [.. Enumerable.Range(0, 40).Select(_ => 1 + random.Next(3000)).Distinct().Order()];
            int isHigh = places.Sum(place => place % 3) + random.Next(-4, 5) > places.Length ? 1 : 0;
            text.Append(isHigh);
            foreach (int place in places)
            {
                text.Append(CultureInfo.InvariantCulture, $" {place}:{random.Next(1, 9)}");
            }

            text.Append('\n');
        }

        using var source = LibsvmSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), "data.svm");
        var roles = ColumnRoles.Resolve(source.ReadColumnNames(), Cases["wide path"].ToPlan(), source.Name, source.Description);
        FitPlan plan = roles.Settle(Cases["wide path"].ToPlan());
        return SharedRows.Rechunk(
            source.ReadTable(roles.Requests(plan), ColumnStorage.Heap, progress: null, CancellationToken.None), chunkRows: 50);
    }
}
