namespace LogReg.Charts;

/// <summary>The size and colours of a figure.</summary>
public sealed record FigureOptions
{
    /// <summary>The smallest width and height in pixels.</summary>
    public const int SmallestSide = 200;

    /// <summary>The largest width and height in pixels.</summary>
    public const int LargestSide = 8000;

    /// <summary>The width in pixels, 200 to 8000; <see langword="null"/> to follow from the height, or to use the figure's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of this range.</exception>
    public int? Width { get; init => field = Valid(value, nameof(Width)); }

    /// <summary>The height in pixels, 200 to 8000; <see langword="null"/> to follow from the width, or to use the figure's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of this range.</exception>
    public int? Height { get; init => field = Valid(value, nameof(Height)); }

    /// <summary>Colours for a light or a dark background.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither.</exception>
    public PlotTheme Theme
    {
        get; init =>
        field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Theme), value, "Theme must be Light or Dark.");
    }

    private static int? Valid(int? side, string name) => side is null or (>= SmallestSide and <= LargestSide)
        ? side
        : throw new ArgumentOutOfRangeException(name, side, $"{name} must be between {SmallestSide} and {LargestSide} pixels.");
}
