using System.Globalization;
using System.Text;

namespace LogReg.Tests;

/// <summary>A CSV of any number of rows that is never in memory: numbers x1, x2, … and a target y.</summary>
internal sealed class GeneratedCsv : Stream
{
    private readonly int _rows;
    private readonly int _columns;
    private byte[] _part;
    private int _position;
    private int _next;

    public GeneratedCsv(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _part = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(1, columns).Select(column => $"x{column}")) + ",y\n");
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position == _part.Length)
        {
            _part = Rows();
            _position = 0;
        }

        int length = Math.Min(buffer.Length, _part.Length - _position);
        _part.AsSpan(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private byte[] Rows()
    {
        var text = new StringBuilder();
        for (int last = Math.Min(_rows, _next + 1000); _next < last; _next++)
        {
            uint state = (uint)_next;
            uint sum = 0;
            for (int column = 0; column < _columns; column++)
            {
                state = (state * 1664525) + 1013904223;
                uint digit = state >> 24;
                sum += column < 3 ? digit : 0;
                text.Append(CultureInfo.InvariantCulture, $"{digit},");
            }

            state = (state * 1664525) + 1013904223;
            text.Append(sum + (state >> 23) > 640 ? "1\n" : "0\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
