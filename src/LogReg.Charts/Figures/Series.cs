namespace LogReg.Charts.Figures;

/// <summary>Something that is drawn between the axes.</summary>
internal abstract record Series
{
    /// <summary>Its name in the legend; empty to leave it out there.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its colour; <see langword="null"/> for the next of <see cref="Inks.Series"/>.</summary>
    public Ink? Ink { get; init; }

    /// <summary>The values that the x axis must show; NaN and ∞ do not count.</summary>
    public abstract IEnumerable<double> HorizontalValues { get; }

    /// <summary>The values that the y axis must show; NaN and ∞ do not count.</summary>
    public abstract IEnumerable<double> VerticalValues { get; }
}
