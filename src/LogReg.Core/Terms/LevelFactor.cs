namespace LogReg.Terms;

/// <summary>The levels of a categorical feature as 0/1: all of them, or all but the reference level where the terms without the feature are
/// in the model, too.</summary>
internal sealed class LevelFactor : TermFactor
{
    private readonly int[] _levels;
    private readonly int[] _places;

    /// <param name="cells">The cells of the feature.</param>
    /// <param name="hasAllLevels">Whether the reference level has a number, too.</param>
    public LevelFactor(CategoricalCells cells, bool hasAllLevels)
        : base(cells, cells.Feature.Name)
    {
        HasAllLevels = hasAllLevels;
        _levels = [.. Enumerable.Range(0, cells.Feature.Levels.Count).Where(level => hasAllLevels || level != cells.Reference)];
        _places = new int[cells.ColumnCount];
        Array.Fill(_places, -1);
        for (int place = 0; place < _levels.Length; place++)
        {
            _places[_levels[place]] = place;
        }

        Names = [.. _levels.Select(level => $"{cells.Feature.Name}={cells.Feature.Levels[level]}")];
    }

    /// <summary>Whether the reference level has a number, too.</summary>
    public bool HasAllLevels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override void Evaluate(double cell, Span<double> values)
    {
        values[.._levels.Length].Clear();
        int place = _places[(int)cell];
        if (place >= 0)
        {
            values[place] = 1;
        }
    }
}
