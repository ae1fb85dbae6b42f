namespace LogReg.Charts.Figures;

/// <summary>The inks that there are. Text has a contrast of 4.5 or more with the surface, every other ink that carries meaning 3 or more,
/// in both themes.</summary>
internal static class Inks
{
    public static Ink Surface { get; } = new("surface", "#FFFFFF", "#15181D");

    public static Ink Text { get; } = new("text", "#1F2328", "#E6E9ED");

    /// <summary>Explanatory text: tick labels, notes.</summary>
    public static Ink Muted { get; } = new("muted", "#57606A", "#A3ACB8");

    public static Ink Axis { get; } = new("axis", "#6E7781", "#8B949E");

    public static Ink Grid { get; } = new("grid", "#E4E7EB", "#2B3038");

    /// <summary>σ in the picture of the sigmoid.</summary>
    public static Ink Sigmoid { get; } = new("sigmoid", "#307EC7", "#4C9BE6");

    /// <summary>σ′ in the picture of the sigmoid.</summary>
    public static Ink Derivative { get; } = new("derivative", "#9621E2", "#BF73F5");

    /// <summary>The inks of series that choose none, in turn: the hues of M. Okabe and K. Ito (2008), which all kinds of colour vision tell
    /// apart, darkened or lightened until they stand out from the surface.</summary>
    public static IReadOnlyList<Ink> Series { get; } =
    [
        new("blue", "#0072B2", "#4DA6E0"),
        new("vermillion", "#D55E00", "#F2813A"),
        new("green", "#00875F", "#1FBF91"),
        new("purple", "#B5548E", "#E39AC6"),
        new("amber", "#9A6E00", "#E6B83D"),
        new("grey", "#5B6570", "#B4BCC6"),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Ink> All { get; } = [Surface, Text, Muted, Axis, Grid, Sigmoid, Derivative, .. Series];
}
