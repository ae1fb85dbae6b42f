namespace LogReg.Charts;

/// <summary>The names and weights of an HTML report, and how it names options.</summary>
public sealed record ReportOptions
{
    /// <summary>The name of the model or of its file, which the report shows; <see langword="null"/> if it has none.</summary>
    public string? ModelName { get; init; }

    /// <summary>The column of weights; <see langword="null"/> if every row has weight 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>A text for the end of the report, such as a date; empty for none, so that the same input gives the same report.</summary>
    public string Note { get; init; } = "";

    /// <summary>How the report names options, such as those that it advises to train with.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public OptionSpelling Spelling
    {
        get; init =>
        field = value ?? throw new ArgumentNullException(nameof(Spelling));
    } = OptionSpelling.DotNet;

    /// <summary>The command lines that make the page and its numbers again; <see langword="null"/> if an app makes the page.</summary>
    internal ReportCommands? Commands { get; init; }

    /// <summary>Whether the model is another λ of a path.</summary>
    internal bool IsTakenFromPath { get; init; }

    /// <summary>The use of each row in training, if the page is made at its end; otherwise empty.</summary>
    internal IReadOnlyList<RowUse> RowUses { get; init; } = [];

    /// <summary>With three or more classes, those that features separate from all others, if the page is made at the end of
    /// training.</summary>
    internal IReadOnlyList<string> SeparatedClasses { get; init; } = [];
}
