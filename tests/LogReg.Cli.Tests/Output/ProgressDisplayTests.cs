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
        ProgressDisplay.Run(environment, isWanted: true, display =>
        {
            display!.Report(new TrainingProgress(new ReadProgress(5_000_000, 10_000_000, 1234), null));
            display.Report(new TrainingProgress(null, new IterationProgress(7, 0.5, 0.5, 0.1, 1, 0.2, 0)));
            return true;
        });
        Assert.Contains("██████████░░░░░░░░░░ reading 5 MB of 10 MB, 1,234 rows", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("training iteration 7, loss 0.500000", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TheWorkFails_ThrowsTheSameException()
    {
        using CliEnvironment environment = Environment(isTerminal: true, out _);
        LogRegException thrown = Assert.Throws<LogRegException>(() => ProgressDisplay.Run<bool>(environment, isWanted: true, _ => throw new LogRegException("broken")));
        Assert.Equal("broken", thrown.Message);
    }

    private static CliEnvironment Environment(bool isTerminal, out StringWriter error)
    {
        error = new StringWriter { NewLine = "\n" };
        return new CliEnvironment { Input = Stream.Null, Output = Stream.Null, Error = error, IsErrorTerminal = isTerminal, AllowsColor = true, Width = 80 };
    }
}
