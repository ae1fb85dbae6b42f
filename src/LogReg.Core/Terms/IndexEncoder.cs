using System.Globalization;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Takes the numbers of a vector as they are, for the indices that training saw.</summary>
internal sealed class IndexEncoder : SparseEncoder
{
    // A table of positions takes memory by the largest index: where indices are far apart, a search is smaller.
    private const int MostGaps = 16;

    private readonly IReadOnlyList<int> _indices;
    private readonly int[]? _places;
    private readonly int[] _sorted;

    /// <param name="indices">The indices that have columns, ascending.</param>
    public IndexEncoder(IReadOnlyList<int> indices)
    {
        _indices = indices;
        _sorted = [.. indices];
        if (_sorted.Length > 0 && _sorted[^1] / MostGaps <= _sorted.Length)
        {
            _places = new int[_sorted[^1] + 1];
            Array.Fill(_places, -1);
            for (int place = 0; place < _sorted.Length; place++)
            {
                _places[_sorted[place]] = place;
            }
        }
    }

    /// <inheritdoc/>
    public override int Count => _sorted.Length;

    /// <inheritdoc/>
    public override IEnumerable<string> Names(string feature) =>
        _indices.Select(index => index.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override SparseRows Encode(Column column)
    {
        var vectors = (VectorColumn)column;
        var rows = new SparseRows();
        for (int row = 0; row < vectors.Count; row++)
        {
            ReadOnlySpan<int> indices = vectors.Indices(row);
            ReadOnlySpan<double> values = vectors.Values(row);
            for (int entry = 0; entry < indices.Length; entry++)
            {
                int place = PlaceOf(indices[entry]);
                if (place >= 0)
                {
                    rows.Add(place, values[entry]);
                }
                else
                {
                    rows.UnseenCount++;
                }
            }

            rows.EndRow();
        }

        return rows;
    }

    private int PlaceOf(int index) => _places is null ? Array.BinarySearch(_sorted, index)
        : index < _places.Length ? _places[index]
        : -1;
}
