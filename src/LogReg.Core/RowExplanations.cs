using LogReg.Data;
using LogReg.Features;

namespace LogReg;

/// <summary>
/// Where the log-odds of some rows come from. A feature's contribution is b·(x − mean), of a category b_level − Σ share·b over its levels: what the row's value
/// adds to the log-odds of a row at the training mean. <see cref="MeanLogOdds"/>, all contributions and the offset add up to the log-odds.
/// Valid until the next chunk is asked for.
/// </summary>
public sealed class RowExplanations
{
    private readonly int[] _features;
    private readonly double[] _contributions;
    private readonly IReadOnlyList<TextColumn> _cells;
    private readonly MissingValueSet _missing;

    internal RowExplanations(
        double meanLogOdds, int count, int[] features, double[] contributions, IReadOnlyList<RowFlag> flags, IReadOnlyList<TextColumn> cells, MissingValueSet missing)
    {
        MeanLogOdds = meanLogOdds;
        Count = count;
        _features = features;
        _contributions = contributions;
        Flags = flags;
        _cells = cells;
        _missing = missing;
    }

    /// <summary>The log-odds where every feature is at its training mean, without offset.</summary>
    public double MeanLogOdds { get; }

    /// <summary>m, how many contributions of each row there are: as many as were asked for, or as there are features.</summary>
    public int Count { get; }

    /// <summary>The features of the m largest contributions, the largest first: n × m positions in <see cref="LogisticModel.Features"/>, row by row.</summary>
    public ReadOnlySpan<int> Features => _features;

    /// <summary>The contributions to the log-odds, n × m, as <see cref="Features"/>.</summary>
    public ReadOnlySpan<double> Contributions => _contributions;

    /// <summary>The cells that make a prediction less sure than it looks, in the order of the rows, then of the features.</summary>
    public IReadOnlyList<RowFlag> Flags { get; }

    /// <summary>The text of a feature's cell, UTF-8; <see cref="Feature.MissingLevel"/> if it is missing.</summary>
    /// <param name="row">The row in its chunk, from 0.</param>
    /// <param name="feature">The position of the feature in <see cref="LogisticModel.Features"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or feature.</exception>
    public ReadOnlySpan<byte> CellText(int row, int feature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(feature);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, _cells.Count);
        ReadOnlySpan<byte> text = _cells[feature][row];
        return _missing.Contains(text) ? "(missing)"u8 : text;
    }
}
