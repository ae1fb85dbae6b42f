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

    /// <summary>How many rows were left out because of a missing cell (<see cref="MissingHandling.Drop"/>).</summary>
    public required int RowsWithMissingCells { get; init; }

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
