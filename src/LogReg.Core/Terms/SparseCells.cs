using System.Text;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The cells of a feature that are vectors or texts, which are never missing: a row without entries is one of zeros.</summary>
/// <param name="feature">The feature.</param>
/// <param name="place">Its position among the features of the model.</param>
internal sealed class SparseCells(Feature feature, int place) : FeatureCells(feature, place)
{
    /// <inheritdoc/>
    public override ColumnRequest Request => new(Feature.Name, Feature.Kind);

    // Of a text without a function there is nothing to make; the terms of the formula take its place.
    /// <inheritdoc/>
    public override Term CreateTerm() => Feature is VectorFeature vector
        ? new SparseTerm(
            vector.Name,
            this,
            new IndexEncoder(vector.Indices),
            new SparseMoments(vector.Means, vector.StandardDeviations, IsStandardised: true))
        : new SparseTerm(Feature.Name, this, new IndexEncoder([]), new SparseMoments([], [], IsStandardised: false));

    /// <inheritdoc/>
    public override double ReadCell(IReadOnlyList<Column> columns, int row) => throw NoNumber();

    /// <inheritdoc/>
    public override double ReadCell(ReadOnlySpan<double> row) => double.IsNaN(row[Place]) ? double.NaN : throw NoNumber();

    /// <inheritdoc/>
    public override long Impute(Column column) => 0;

    /// <inheritdoc/>
    public override double ToValue(object? value, Func<string, bool> isMissing) => value is null ? double.NaN : throw NoNumber();

    /// <inheritdoc/>
    public override Column ToColumn(object? value, Func<string, bool> isMissing)
    {
        if (Feature is TextFeature)
        {
            byte[] text = value is null or string
                ? Encoding.UTF8.GetBytes((string?)value ?? "")
                : throw new ArgumentException($"The feature {DataException.Quote(Feature.Name)} is a text, but its value is none.");
            return new TextColumn(Feature.Name, text, [text.Length], 1);
        }

        KeyValuePair<int, double>[] entries = value is null or IEnumerable<KeyValuePair<int, double>>
            ? [.. ((IEnumerable<KeyValuePair<int, double>>?)value ?? []).OrderBy(entry => entry.Key)]
            : throw new ArgumentException(
                $"The feature {DataException.Quote(Feature.Name)} is a vector, but its value is not numbers by their index.");
        return new VectorColumn(
            Feature.Name, [entries.Length], [.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Value)], 1);
    }

    /// <inheritdoc/>
    public override CellState StateOf(double value) => CellState.Known;

    /// <inheritdoc/>
    public override void FillStates(Column column, Span<CellState> states) => states.Clear();

    private InvalidOperationException NoNumber() => new(
        $"The feature {DataException.Quote(Feature.Name)} is a {(Feature is VectorFeature ? "vector" : "text")}, for which a row of "
            + $"numbers can only have NaN, for nothing: score a {nameof(DataSource)}"
            + $"{(Feature is VectorFeature ? "" : ", or a row given by column names")}.");
}
