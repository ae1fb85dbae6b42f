namespace LogReg.Terms;

/// <summary>What a term multiplies: numbers or a level, computed from the cell of one feature.</summary>
/// <param name="cells">The cells of the feature.</param>
/// <param name="name">The factor as a formula writes it.</param>
internal abstract class TermFactor(FeatureCells cells, string name)
{
    /// <summary>The cells of the feature.</summary>
    public FeatureCells Cells { get; } = cells;

    /// <summary>The factor as a formula writes it.</summary>
    public string Name { get; } = name;

    /// <summary>The functions of a number that the factor applies; <see langword="null"/> if it reads no number.</summary>
    public virtual NumberFactor? Functions => null;

    /// <summary>The levels that the factor is, or that it makes numbers of; <see langword="null"/> if there are none.</summary>
    public virtual LevelFactor? LevelSource => null;

    /// <summary>Whether its functions have no value for the number that is imputed for a missing cell; a level that is a single number
    /// needs none.</summary>
    public bool IsUndefinedWhereMissing => Functions is NumberFactor functions
        && LevelSource is not NumberLevels { AreIntervals: false } && functions.UndefinedAt(Cells.ImputeWith) >= 0;

    /// <summary>The cells at which splines and broken lines have their knots; without those of functions that cannot be inverted.</summary>
    public virtual IEnumerable<double> KnotCells => [];

    /// <summary>The cells at which an interval begins; without those of functions that cannot be inverted.</summary>
    public virtual IEnumerable<double> LimitCells => [];
}
