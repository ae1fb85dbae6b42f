using System.Buffers.Binary;
using System.Text;

namespace LogReg.Cli.Output;

/// <summary>Keeps rows with typed columns in a stream, from which they are written into a file later.</summary>
/// <param name="stream">Receives the cells; left open.</param>
internal sealed class KeptCells(Stream stream) : ITypedCells
{
    private const int BufferSize = 1 << 16;

    private enum Cell : byte
    {
        EndOfRow,
        Text,
        Number,
        Whole,
        Missing,
    }

    /// <summary>Writes all rows that were kept into a file.</summary>
    /// <param name="kept">The cells; rows of several may follow one another.</param>
    /// <param name="file">Receives them.</param>
    public static void Copy(Stream kept, ITypedCells file)
    {
        using var reader = new BinaryReader(new BufferedStream(kept, BufferSize), Encoding.UTF8, leaveOpen: true);
        byte[] text = new byte[BufferSize];
        while (TryRead(reader, out Cell cell))
        {
            switch (cell)
            {
                case Cell.EndOfRow:
                    file.EndRow();
                    break;
                case Cell.Text:
                    int length = reader.Read7BitEncodedInt();
                    text = text.Length < length ? new byte[length] : text;
                    reader.ReadExactly(text.AsSpan(0, length));
                    file.WriteText(text.AsSpan(0, length));
                    break;
                case Cell.Number:
                    file.WriteNumber(reader.ReadDouble());
                    break;
                case Cell.Whole:
                    file.WriteWhole(reader.ReadInt64());
                    break;
                case Cell.Missing:
                    file.WriteMissing();
                    break;
                default:
                    throw new InvalidDataException($"There is no cell of kind {cell}.");
            }
        }

        file.Complete();
    }

    public void WriteText(ReadOnlySpan<byte> text)
    {
        const byte More = 0x80;
        stream.WriteByte((byte)Cell.Text);
        uint length = (uint)text.Length;
        for (; length >= More; length >>= 7)
        {
            stream.WriteByte((byte)(length | More));
        }

        stream.WriteByte((byte)length);
        stream.Write(text);
    }

    public void WriteNumber(double number) => Write(Cell.Number, BitConverter.DoubleToInt64Bits(number));

    public void WriteWhole(long number) => Write(Cell.Whole, number);

    public void WriteMissing() => stream.WriteByte((byte)Cell.Missing);

    public void EndRow() => stream.WriteByte((byte)Cell.EndOfRow);

    public void Complete() => stream.Flush();

    private void Write(Cell cell, long bits)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(long)];
        bytes[0] = (byte)cell;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], bits);
        stream.Write(bytes);
    }

    private static bool TryRead(BinaryReader reader, out Cell cell)
    {
        Span<byte> kind = stackalloc byte[1];
        bool isMore = reader.Read(kind) == 1;
        cell = (Cell)kind[0];
        return isMore;
    }
}
