namespace LogReg.Terms;

/// <summary>A column of vectors.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Indices">The indices that occur in the training rows, ascending.</param>
/// <param name="Moments">Their moments.</param>
internal sealed record VectorSummary(string Name, IReadOnlyList<int> Indices, SparseMoments Moments) : ColumnSummary(Name)
{
    // What rounding leaves of the deviation of a constant.
    private const double ConstantShare = 1e-12;

    /// <summary>Reads off the training rows what is known of a column of vectors.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="column">The position of the column in the table.</param>
    public static VectorSummary Of(string name, TrainingVectors rows, int column)
    {
        int[] indices = rows.IndicesOf(column);
        var encoder = new IndexEncoder(indices);
        return new VectorSummary(
            name, indices, SparseMoments.Of(rows, column, encoder, isStandardised: true));
    }

    /// <inheritdoc/>
    public override FeatureCandidate Describe(long rowCount, FeatureOptions options)
    {
        // An index with the same number in every row says what the intercept says.
        int[] kept =
        [
            .. Enumerable.Range(0, Indices.Count).Where(
                place => Moments.StandardDeviations[place] > ConstantShare * Math.Abs(Moments.Means[place])),
        ];
        var feature = new VectorFeature(
            Name,
            [.. kept.Select(place => Indices[place])],
            [.. kept.Select(place => Moments.Means[place])],
            [.. kept.Select(place => Moments.StandardDeviations[place])]);
        LeftOutReason reason = Indices.Count == 0 ? LeftOutReason.Empty : LeftOutReason.Constant;
        return new FeatureCandidate(feature, kept.Length == 0 ? new LeftOutColumn(Name, reason, Indices.Count) : null, MissingCount: 0)
        {
            OutOfRange = kept.All(place => double.IsFinite(Moments.StandardDeviations[place])) ? null : "too large",
        };
    }
}

/// <summary>A column of texts.</summary>
/// <param name="Name">The column's name.</param>
internal sealed record TextSummary(string Name) : ColumnSummary(Name)
{
    /// <inheritdoc/>
    public override FeatureCandidate Describe(long rowCount, FeatureOptions options) => new(new TextFeature(Name), null, MissingCount: 0);
}
