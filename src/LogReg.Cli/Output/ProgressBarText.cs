using Spectre.Console;
using Spectre.Console.Rendering;

namespace LogReg.Cli.Output;

/// <summary>A bar that can be read without colours, too.</summary>
internal sealed class ProgressBarText : ProgressColumn
{
    private const int Length = 20;

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        if (task.IsIndeterminate)
        {
            return Text.Empty;
        }

        int filled = (int)(Length * Math.Clamp(task.Percentage / 100, 0, 1));
        return new Text(new string('█', filled) + new string('░', Length - filled));
    }
}
