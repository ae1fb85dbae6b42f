using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>The levels of a categorical feature, the rare ones together as one: so is a level that training did not see.</summary>
internal sealed class LumpedLevels : LevelFactor
{
    /// <summary>The name of the level of the rare ones.</summary>
    public const string Other = "(other)";

    private readonly int[] _groups;
    private readonly int _other;

    /// <param name="cells">The cells of the feature.</param>
    /// <param name="name">The factor as a formula writes it.</param>
    /// <param name="kept">The positions of the levels that stand by themselves, ascending.</param>
    public LumpedLevels(CategoricalCells cells, string name, IReadOnlyList<int> kept)
        : base(cells, name)
    {
        Kept = kept;
        IReadOnlyList<string> own = cells.Feature.Levels;
        bool hasOther = kept.Count < own.Count;
        Levels = [.. kept.Select(level => own[level]), .. hasOther ? [Other] : Array.Empty<string>()];
        _groups = new int[own.Count];
        Array.Fill(_groups, kept.Count);
        for (int place = 0; place < kept.Count; place++)
        {
            _groups[kept[place]] = place;
        }

        Reference = cells.Reference < 0 ? -1 : _groups[cells.Reference];
        _other = hasOther ? kept.Count : Reference;
    }

    /// <summary>The positions of the levels that stand by themselves.</summary>
    public IReadOnlyList<int> Kept { get; }

    /// <summary>Whether some levels are together as the other ones, and with them those that training did not see.</summary>
    public bool HasOther => Kept.Count < Levels.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Levels { get; }

    /// <inheritdoc/>
    public override int Reference { get; }

    /// <inheritdoc/>
    public override int LevelOf(double cell) => cell < 0 ? _other : _groups[(int)cell];

    /// <inheritdoc/>
    public override Condition ConditionOf(IReadOnlyCollection<int> levels, EquationBuilder builder) =>
        ConditionOf(levels, _other, [.. Levels.Take(Kept.Count)]);
}
