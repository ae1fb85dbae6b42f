using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A numeric feature, which contributes its value times a coefficient to the log-odds.</summary>
/// <param name="Name">The name of the column and of the coefficient.</param>
/// <param name="ImputeWith">The value that replaces missing cells: the mean of the other cells.</param>
/// <param name="Mean">The (weighted) mean of the training rows, with missing cells imputed.</param>
/// <param name="StandardDeviation">The (weighted) population standard deviation of the training rows, with missing cells imputed; 0 for a
/// constant.</param>
public sealed record NumericFeature(string Name, double ImputeWith, double Mean, double StandardDeviation) : Feature(Name)
{
    /// <summary>The number of <see cref="Quantiles"/>.</summary>
    internal const int QuantileCount = 21;

    /// <summary>The smallest value in the training rows; <see langword="null"/> if all were missing, or if an older version wrote the
    /// model.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value in the training rows; <see langword="null"/> if all were missing, or if an older version wrote the
    /// model.</summary>
    public double? Maximum { get; init; }

    /// <summary>The (weighted) proportion of missing cells in the training rows, between 0 and 1, if a missing cell adds a coefficient of
    /// its own, <see cref="IndicatorName"/> (<see cref="MissingHandling.Indicator"/>); <see langword="null"/> if it does not.</summary>
    public double? MissingShare { get; init; }

    /// <summary>The (weighted) quantiles of the training rows' cells that are not missing, at 0, 5, 10, …, 100%, by linear interpolation
    /// between order statistics (type 7 of R): 21 numbers, of which the sixth, eleventh and sixteenth are the quartiles. Only for a column
    /// to which a formula applies a function or of which it makes a product; otherwise, and for dates, of whose parts a quantile says
    /// nothing, <see langword="null"/>.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>The order in which the texts of the column write dates, which are numbers of days since 1970-01-01 at midnight;
    /// <see langword="null"/> if the texts are numbers.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>How the cells of the training rows write the numbers, such as <c>$1,000</c>; <see langword="null"/> for plain numbers.
    /// Cells to be scored may be written so or as plain numbers.</summary>
    public NumberNotation? Notation { get; init; }

    /// <summary>Whether a missing cell adds a coefficient of its own.</summary>
    public bool HasIndicator => MissingShare is not null;

    /// <summary>The name of the coefficient of missing cells, such as <c>missing(age)</c>.</summary>
    public string IndicatorName => $"missing({Name})";

    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Numeric;

    /// <inheritdoc/>
    public override bool ImputesMissing => true;

    /// <inheritdoc/>
    public override bool KnowsMissing => HasIndicator;

    /// <inheritdoc/>
    public override double TypicalCell => Quantiles is { } quantiles ? quantiles[quantiles.Count / 2] : Mean;

    /// <summary>Determines whether two features have the same name and numbers.</summary>
    /// <param name="other">The other feature.</param>
    public bool Equals(NumericFeature? other) =>
        other is not null && Name == other.Name && ImputeWith.Equals(other.ImputeWith) && Mean.Equals(other.Mean)
        && StandardDeviation.Equals(other.StandardDeviation) && Nullable.Equals(Minimum, other.Minimum)
        && Nullable.Equals(Maximum, other.Maximum) && Nullable.Equals(MissingShare, other.MissingShare) && DateOrder == other.DateOrder
        && Notation == other.Notation
        && (Quantiles is null ? other.Quantiles is null : other.Quantiles is not null && Quantiles.SequenceEqual(other.Quantiles));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Mean, StandardDeviation);

    /// <summary>The scale of the 0/1 column of missing cells: its standard deviation.</summary>
    internal double IndicatorScale => MissingShare is double share ? Math.Sqrt(share * (1 - share)) : 1;

    /// <summary>The scale of a standardised coefficient: the standard deviation, or 1 for a constant.</summary>
    internal double Scale => StandardDeviation > 0 ? StandardDeviation : 1;

    /// <inheritdoc/>
    internal override FeatureCells CreateCells(int place) =>
        DateOrder is null ? new NumericCells(this, place) : new DateCells(this, place);
}
