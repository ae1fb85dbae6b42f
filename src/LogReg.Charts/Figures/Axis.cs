namespace LogReg.Charts.Figures;

/// <summary>One axis of a chart.</summary>
internal sealed record Axis
{
    /// <summary>The quantity, with its unit in brackets if it has one.</summary>
    public required string Label { get; init; }

    /// <summary>Where it begins; <see langword="null"/> for the series' least value, rounded.</summary>
    public double? Minimum { get; init; }

    /// <summary>Where it ends; <see langword="null"/> for the series' greatest value, rounded.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether equal steps are equal factors; then all values must be above 0.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether an x axis falls from the left to the right.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Where ticks are; <see langword="null"/> to have them found.</summary>
    public IReadOnlyList<double>? Ticks { get; init; }

    /// <summary>Names that stand at 0, 1, 2, … instead of numbers, the first at the top of a y axis; <see langword="null"/> for
    /// numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>How a tick's number is written; <see langword="null"/> for as many decimals as it needs.</summary>
    public Func<double, string>? Format { get; init; }

    /// <summary>Whether ticks have labels.</summary>
    public bool HasLabels { get; init; } = true;

    /// <summary>An axis of probabilities or shares, 0 to 1, with a little air at both ends.</summary>
    public static Axis OfShare(string label) =>
        new() { Label = label, Minimum = -0.02, Maximum = 1.02, Ticks = [0, 0.2, 0.4, 0.6, 0.8, 1] };
}
