using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

/// <summary>A fit that goes on from a checkpoint ends with the bits of one that was never interrupted.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<SolverKind, int> Interruptions { get; } = new()
    {
        { SolverKind.Newton, 1 },
        { SolverKind.Newton, 3 },
        { SolverKind.NewtonConjugateGradient, 1 },
        { SolverKind.NewtonConjugateGradient, 3 },
        { SolverKind.Lbfgs, 1 },
        { SolverKind.Lbfgs, 5 },
        { SolverKind.Lbfgs, 9 },
        { SolverKind.GradientDescent, 1 },
        { SolverKind.GradientDescent, 30 },
    };

    [Theory]
    [MemberData(nameof(Interruptions))]
    public void Fit_FromTheStateAtItsInterruption_HasTheBitsOfAnUndisturbedOne(SolverKind solver, int iteration)
    {
        LogisticRegression options = Options(solver);
        string whole = Describe(options.Fit(Source()));
        CheckpointOptions checkpoint = Checkpoint();
        Interrupt(options, checkpoint, iteration);
        Assert.Equal(["data.csv", "fit.ck"], Files());
        var iterations = new Iterations(null, 0);
        LogisticFit resumed = options.Fit(Source(), LocalCollective.Instance, checkpoint, iterations, CancellationToken.None);
        Assert.Equal(whole, Describe(resumed));
        Assert.Equal(iteration, iterations.First);
    }

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.GradientDescent)]
    public void Fit_WithoutAHessianAtTheEnd_GoesOnAsWell(SolverKind solver)
    {
        LogisticRegression options = Options(solver) with { SkipInference = true, Tolerance = 1e-10 };
        string whole = Describe(options.Fit(Source()));
        CheckpointOptions checkpoint = Checkpoint() with { Interval = TimeSpan.Zero };
        Interrupt(options, checkpoint, 2);
        Assert.Equal(whole, Describe(options.Fit(Source(), LocalCollective.Instance, checkpoint, null, CancellationToken.None)));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(2, 5)]
    public void Fit_OnAnotherNumberOfProcesses_GoesOn(int before, int after)
    {
        LogisticRegression options = Options(SolverKind.Lbfgs);
        string whole = Describe(options.Fit(Source()));
        CheckpointOptions checkpoint = Checkpoint();
        ThreadCollective.Run(before, collective => Interrupt(options, checkpoint, 4, collective));
        ThreadCollective.Run(
            after,
            collective => Assert.Equal(whole, Describe(options.Fit(Source(), collective, checkpoint, null, CancellationToken.None))));
    }

    [Fact]
    public void Fit_OfOtherDataOrOptions_IsRefused()
    {
        CheckpointOptions checkpoint = Checkpoint() with { Fingerprint = [new("file data.csv", "12 bytes")] };
        LogisticRegression options = Options(SolverKind.Lbfgs) with { Penalty = PenaltyKind.Ridge, Lambda = 0.1 };
        Interrupt(options, checkpoint, 3);
        AssertRefused(options with { Tolerance = 1e-5 }, checkpoint, "'tolerance' is '1E-05' now, and was '1E-08'");
        AssertRefused(options with { Lambda = 0.2 }, checkpoint, "'penalty' is 'Ridge 0.2 0' now, and was 'Ridge 0.1 0'");
        AssertRefused(options with { Solver = SolverKind.Newton }, checkpoint, "'solver' is 'Newton 0' now, and was 'Lbfgs 0'");
        AssertRefused(options with { ExcludedColumns = ["b"] }, checkpoint, "'columns' is '(intercept), a, c=");
        AssertRefused(
            options,
            checkpoint with { Fingerprint = [new("file data.csv", "13 bytes")] },
            "'file data.csv' is '13 bytes' now, and was '12 bytes'");
        AssertRefused(options, checkpoint with { Fingerprint = [] }, "'file data.csv' is absent now, and was '12 bytes'");
        File.AppendAllText(Path.Combine(_folder, "data.csv"), "1,1,l1,yes\n");
        AssertRefused(options, checkpoint, "'training rows' is '801' now, and was '800'");
    }

    [Fact]
    public void Fit_FromAFileThatIsNoCheckpoint_IsRefusedAndLeavesIt()
    {
        CheckpointOptions checkpoint = Checkpoint();
        LogisticRegression options = Options(SolverKind.Newton);
        Interrupt(options, checkpoint, 2);
        byte[] content = File.ReadAllBytes(checkpoint.Path);
        foreach (int place in new[] { 0, 30, content.Length / 2, content.Length - 1 })
        {
            byte[] damaged = [.. content];
            damaged[place] ^= 1;
            File.WriteAllBytes(checkpoint.Path, damaged);
            AssertRefused(options, checkpoint, "this is not a checkpoint, or it is damaged");
            Assert.Equal(damaged, File.ReadAllBytes(checkpoint.Path));
        }

        File.WriteAllBytes(checkpoint.Path, content[..^9]);
        AssertRefused(options, checkpoint, "this is not a checkpoint, or it is damaged");
        File.WriteAllText(checkpoint.Path, "a,b\n1,2\n");
        AssertRefused(options, checkpoint, "this is not a checkpoint, or it is damaged");
    }

    [Fact]
    public void Fit_WithoutASolverThatKeepsItsState_IsRefused()
    {
        var options = new LogisticRegression { Solver = SolverKind.StochasticGradient };
        Assert.False(options.KeepsCheckpoint());
        Assert.Contains(
            "keeps no checkpoint",
            Assert.Throws<ArgumentException>(
                () => options.Fit(Source(), LocalCollective.Instance, Checkpoint(), null, CancellationToken.None)).Message,
            StringComparison.Ordinal);
        Assert.True(new LogisticRegression().KeepsCheckpoint());
        Assert.True(new LogisticRegression { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path }.KeepsCheckpoint());
    }

    private void AssertRefused(LogisticRegression options, CheckpointOptions checkpoint, string reason)
    {
        LogRegException refusal = Assert.Throws<LogRegException>(
            () => options.Fit(Source(), LocalCollective.Instance, checkpoint, null, CancellationToken.None));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith(checkpoint.Path, refusal.Message, StringComparison.Ordinal);
    }

    private void Interrupt(LogisticRegression options, CheckpointOptions checkpoint, int iteration, ICollective? collective = null)
    {
        using var stop = new CancellationTokenSource();
        Exception end = Assert.ThrowsAny<Exception>(
            () => options.Fit(
                Source(), collective ?? LocalCollective.Instance, checkpoint, new Iterations(stop, iteration), stop.Token));

        // One of several may learn from another that it is over.
        Assert.True(end is OperationCanceledException or CollectiveException, end.ToString());
    }

    private static LogisticRegression Options(SolverKind solver) => new() { Target = "y", Solver = solver, Threads = 1 };

    private CheckpointOptions Checkpoint() => new(Path.Combine(_folder, "fit.ck")) { Interval = TimeSpan.FromDays(1) };

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private DataSource Source()
    {
        string path = Path.Combine(_folder, "data.csv");
        if (!File.Exists(path))
        {
            var random = new Random(7);
            var text = new StringBuilder("a,b,c,y\n");
            for (int row = 0; row < 800; row++)
            {
                double a = random.NextDouble() * 5;
                double b = random.NextDouble();
                int level = random.Next(4);
                bool isYes = random.NextDouble() < 1 / (1 + Math.Exp(2 - a + (3 * b) - level));
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{a:F6},{b:F6},l{level},{(isYes ? "yes" : "no")}\n");
            }

            string draft = path + Path.GetRandomFileName();
            File.WriteAllText(draft, text.ToString());
            File.Move(draft, path, overwrite: true);
        }

        return CsvSource.FromFile(path);
    }

    private static string Describe(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return string.Join(
            '\n',
            [
                Encoding.UTF8.GetString(stream.ToArray()),
                .. fit.Warnings.Select(warning => warning.Message),
                .. fit.History.Select(entry => (entry with { Seconds = 0 }).ToString()),
            ]);
    }

    // The start comes before the first iteration: its state is that of the iteration before.
    private sealed class Iterations(CancellationTokenSource? stop, int last) : IProgress<TrainingProgress>
    {
        public int? First { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value.Iteration is IterationProgress iteration)
            {
                First ??= iteration.Iteration;
                if (iteration.Iteration == last)
                {
                    stop?.Cancel();
                }
            }
        }
    }
}
