using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>Numbers for each level: a coding with contrasts other than the indicators of the levels.</summary>
internal sealed class LevelNumbers : NumbersFactor
{
    // For each level its position in the order.
    private readonly int[] _positions;

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
        _positions = new int[order.Count];
        for (int position = 0; position < order.Count; position++)
        {
            _positions[order[position]] = position;
        }

        Names = coding == LevelCoding.Steps
            ? [.. order.Skip(1).Select(level => $"{name}>={levels.Levels[level]}")]
            : [.. order.SkipLast(1).Select(level => $"{name}={levels.Levels[level]}")];
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
        Span<double> own = values[..Names.Count];
        int level = Source.LevelOf(cell);
        int position = level < 0 ? -1 : _positions[level];
        if (Coding == LevelCoding.Steps)
        {
            own.Clear();
            own[..Math.Max(position, 0)].Fill(1);
            return;
        }

        own.Fill(position == own.Length ? -1 : 0);
        if (position >= 0 && position < own.Length)
        {
            own[position] = 1;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(EquationBuilder builder) => builder.Once(Name, () =>
    {
        if (Coding == LevelCoding.Steps)
        {
            return [.. Names.Select((name, step) => builder.Bind(name, Indicator([.. Order.Skip(step + 1)])))];
        }

        NumberExpression last = builder.Bind($"{Name}={Source.Levels[Order[^1]]}", Indicator([Order[^1]]));
        var negative = new ProductNumber([new ConstantNumber(-1), last]);
        return [.. Names.Select((name, place) => builder.Bind(name, new SumNumber([Indicator([Order[place]]), negative])))];

        IndicatorNumber Indicator(int[] levels) => new(Source.ConditionOf(levels, builder));
    });
}
