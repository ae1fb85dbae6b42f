namespace LogReg.Checking;

/// <summary>A description of the data, and the problems in them that would harm a regression.</summary>
public sealed record DataCheckReport
{
    /// <summary>The number of rows of the data.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of rows that would be used for training; all of them if the data do not allow a model.</summary>
    public required long RowsUsed { get; init; }

    /// <summary>The number of rows without a target.</summary>
    public required long RowsWithoutTarget { get; init; }

    /// <summary>The number of rows that would be dropped because of a missing cell.</summary>
    public required long RowsWithMissingCells { get; init; }

    /// <summary>The number of rows with weight 0.</summary>
    public required long RowsOfWeightZero { get; init; }

    /// <summary>The number of columns of the data, including those that were not checked.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>The column to predict; <see langword="null"/> if none is left.</summary>
    public required string? Target { get; init; }

    /// <summary>With two classes, the one whose probability would be modelled; otherwise <see langword="null"/>.</summary>
    public required string? Positive { get; init; }

    /// <summary>The number of rows of each class, sorted; empty if the data do not allow a model.</summary>
    public required IReadOnlyDictionary<string, long> ClassCounts { get; init; }

    /// <summary>The number of coefficients of each equation, without the intercept; 0 if the data do not allow a model.</summary>
    public required int CoefficientCount { get; init; }

    /// <summary>Events per variable: the rows of the rarest class per coefficient, without the intercept; NaN if the data do not allow a
    /// model.</summary>
    public required double EventsPerVariable { get; init; }

    /// <summary>The columns that were checked, in the order of the data.</summary>
    public required IReadOnlyList<ColumnDescription> Columns { get; init; }

    /// <summary>The findings, the most severe first; empty if there is nothing to report.</summary>
    public required IReadOnlyList<DataFinding> Findings { get; init; }

    /// <summary>Determines whether there is a finding of at least the given severity.</summary>
    /// <param name="severity">The severity.</param>
    public bool HasFindings(FindingSeverity severity) => Findings.Any(finding => finding.Severity >= severity);
}
