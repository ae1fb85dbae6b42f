using LogReg.Charts.Text;
using LogReg.Data;
using LogReg.Solvers;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogReg.Cli.Output;

/// <summary>
/// How far reading and training have come: a line for each, redrawn in place on a terminal, and gone at the end; nothing anywhere else.
/// What is done in a moment shows nothing, since lines that flash by cannot be read.
/// </summary>
internal sealed class ProgressDisplay : IProgress<TrainingProgress>, IProgress<ReadProgress>
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly bool _drawsBlocks;
    private ReadProgress? _reading;
    private FitCount? _fits;
    private IterationProgress? _iteration;

    private ProgressDisplay(bool drawsBlocks)
    {
        _drawsBlocks = drawsBlocks;
    }

    /// <summary>Does some work with a display, or without one if nobody would see it.</summary>
    /// <param name="environment">The terminal, if there is one.</param>
    /// <param name="isWanted">Whether a display is wanted.</param>
    /// <param name="work">The work, which reports to the display.</param>
    /// <param name="patience">How long the work may take before anything is shown; a third of a second where it is not given.</param>
    public static T Run<T>(CliEnvironment environment, bool isWanted, Func<ProgressDisplay?, T> work, TimeSpan? patience = null)
    {
        if (!isWanted || !environment.IsErrorTerminal || environment.IsDumbTerminal)
        {
            return work(null);
        }

        var display = new ProgressDisplay(environment.AllowsUnicode);
        using var done = new ManualResetEventSlim();
        var drawer =
            new Thread(() => display.Draw(environment, done, patience ?? UsualPatience)) { IsBackground = true, Name = "progress" };
        drawer.Start();
        try
        {
            return work(display);
        }
        finally
        {
            // The lines are gone before anything else is written, an error's line, too.
            done.Set();
            drawer.Join();
        }
    }

    public void Report(TrainingProgress value)
    {
        lock (_lock)
        {
            _reading = value.Reading ?? _reading;
            _fits = value.Fits ?? _fits;
            _iteration = value.Iteration ?? _iteration;
        }
    }

    public void Report(ReadProgress value)
    {
        lock (_lock)
        {
            _reading = value;
        }
    }

    private void Draw(CliEnvironment environment, ManualResetEventSlim done, TimeSpan patience)
    {
        if (done.Wait(patience))
        {
            return;
        }

        try
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                // Without colours the cursor may still be moved.
                Ansi = AnsiSupport.Yes,
                ColorSystem = environment.AllowsColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.Yes,
                Out = new AnsiConsoleOutput(environment.Error),
            });
            console.Profile.Width = environment.ErrorWidth;
            console.Live(Lines(environment.ErrorWidth)).AutoClear(true).Start(context =>
            {
                do
                {
                    context.UpdateTarget(Lines(environment.ErrorWidth));
                }
                while (!done.Wait(Pause));
            });
        }
        catch (IOException)
        {
            // The work does not depend on its display.
        }
    }

    private Rows Lines(int width)
    {
        string?[] lines;
        lock (_lock)
        {
            lines =
            [
                _reading is ReadProgress reading && IsNews(reading) ? ProgressText.Of(reading, _drawsBlocks) : null,
                _fits is FitCount fits ? ProgressText.Of(fits, _drawsBlocks) : null,
                _iteration is IterationProgress iteration ? ProgressText.Of(iteration) : null,
            ];
        }

        // A line that is cut stays one line, so that what was drawn can be drawn over.
        return new Rows(lines.OfType<string>().Select(line => (IRenderable)new Text(Printable.Cut(line, width - 1))));
    }

    // A file that has been read to its end is of the past once something else goes on.
    private bool IsNews(ReadProgress reading) => reading.BytesRead < reading.TotalBytes || (_fits is null && _iteration is null);
}
