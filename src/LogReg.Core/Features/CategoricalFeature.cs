namespace LogReg.Features;

/// <summary>A feature whose every level has a coefficient of its own; the coefficient of a level is named <c>name=level</c>.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Levels">The levels seen in training, sorted: numbers by value, text by ordinal, <see cref="Feature.MissingLevel"/> last.</param>
/// <param name="Reference">The level without a coefficient, to which the others are compared; <see langword="null"/> under a
/// penalty, where every level has one.</param>
public sealed record CategoricalFeature(string Name, IReadOnlyList<string> Levels, string? Reference) : Feature(Name)
{
    /// <summary>The position of a level that <see cref="Levels"/> does not have; it counts as the reference.</summary>
    public const int UnseenLevel = -1;

    /// <summary>The (weighted) share of the training rows that have each of <see cref="Levels"/>, in their order, each 0 to 1;
    /// <see langword="null"/> if an older version wrote the model.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>Whether training saw missing cells, so that they have a level of their own; else a missing cell counts as an unseen level.</summary>
    public bool KnowsMissing => IndexOf(MissingLevel) >= 0;

    /// <summary>Whether both have the same name, levels, reference and shares.</summary>
    /// <param name="other">The other feature.</param>
    public bool Equals(CategoricalFeature? other) =>
        other is not null && Name == other.Name && Reference == other.Reference && Levels.SequenceEqual(other.Levels)
        && (Shares is null ? other.Shares is null : other.Shares is not null && Shares.SequenceEqual(other.Shares));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Reference, Levels.Count);

    /// <summary>The position of a level in <see cref="Levels"/>, or −1.</summary>
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
