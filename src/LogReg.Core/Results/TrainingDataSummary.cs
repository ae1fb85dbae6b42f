using System.Collections.ObjectModel;
using LogReg.Terms;

namespace LogReg;

/// <summary>A summary of the data of a fit: which rows and columns were used, and why others were not.</summary>
public sealed record TrainingDataSummary
{
    /// <summary>The number of rows.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of training rows.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>The number of held-out rows.</summary>
    public required long TestRows { get; init; }

    /// <summary>The number of rows set aside for early stopping (<see cref="LogisticRegression.EarlyStopping"/>).</summary>
    public long WatchedRows { get; init; }

    /// <summary>The number of rows left out because their target is missing.</summary>
    public required long RowsWithoutTarget { get; init; }

    /// <summary>The number of rows left out because of a missing cell (<see cref="MissingHandling.Drop"/>, or
    /// <see cref="MissingHandling.Auto"/>).</summary>
    public required long RowsWithMissingCells { get; init; }

    /// <summary>How missing cells in the features were handled, and why; <see langword="null"/> if there were none.</summary>
    public MissingSummary? Missing { get; init; }

    /// <summary>The number of missing cells by feature, in the rows that <see cref="MissingHandling.Auto"/> left out.</summary>
    public IReadOnlyDictionary<string, long> CellsOfDroppedRows { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>The number of rows left out because their weight is 0.</summary>
    public required long RowsOfWeightZero { get; init; }

    /// <summary>How the target was chosen.</summary>
    public required TargetChoice TargetChoice { get; init; }

    /// <summary>The number of training rows of each class of the target.</summary>
    public required IReadOnlyList<long> ClassCounts { get; init; }

    /// <summary>The number of missing cells by feature of the model, in the training rows.</summary>
    public required IReadOnlyDictionary<string, long> MissingCells { get; init; }

    /// <summary>The columns that are not features, and why.</summary>
    public required IReadOnlyList<LeftOutColumn> LeftOut { get; init; }
}
