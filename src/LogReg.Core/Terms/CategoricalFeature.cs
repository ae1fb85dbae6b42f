using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A categorical feature, in which each level except the reference level has a coefficient, named <c>name=level</c>.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Levels">The levels seen in training, sorted in natural order (numbers by value, <c>5-14</c> before <c>45-54</c>),
/// <see cref="Feature.MissingLevel"/> last.</param>
/// <param name="Reference">The reference level, which has no coefficient; <see langword="null"/> with a penalty, where every level has a
/// coefficient.</param>
public sealed record CategoricalFeature(string Name, IReadOnlyList<string> Levels, string? Reference) : Feature(Name)
{
    /// <summary>The index of a level that is not in <see cref="Levels"/>; it counts as the reference level.</summary>
    public const int UnseenLevel = -1;

    /// <summary>The (weighted) proportions of <see cref="Levels"/> in the training rows, in their order, each 0 to 1;
    /// <see langword="null"/> if an older version wrote the model.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Categorical;

    /// <inheritdoc/>
    public override bool ImputesMissing => false;

    /// <summary>Whether there were missing cells in training, so that they are a level of their own. If not, a missing cell counts as an
    /// unseen level.</summary>
    public override bool KnowsMissing => IndexOf(MissingLevel) >= 0;

    /// <inheritdoc/>
    public override double TypicalCell => Shares is { Count: > 0 } shares ? shares.Index().MaxBy(pair => pair.Item).Index
        : Reference is null ? 0
        : Levels.Index().First(pair => pair.Item == Reference).Index;

    /// <summary>Determines whether two features have the same name, levels, reference level and proportions.</summary>
    /// <param name="other">The other feature.</param>
    public bool Equals(CategoricalFeature? other) =>
        other is not null && Name == other.Name && Reference == other.Reference && Levels.SequenceEqual(other.Levels)
        && (Shares is null ? other.Shares is null : other.Shares is not null && Shares.SequenceEqual(other.Shares));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Reference, Levels.Count);

    /// <inheritdoc/>
    internal override FeatureCells CreateCells(int place) => new CategoricalCells(this, place);

    /// <summary>Gets the index of a level in <see cref="Levels"/>, or −1.</summary>
    internal int IndexOf(string level)
    {
        for (int index = 0; index < Levels.Count; index++)
        {
            if (Levels[index] == level)
            {
                return index;
            }
        }

        return -1;
    }
}
