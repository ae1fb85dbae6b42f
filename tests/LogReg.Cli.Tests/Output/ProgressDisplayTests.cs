using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Cli.Tests.Output;

public class ProgressDisplayTests
{
    [Fact]
    public void Run_NoTerminal_HasNoDisplay()
    {
        using CliEnvironment environment = Environment(isTerminal: false, out StringWriter error);
        Assert.True(ProgressDisplay.Run(environment, isWanted: true, display => display is null));
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public void Run_ATerminal_ShowsReadingAndTraining()
    {
        using CliEnvironment environment = Environment(isTerminal: true, out StringWriter error);
        bool wasShown = ProgressDisplay.Run(environment, isWanted: true, Work(environment, error), TimeSpan.Zero);
        Assert.True(wasShown);
        Assert.Contains("██████████░░░░░░░░░░ reading 5 MB of 10 MB, 1,234 rows", error.ToString(), StringComparison.Ordinal);

        // What was drawn is erased, and the cursor is seen again.
        Assert.Contains("\u001b[2K", error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?25h", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AShortWork_ShowsNothing()
    {
        using CliEnvironment environment = Environment(isTerminal: true, out StringWriter error);
        ProgressDisplay.Run(environment, isWanted: true, display => Report(display!), Timeout.InfiniteTimeSpan);
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public void Run_ADumbTerminal_HasNoDisplay()
    {
        using CliEnvironment environment = Environment(isTerminal: true, out StringWriter error, isDumb: true);
        Assert.True(ProgressDisplay.Run(environment, isWanted: true, display => display is null, TimeSpan.Zero));
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public void Run_ANarrowWindow_CutsTheLines()
    {
        using CliEnvironment environment = Environment(isTerminal: true, out StringWriter error, width: 40);
        ProgressDisplay.Run(environment, isWanted: true, Work(environment, error), TimeSpan.Zero);
        Assert.Contains("training iteration 7, loss 0.500000, g…", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfItsParts_IsALineEach()
    {
        Assert.Equal(
            "training iteration 1,007, loss 0.500000, gradient 1.0e-3, 12.3 s",
            ProgressText.Of(new IterationProgress(1007, 0.6, 0.5, 0.001, 1, 12.34, 0)));
        Assert.Equal("#####............... fitting, 5 of 20 fits", ProgressText.Of(new FitCount(5, 20), drawsBlocks: false));
        Assert.Equal("reading 3 kB, 12 rows", ProgressText.Of(new ReadProgress(3_000, null, 12), drawsBlocks: true));
    }

    [Fact]
    public void Run_TheWorkFails_ThrowsTheSameException()
    {
        using CliEnvironment environment = Environment(isTerminal: true, out _);
        LogRegException thrown =
            Assert.Throws<LogRegException>(
                () => ProgressDisplay.Run<bool>(environment, isWanted: true, _ => throw new LogRegException("broken"), TimeSpan.Zero));
        Assert.Equal("broken", thrown.Message);
    }

    // A work that goes on until its line has been drawn.
    private static Func<ProgressDisplay?, bool> Work(CliEnvironment environment, StringWriter error) => display =>
    {
        Report(display!);
        return SpinWait.SpinUntil(
            () => TextOf(environment, error).Contains("iteration 7", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
    };

    // The display draws from a thread of its own; a synchronized writer locks itself while it writes.
    private static string TextOf(CliEnvironment environment, StringWriter error)
    {
        lock (environment.Error)
        {
            return error.ToString();
        }
    }

    private static bool Report(ProgressDisplay display)
    {
        display.Report(new TrainingProgress(new ReadProgress(5_000_000, 10_000_000, 1234), null));
        display.Report(new TrainingProgress(null, new IterationProgress(7, 0.5, 0.5, 0.1, 1, 0.2, 0)));
        return true;
    }

    private static CliEnvironment Environment(bool isTerminal, out StringWriter error, bool isDumb = false, int width = 80)
    {
        error = new StringWriter { NewLine = "\n" };
        return new CliEnvironment
        {
            Input = Stream.Null,
            Output = Stream.Null,
            Error = TextWriter.Synchronized(error),
            IsErrorTerminal = isTerminal,
            IsDumbTerminal = isDumb,
            AllowsColor = true,
            ErrorWidth = width,
        };
    }
}
