using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A factor that is one of several levels.</summary>
/// <param name="cells">The cells of the feature.</param>
/// <param name="name">The factor as a formula writes it.</param>
internal abstract class LevelFactor(FeatureCells cells, string name) : TermFactor(cells, name)
{
    /// <summary>The levels, in their order.</summary>
    public abstract IReadOnlyList<string> Levels { get; }

    /// <inheritdoc/>
    public override LevelFactor LevelSource => this;

    /// <summary>The position of the reference level; −1 if every level has a coefficient.</summary>
    public abstract int Reference { get; }

    /// <summary>Whether the reference level has a coefficient, too, since no other term stands for it.</summary>
    public bool HasAllLevels { get; set; }

    /// <summary>The position of the level of a cell; −1 for one without a coefficient.</summary>
    /// <param name="cell">The cell, as <see cref="FeatureCells.ReadCell(ReadOnlySpan{double})"/> reads it.</param>
    public abstract int LevelOf(double cell);

    /// <summary>What must hold of the cell so that its level is one of several.</summary>
    /// <param name="levels">The positions of the levels, at least one and not all.</param>
    /// <param name="builder">Takes numbers that are used several times.</param>
    public abstract Condition ConditionOf(IReadOnlyCollection<int> levels, EquationBuilder builder);

    /// <summary>What must hold of the cell of a category so that it is one of several levels.</summary>
    /// <param name="levels">The positions of the levels among <paramref name="names"/>.</param>
    /// <param name="rest">The position that all other cells count as; −1 if they are of no level.</param>
    /// <param name="names">The levels in the data; beyond them, a position stands for all other cells.</param>
    protected Condition ConditionOf(IReadOnlyCollection<int> levels, int rest, IReadOnlyList<string> names) => levels.Contains(rest)
        ? new NotCondition(new LevelCondition(
            Cells.Feature.Name, [.. names.Where((_, place) => place != rest && !levels.Contains(place))]))
        : new LevelCondition(Cells.Feature.Name, [.. levels.Order().Select(place => names[place])]);

    /// <summary>The name of a level, as part of the name of a coefficient.</summary>
    /// <param name="level">The position of the level.</param>
    public string NameOf(int level) => $"{Name}={Levels[level]}";
}
