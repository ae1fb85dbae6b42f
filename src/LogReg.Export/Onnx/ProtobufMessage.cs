using System.Runtime.InteropServices;
using System.Text;

namespace LogReg.Export.Onnx;

/// <summary>A message in the wire format of Protocol Buffers: fields one after the other, each a key (its number, and how its value is
/// written) and a value.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>Adds a whole number.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="value">The number.</param>
    /// <returns>This message.</returns>
    public ProtobufMessage Integer(int field, long value)
    {
        WriteVarint((ulong)((field << 3) | Varint));
        WriteVarint((ulong)value);
        return this;
    }

    /// <summary>Adds a text.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="value">The text.</param>
    /// <returns>This message.</returns>
    public ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds bytes.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="value">The bytes.</param>
    /// <returns>This message.</returns>
    public ProtobufMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((ulong)((field << 3) | LengthDelimited));
        WriteVarint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>Adds a message within this one.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="value">The message, complete.</param>
    /// <returns>This message.</returns>
    public ProtobufMessage Message(int field, ProtobufMessage value) =>
        Bytes(field, CollectionsMarshal.AsSpan(value._bytes));

    /// <summary>Writes the message.</summary>
    /// <param name="output">Receives it.</param>
    public void Write(Stream output) => output.Write(CollectionsMarshal.AsSpan(_bytes));

    // Seven bits a byte, the lowest first; the highest bit says that more follow.
    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
