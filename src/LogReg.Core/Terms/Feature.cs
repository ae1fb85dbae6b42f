using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A feature of a model: a column of the data.</summary>
/// <param name="Name">The name of the column.</param>
public abstract record Feature(string Name)
{
    /// <summary>The name of the level of missing categorical cells.</summary>
    public const string MissingLevel = "(missing)";

    /// <summary>What the column holds: <see cref="ColumnKind.Numeric"/> or <see cref="ColumnKind.Categorical"/>.</summary>
    public abstract ColumnKind Kind { get; }

    /// <summary>Whether a missing cell is replaced by a number, the mean of the other cells.</summary>
    public abstract bool ImputesMissing { get; }

    /// <summary>Whether missing cells have a coefficient or a level of their own, because there were missing cells in training.</summary>
    public abstract bool KnowsMissing { get; }

    /// <summary>A typical cell, as <see cref="LogisticModel.LogOdds(ReadOnlySpan{double})"/> takes it: the median (the mean, where the
    /// median is not known), or the index of the most frequent level (of the reference level, if an older version wrote the
    /// model).</summary>
    public abstract double TypicalCell { get; }

    /// <summary>What its cells count as in a model.</summary>
    /// <param name="place">The position of the feature among those of the model.</param>
    internal abstract FeatureCells CreateCells(int place);
}
