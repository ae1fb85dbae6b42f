using LogReg.Charts.Text;
using Spectre.Console;

namespace LogReg.Cli.Output;

/// <summary>Puts texts into their tones; without colours a text stays as it is.</summary>
internal sealed class TextPainter
{
    private readonly bool _isColored;

    public TextPainter(bool isColored)
    {
        _isColored = isColored;
    }

    /// <summary>The text, with the codes of its tone around it.</summary>
    public string Paint(string text, Tone tone)
    {
        if (!_isColored || tone == Tone.Plain || text.Length == 0)
        {
            return text;
        }

        using var painted = new StringWriter { NewLine = "\n" };
        CreateConsole(painted, int.MaxValue).Write(new Text(text, StyleOf(tone)));
        return painted.ToString();
    }

    /// <summary>A console of Spectre's that writes to a text.</summary>
    public IAnsiConsole CreateConsole(TextWriter output, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _isColored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _isColored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    /// <summary>The style of a tone: the first sixteen colours, which every theme of a terminal makes readable on its ground.</summary>
    public static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Heading => new Style(decoration: Decoration.Bold),
        Tone.Quiet => new Style(decoration: Decoration.Dim),
        Tone.Warning => new Style(Color.Olive, decoration: Decoration.Bold),
        Tone.Error => new Style(Color.Maroon, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
