using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>The levels of a categorical feature. A level that training did not see counts as the reference level.</summary>
/// <param name="cells">The cells of the feature.</param>
internal sealed class OwnLevels(CategoricalCells cells) : LevelFactor(cells, cells.Feature.Name)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Levels => cells.Feature.Levels;

    /// <inheritdoc/>
    public override int Reference => cells.Reference;

    /// <inheritdoc/>
    public override int LevelOf(double cell) => cell < 0 ? cells.Reference : (int)cell;

    /// <inheritdoc/>
    public override Condition ConditionOf(IReadOnlyCollection<int> levels, EquationBuilder builder) =>
        ConditionOf(levels, Reference, Levels);
}
