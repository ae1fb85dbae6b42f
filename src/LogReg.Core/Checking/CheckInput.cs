using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>The input of the checks of features.</summary>
/// <param name="Table">The data, not yet encoded.</param>
/// <param name="Features">The features as described by the training rows.</param>
/// <param name="Selection">The training rows.</param>
/// <param name="Classes">The class of each of them; of two, 1 is the positive one. Empty if there are none.</param>
/// <param name="ClassCount">How many classes there are; 0 if there are none.</param>
/// <param name="Threads">The largest number of threads, at least 1.</param>
internal sealed record CheckInput(
    Table Table, FeatureFit Features, RowSelection Selection, int[] Classes, int ClassCount, int Threads)
{
    /// <summary>How many rows a sample has at most: of what it shows all rows are asked.</summary>
    public int SampleSize { get; init; } = 20_000;

    /// <summary>How many cells of samples may be in memory at once, on all processes together: 32 megabytes by default.</summary>
    public int CellsAtOnce { get; init; } = 4_000_000;

    /// <summary>Whether a formula says what the terms are.</summary>
    public bool HasFormula { get; init; }

    /// <summary>Columns that somebody said are numbers.</summary>
    public IReadOnlyList<string> NumericColumns { get; init; } = [];

    /// <summary>The reference levels that a caller chose, by column.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether coefficients are read with their standard errors: if not, it does not matter which level is the
    /// reference.</summary>
    public bool HasInference { get; init; } = true;
}
