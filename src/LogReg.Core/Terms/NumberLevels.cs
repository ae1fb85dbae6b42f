using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>Levels made of a number: intervals, or single numbers. A missing cell is in the interval of the imputed value; of single
/// numbers it counts as the reference level.</summary>
internal sealed class NumberLevels : LevelFactor
{
    private readonly double[] _limits;

    /// <param name="number">The number, after functions that have one value each.</param>
    /// <param name="name">The factor as a formula writes it.</param>
    /// <param name="limits">Ascending: of k + 1 intervals the k limits, each of which belongs to the interval above it; or the k
    /// numbers.</param>
    /// <param name="areIntervals">Whether the levels are intervals.</param>
    /// <param name="levels">The names of the levels, in order.</param>
    /// <param name="reference">The position of the reference level, or −1.</param>
    public NumberLevels(
        NumberFactor number, string name, IReadOnlyList<double> limits, bool areIntervals, IReadOnlyList<string> levels, int reference)
        : base(number.Cells, name)
    {
        Functions = number;
        _limits = [.. limits];
        AreIntervals = areIntervals;
        Levels = levels;
        Reference = reference;
    }

    /// <inheritdoc/>
    public override NumberFactor Functions { get; }

    /// <summary>Whether the number is that of the column, without a function.</summary>
    public bool AreOfColumn => Functions.Chain.Count == 0;

    /// <summary>The limits of the intervals, or the numbers.</summary>
    public IReadOnlyList<double> Limits => _limits;

    /// <summary>Whether the levels are intervals.</summary>
    public bool AreIntervals { get; }

    /// <inheritdoc/>
    public override IEnumerable<double> LimitCells =>
        AreIntervals ? _limits.Select(limit => Functions.Invert(limit, Functions.Chain.Count)).OfType<double>() : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Levels { get; }

    /// <inheritdoc/>
    public override int Reference { get; }

    /// <inheritdoc/>
    public override int LevelOf(double cell)
    {
        // The mean, which is imputed for numbers, may be a level by chance.
        if (!AreIntervals && (double.IsNaN(cell) || Functions.UndefinedAt(cell) >= 0))
        {
            return Reference;
        }

        Span<double> number = stackalloc double[1];
        Functions.Evaluate(cell, number);
        int place = _limits.AsSpan().BinarySearch(number[0]);
        return AreIntervals ? (place >= 0 ? place + 1 : ~place) : place >= 0 ? place : Reference;
    }

    /// <inheritdoc/>
    public override Condition ConditionOf(IReadOnlyCollection<int> levels, EquationBuilder builder)
    {
        NumberExpression number = Functions.Write(builder)[0];
        if (AreIntervals)
        {
            Condition[] intervals = [.. levels.Order().Select(level => IntervalOf(level, number))];
            return intervals.Length == 1 ? intervals[0] : new AnyCondition(intervals);
        }

        bool takesRest = levels.Contains(Reference);
        Condition[] values =
        [
            .. Enumerable.Range(0, _limits.Length).Where(level => levels.Contains(level) != takesRest).Select(
                level => new ComparisonCondition(number, Comparison.Equal, _limits[level])),
        ];
        var present = new AllCondition(
            [new NotCondition(new MissingCondition(Cells.Feature.Name)), values.Length == 1 ? values[0] : new AnyCondition(values)]);
        return takesRest ? new NotCondition(present) : present;
    }

    private Condition IntervalOf(int level, NumberExpression number)
    {
        Condition? above = level > 0 ? new ComparisonCondition(number, Comparison.AtLeast, _limits[level - 1]) : null;
        Condition? below = level < _limits.Length ? new ComparisonCondition(number, Comparison.Less, _limits[level]) : null;
        return above is not null && below is not null ? new AllCondition([above, below]) : above ?? below!;
    }
}
