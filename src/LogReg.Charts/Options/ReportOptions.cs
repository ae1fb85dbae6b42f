namespace LogReg.Charts;

/// <summary>The names and weights of an HTML report.</summary>
public sealed record ReportOptions
{
    /// <summary>The name of the model's file, which the report shows and uses in the command lines that make it again.</summary>
    public string ModelName { get; init; } = "model.json";

    /// <summary>The column of weights; <see langword="null"/> if every row has weight 1.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>A text for the end of the report, such as a date; empty for none, so that the same input gives the same report.</summary>
    public string Note { get; init; } = "";

    /// <summary>The options of the command line that change what the page says, as they are typed.</summary>
    internal IReadOnlyList<string> CommandOptions { get; init; } = [];

    /// <summary>Whether the model is another λ of a path.</summary>
    internal bool IsTakenFromPath { get; init; }

    /// <summary>The use of each row in training, if the page is made at its end; otherwise empty.</summary>
    internal IReadOnlyList<RowUse> RowUses { get; init; } = [];

    /// <summary>With three or more classes, those that features separate from all others, if the page is made at the end of
    /// training.</summary>
    internal IReadOnlyList<string> SeparatedClasses { get; init; } = [];
}
