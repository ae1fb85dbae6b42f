namespace LogReg.Data;

/// <summary>A column of cells as written in the file: trimmed, unquoted UTF-8 bytes; a missing cell keeps its text.</summary>
public sealed class TextColumn : Column
{
    private readonly byte[] _text;
    private readonly int[] _ends;

    internal TextColumn(string name, byte[] text, int[] ends, int count)
        : base(name, count)
    {
        _text = text;
        _ends = ends;
    }

    /// <summary>The text of a cell as UTF-8.</summary>
    /// <param name="row">The row in this chunk, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row of this chunk.</exception>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            int start = row == 0 ? 0 : _ends[row - 1];
            return _text.AsSpan(start, _ends[row] - start);
        }
    }
}
