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

    /// <summary>The name of a level, as part of the name of a coefficient.</summary>
    /// <param name="level">The position of the level.</param>
    public string NameOf(int level) => $"{Name}={Levels[level]}";
}
