using System.Runtime.InteropServices;

namespace LogReg.Terms;

/// <summary>The rows of a chunk as a sparse term has them: for each row the positions of its columns that are not 0, ascending, with their
/// numbers, before they are standardised.</summary>
internal sealed class SparseRows
{
    private readonly List<int> _ends = [];
    private readonly List<int> _places = [];
    private readonly List<double> _values = [];

    /// <summary>The number of rows.</summary>
    public int Count => _ends.Count;

    /// <summary>The number of entries whose column training did not see, which are left out.</summary>
    public long UnseenCount { get; set; }

    /// <summary>The positions of a row's columns.</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<int> Places(int row) =>
        CollectionsMarshal.AsSpan(_places)[Start(row).._ends[row]];

    /// <summary>The numbers of a row's columns.</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<double> Values(int row) =>
        CollectionsMarshal.AsSpan(_values)[Start(row).._ends[row]];

    /// <summary>Adds an entry to the row that is not ended yet.</summary>
    /// <param name="place">The position of its column, above those before it in the row.</param>
    /// <param name="value">The number.</param>
    public void Add(int place, double value)
    {
        _places.Add(place);
        _values.Add(value);
    }

    /// <summary>The numbers of the row that is not ended yet.</summary>
    public Span<double> OpenRow() => CollectionsMarshal.AsSpan(_values)[Start(Count)..];

    /// <summary>Ends a row.</summary>
    public void EndRow() => _ends.Add(_places.Count);

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];
}
