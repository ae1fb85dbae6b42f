using System.Collections.ObjectModel;
using LogReg.Features;

namespace LogReg;

/// <summary>What became of the data on the way to the solver.</summary>
public sealed record TrainingDataSummary
{
    /// <summary>How many rows there were.</summary>
    public required long RowsRead { get; init; }

    /// <summary>How many rows the coefficients were estimated from.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>How many rows were held out.</summary>
    public required int TestRows { get; init; }

    /// <summary>How many rows were set aside to stop early (<see cref="LogisticRegression.EarlyStopping"/>).</summary>
    public int WatchedRows { get; init; }

    /// <summary>How many rows were left out because their target is missing.</summary>
    public required int RowsWithoutTarget { get; init; }

    /// <summary>How many rows were left out because of a missing cell (<see cref="MissingHandling.Drop"/>, or <see cref="MissingHandling.Auto"/>).</summary>
    public required int RowsWithMissingCells { get; init; }

    /// <summary>What was done about missing cells in the features, and why; <see langword="null"/> where no feature has one.</summary>
    public MissingSummary? Missing { get; init; }

    /// <summary>For each feature with missing cells in rows that <see cref="MissingHandling.Auto"/> left out for them how many there are.</summary>
    public IReadOnlyDictionary<string, int> CellsOfDroppedRows { get; init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>How many rows were left out because their weight is 0.</summary>
    public required int RowsOfWeightZero { get; init; }

    /// <summary>How the target was chosen.</summary>
    public required TargetChoice TargetChoice { get; init; }

    /// <summary>For each class of the target how many training rows it has.</summary>
    public required IReadOnlyList<int> ClassCounts { get; init; }

    /// <summary>For each feature of the model with missing cells in the training rows how many there are.</summary>
    public required IReadOnlyDictionary<string, int> MissingCells { get; init; }

    /// <summary>The columns that are no feature, and why.</summary>
    public required IReadOnlyList<LeftOutColumn> LeftOut { get; init; }
}
