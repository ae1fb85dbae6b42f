namespace LogReg.Terms;

/// <summary>Numbers for each level: a coding with contrasts other than the indicators of the levels.</summary>
internal sealed class LevelNumbers : NumbersFactor
{
    private readonly double[][] _numbers;

    /// <param name="levels">The levels.</param>
    /// <param name="name">The factor as a formula writes it.</param>
    /// <param name="coding">The coding.</param>
    /// <param name="order">The positions of all levels, in the order that the coding takes them.</param>
    public LevelNumbers(LevelFactor levels, string name, LevelCoding coding, IReadOnlyList<int> order)
        : base(levels.Cells, name)
    {
        Source = levels;
        Coding = coding;
        Order = order;
        int last = order.Count - 1;
        _numbers = new double[levels.Levels.Count][];
        for (int place = 0; place <= last; place++)
        {
            _numbers[order[place]] =
            [
                .. Enumerable.Range(0, last).Select(column => coding == LevelCoding.Steps
                    ? (place > column ? 1.0 : 0)
                    : place == last ? -1 : place == column ? 1 : 0),
            ];
        }

        Names = coding == LevelCoding.Steps
            ? [.. order.Skip(1).Select(level => $"{name}>={levels.Levels[level]}")]
            : [.. order.Take(last).Select(level => $"{name}={levels.Levels[level]}")];
    }

    /// <summary>The levels.</summary>
    public LevelFactor Source { get; }

    /// <inheritdoc/>
    public override IEnumerable<double> LimitCells => Source.LimitCells;

    /// <summary>The coding.</summary>
    public LevelCoding Coding { get; }

    /// <summary>The positions of all levels, in the order that the coding takes them.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <inheritdoc/>
    public override LevelFactor LevelSource => Source;

    /// <inheritdoc/>
    public override NumberFactor? Functions => Source.Functions;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override void Evaluate(double cell, Span<double> values)
    {
        int level = Source.LevelOf(cell);
        if (level < 0)
        {
            values[..Names.Count].Clear();
        }
        else
        {
            _numbers[level].CopyTo(values);
        }
    }
}
