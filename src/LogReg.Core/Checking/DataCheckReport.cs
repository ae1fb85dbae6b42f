namespace LogReg.Checking;

/// <summary>What data are like, and what in them would do a regression harm.</summary>
public sealed record DataCheckReport
{
    /// <summary>How many rows the data have.</summary>
    public required long RowsRead { get; init; }

    /// <summary>How many of them would train; all of them where the data allow no model.</summary>
    public required int RowsUsed { get; init; }

    /// <summary>How many rows have no target.</summary>
    public required int RowsWithoutTarget { get; init; }

    /// <summary>How many rows would be dropped for a missing cell.</summary>
    public required int RowsWithMissingCells { get; init; }

    /// <summary>How many rows have the weight 0.</summary>
    public required int RowsOfWeightZero { get; init; }

    /// <summary>How many columns the data have, those included that were not looked at.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>The column to predict; <see langword="null"/> where none is left.</summary>
    public required string? Target { get; init; }

    /// <summary>Of two classes the one whose probability would be modelled; else <see langword="null"/>.</summary>
    public required string? Positive { get; init; }

    /// <summary>For each class, sorted, how many rows it has; empty where the data allow no model.</summary>
    public required IReadOnlyDictionary<string, int> ClassCounts { get; init; }

    /// <summary>How many coefficients each equation has, the intercept apart; 0 where the data allow no model.</summary>
    public required int CoefficientCount { get; init; }

    /// <summary>Events per variable: the rows of the rarest class per coefficient, without the intercept; NaN if the data do not allow a model.</summary>
    public required double EventsPerVariable { get; init; }

    /// <summary>The columns that were looked at, in the order of the data.</summary>
    public required IReadOnlyList<ColumnDescription> Columns { get; init; }

    /// <summary>The findings, the most severe first; empty if there is nothing to report.</summary>
    public required IReadOnlyList<DataFinding> Findings { get; init; }

    /// <summary>Whether there is a finding of a severity or of one above it.</summary>
    /// <param name="severity">The severity.</param>
    public bool HasFindings(FindingSeverity severity) => Findings.Any(finding => finding.Severity >= severity);
}
