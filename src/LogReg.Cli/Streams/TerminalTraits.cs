namespace LogReg.Cli.Streams;

/// <summary>Reads the capabilities of the terminal from environment variables.</summary>
internal sealed class TerminalTraits
{
    private const int NarrowestWidth = 40;

    // The first that is set decides, as in setlocale(3).
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private readonly Func<string, string?> _variable;

    /// <param name="variable">Gives a variable of the environment.</param>
    public TerminalTraits(Func<string, string?> variable)
    {
        _variable = variable;
    }

    /// <summary>Whether the terminal can only write on: no colours, no moving back.</summary>
    public bool IsDumb => _variable("TERM") == "dumb";

    /// <summary>Whether a terminal may be sent colours: https://no-color.org, and CLICOLOR=0 as on BSD.</summary>
    public bool AllowsColor => !IsSet("NO_COLOR") && (ForcesColor || (!IsDumb && _variable("CLICOLOR") != "0"));

    /// <summary>Whether colours are wanted where there is no terminal, too, as for a pager: https://force-color.org, and
    /// CLICOLOR_FORCE.</summary>
    public bool ForcesColor => !IsSet("NO_COLOR") && (IsOn("FORCE_COLOR") || IsOn("CLICOLOR_FORCE"));

    /// <summary>Whether the terminal's locale has more than ASCII; where none is set, it is taken to.</summary>
    public bool IsUnicode
    {
        get
        {
            string? locale = LocaleVariables.Select(_variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
            return locale is null || locale.Contains("utf-8", StringComparison.OrdinalIgnoreCase)
                || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>The terminal's width: COLUMNS where it is set, else the given one.</summary>
    /// <param name="window">The width of the window, 0 or less where it is not known.</param>
    /// <param name="otherwise">The width where nothing is known.</param>
    public int WidthOf(int window, int otherwise)
    {
        int width = int.TryParse(_variable("COLUMNS"), out int columns) && columns > 0 ? columns : window;
        return width <= 0 ? otherwise : Math.Max(width, NarrowestWidth);
    }

    private bool IsSet(string name) => !string.IsNullOrEmpty(_variable(name));

    private bool IsOn(string name) => IsSet(name) && _variable(name) is not "0" and not "false";
}
