using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Statistics of a candidate column over the training rows.</summary>
/// <param name="Name">The column's name.</param>
internal abstract record ColumnSummary(string Name);

/// <summary>A column of numbers.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Statistics">Its moments.</param>
internal sealed record NumericSummary(string Name, ColumnStatistics Statistics) : ColumnSummary(Name);

/// <summary>A column of categories.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Levels">All levels of the data.</param>
/// <param name="Counts">How often each occurs.</param>
internal sealed record CategoricalSummary(string Name, LevelTable Levels, LevelCounts Counts) : ColumnSummary(Name);
