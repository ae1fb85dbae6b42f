using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A feature that is a vector in each row, as in a LIBSVM file: each index that training saw has a coefficient, which has the
/// index as its name. Indices that training did not see contribute nothing.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Indices">The indices that have a coefficient, ascending: those whose number is not the same in all training rows.</param>
/// <param name="Means">The (weighted) mean of the training rows for each of them.</param>
/// <param name="StandardDeviations">The (weighted) population standard deviation of the training rows for each of them. Numbers are divided
/// by it in training, but not centred.</param>
public sealed record VectorFeature(
    string Name, IReadOnlyList<int> Indices, IReadOnlyList<double> Means, IReadOnlyList<double> StandardDeviations) : Feature(Name)
{
    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Vector;

    /// <inheritdoc/>
    public override bool ImputesMissing => false;

    /// <inheritdoc/>
    public override bool KnowsMissing => true;

    /// <summary>NaN: no number stands for a vector.</summary>
    public override double TypicalCell => double.NaN;

    /// <summary>Determines whether two features have the same name and numbers.</summary>
    /// <param name="other">The other feature.</param>
    public bool Equals(VectorFeature? other) => other is not null && Name == other.Name && Indices.SequenceEqual(other.Indices)
        && Means.SequenceEqual(other.Means) && StandardDeviations.SequenceEqual(other.StandardDeviations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Indices.Count);

    /// <inheritdoc/>
    internal override FeatureCells CreateCells(int place) => new SparseCells(this, place);
}
