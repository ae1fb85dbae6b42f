using LogReg.Charts.Figures;

namespace LogReg.Charts.Terminal;

/// <summary>The marker of an ink in a terminal.</summary>
internal static class TerminalInk
{
    // Of the sixteen colours those that stand out from a light and from a dark background.
    private static readonly Dictionary<string, (int Color, char Mark)> Known = new()
    {
        ["blue"] = (94, '*'),
        ["vermillion"] = (31, '+'),
        ["green"] = (32, 'x'),
        ["purple"] = (35, 'o'),
        ["amber"] = (33, '#'),
        ["grey"] = (90, '%'),
        ["sigmoid"] = (94, '*'),
        ["derivative"] = (35, '+'),
        ["axis"] = (90, '.'),
        ["muted"] = (90, '.'),
        ["grid"] = (90, '.'),
    };

    /// <summary>The number of the colour among those of ECMA-48; 0 for the terminal's own.</summary>
    public static int Color(Ink ink) => Known.GetValueOrDefault(ink.Name).Color;

    /// <summary>Draws curves where there are no dots.</summary>
    public static char Mark(Ink ink) => Known.TryGetValue(ink.Name, out (int Color, char Mark) known) ? known.Mark : ':';
}
