using LogReg.Data;
using LogReg.Terms;

namespace LogReg;

/// <summary>
/// The contributions of the features to the log-odds of rows. The contribution of a numeric feature is b·(x − mean), that of a categorical
/// feature b_level − Σ share·b over its levels: what the value adds to the log-odds of a row at the training mean.
/// <see cref="MeanLogOdds"/>, all contributions and the offset add up to the log-odds of the row. Valid until the next chunk is read.
/// </summary>
public sealed class RowExplanations
{
    private readonly int[] _features;
    private readonly double[] _contributions;
    private readonly IReadOnlyList<TextColumn> _cells;
    private readonly MissingValueSet _missing;

    internal RowExplanations(
        double meanLogOdds,
        int count,
        int[] features,
        double[] contributions,
        IReadOnlyList<RowFlag> flags,
        IReadOnlyList<TextColumn> cells,
        MissingValueSet missing)
    {
        MeanLogOdds = meanLogOdds;
        Count = count;
        _features = features;
        _contributions = contributions;
        Flags = flags;
        _cells = cells;
        _missing = missing;
    }

    /// <summary>The log-odds of a row with every feature at its training mean, without the offset.</summary>
    public double MeanLogOdds { get; }

    /// <summary>The number m of contributions per row: the number in the options, or the number of features if that is smaller.</summary>
    public int Count { get; }

    /// <summary>The features of the m largest contributions, the largest first: n × m indices in <see cref="LogisticModel.Features"/>, row
    /// by row.</summary>
    public ReadOnlySpan<int> Features => _features;

    /// <summary>The contributions to the log-odds, n × m, as <see cref="Features"/>.</summary>
    public ReadOnlySpan<double> Contributions => _contributions;

    /// <summary>The flags of unusual cells, in the order of the rows, then of the features.</summary>
    public IReadOnlyList<RowFlag> Flags { get; }

    /// <summary>Gets the text of the cell of a feature, in UTF-8; <see cref="Feature.MissingLevel"/> if it is missing.</summary>
    /// <param name="row">The index of the row in its chunk.</param>
    /// <param name="feature">The index of the feature in <see cref="LogisticModel.Features"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public ReadOnlySpan<byte> CellText(int row, int feature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, _cells.Count);
        ReadOnlySpan<byte> text = _cells[feature][row];
        return _missing.Contains(text) ? "(missing)"u8 : text;
    }
}
