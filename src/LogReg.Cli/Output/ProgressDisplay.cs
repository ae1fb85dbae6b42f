using System.Runtime.ExceptionServices;
using LogReg.Data;
using LogReg.Solvers;
using Spectre.Console;

namespace LogReg.Cli.Output;

/// <summary>How far reading and training have come, redrawn in place on a terminal and gone at the end; nothing anywhere else.</summary>
internal sealed class ProgressDisplay : IProgress<TrainingProgress>, IProgress<ReadProgress>
{
    private readonly Lock _lock = new();
    private readonly ProgressContext _context;
    private ProgressTask? _reading;
    private ProgressTask? _training;
    private ProgressTask? _fits;

    private ProgressDisplay(ProgressContext context)
    {
        _context = context;
    }

    /// <summary>Does some work with a display, or without one if nobody would see it.</summary>
    public static T Run<T>(CliEnvironment environment, bool isWanted, Func<ProgressDisplay?, T> work)
    {
        if (!isWanted || !environment.IsErrorTerminal)
        {
            return work(null);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = environment.AllowsColor ? AnsiSupport.Yes : AnsiSupport.Detect,
            ColorSystem = environment.AllowsColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(environment.Error),
        });
        console.Profile.Width = environment.Width;
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarText(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                // The display clears itself away only if it ends well; an error line must not stand in its middle.
                try
                {
                    result = work(new ProgressDisplay(context));
                }
#pragma warning disable CA1031 // It is thrown on as it is.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            });
        failure?.Throw();
        return result!;
    }

    public void Report(TrainingProgress value)
    {
        if (value.Reading is ReadProgress reading)
        {
            Report(reading);
        }
        else if (value.Fits is FitCount fits)
        {
            Report(fits);
        }
        else if (value.Iteration is IterationProgress iteration)
        {
            Report(iteration);
        }
    }

    public void Report(ReadProgress value)
    {
        lock (_lock)
        {
            _reading ??= _context.AddTask("reading");
            _reading.IsIndeterminate = value.TotalBytes is null;
            _reading.MaxValue = Math.Max(1, value.TotalBytes ?? 1);
            _reading.Value = value.TotalBytes is null ? 0 : value.BytesRead;
            string total = value.TotalBytes is long bytes ? $" of {Size(bytes)}" : "";
            _reading.Description = $"reading {Size(value.BytesRead)}{total}, {NumberFormat.Count(value.Rows)} rows";
        }
    }

    private void Report(FitCount value)
    {
        lock (_lock)
        {
            _reading?.StopTask();
            _fits ??= _context.AddTask("fitting");
            _fits.MaxValue = Math.Max(1, value.Total);
            _fits.Value = value.Done;
            _fits.Description = $"fitting, {NumberFormat.Count(value.Done)} of {NumberFormat.Count(value.Total)} fits";
        }
    }

    // How many iterations it will take nobody knows, so there is no bar.
    private void Report(IterationProgress value)
    {
        lock (_lock)
        {
            _reading?.StopTask();
            _training ??= _context.AddTask("training");
            _training.IsIndeterminate = true;
            _training.Description = $"training iteration {NumberFormat.Count(value.Iteration)}, loss {NumberFormat.Significant(value.Loss, 6)}";
        }
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => $"{NumberFormat.Count(bytes / 1000)} kB",
        < 1_000_000_000 => $"{NumberFormat.Count(bytes / 1_000_000)} MB",
        _ => $"{(bytes / 1e9).ToString("F1", System.Globalization.CultureInfo.InvariantCulture)} GB",
    };
}
