using System.Text;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>An error as bytes, for the other processes that are to throw it: its texts with the options and operations that they name, so
/// that each front end spells them in its own way, and the place of an error in data. Of its cause only that is kept which reading acts
/// on.</summary>
internal static class FaultBytes
{
    private enum FaultKind : byte
    {
        Other,
        Data,
        Collective,
    }

    private enum PartKind : byte
    {
        Text,
        Operation,
        Options,
    }

    private enum ValueKind : byte
    {
        None,
        Truth,
        Text,
        Character,
        Whole,
        Large,
        Number,
        Names,
        Level,
        Quote,
        Escape,
        Missing,
    }

    /// <summary>The bytes of an error.</summary>
    /// <param name="fault">The error.</param>
    public static byte[] Of(LogRegException fault)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            Write(writer, fault);
        }

        return bytes.ToArray();
    }

    /// <summary>The error that bytes stand for.</summary>
    /// <param name="bytes">What <see cref="Of"/> gave.</param>
    public static LogRegException Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        return Read(reader);
    }

    /// <summary>Writes an error.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="fault">The error.</param>
    public static void Write(BinaryWriter writer, LogRegException fault)
    {
        var data = fault as DataException;
        writer.Write((byte)(data is not null ? FaultKind.Data : fault is CollectiveException ? FaultKind.Collective : FaultKind.Other));
        WriteText(writer, data?.Problem ?? fault.Text);
        WriteText(writer, fault.Hint);
        if (data is null)
        {
            return;
        }

        WriteString(writer, data.File);
        WriteString(writer, data.Column);
        WriteString(writer, data.Value);
        WritePlace(writer, data.Place, data.Column);
        writer.Write(fault.InnerException is DecoderFallbackException);
    }

    /// <summary>Reads an error.</summary>
    /// <param name="reader">Where from.</param>
    public static LogRegException Read(BinaryReader reader)
    {
        var kind = (FaultKind)reader.ReadByte();
        OptionText text = ReadText(reader)!;
        OptionText? hint = ReadText(reader);
        if (kind != FaultKind.Data)
        {
            return kind == FaultKind.Collective ? new CollectiveException(text.ToString(), hint) : new LogRegException(text, hint);
        }

        string? file = ReadString(reader);
        string? column = ReadString(reader);
        string? value = ReadString(reader);
        RowPlace? place = ReadPlace(reader);
        return new DataException(
            text, file, place, column, value, hint, reader.ReadBoolean() ? new DecoderFallbackException() : null);
    }

    /// <summary>Writes a place, in the words of its source.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="place">The place, or <see langword="null"/>.</param>
    /// <param name="column">The name of the column that may be asked for, or <see langword="null"/>.</param>
    public static void WritePlace(BinaryWriter writer, RowPlace? place, string? column)
    {
        writer.Write(place is not null);
        if (place is not RowPlace known)
        {
            return;
        }

        writer.Write(known.Number);
        writer.Write(known.IsLine);
        writer.Write(known.HasWords);
        if (known.HasWords)
        {
            WriteString(writer, known.Column);
            writer.Write(known.In(null).ToString());
            writer.Write(known.In(known.Column ?? column).ToString());
        }
    }

    /// <summary>Reads a place.</summary>
    /// <param name="reader">Where from.</param>
    public static RowPlace? ReadPlace(BinaryReader reader)
    {
        if (!reader.ReadBoolean())
        {
            return null;
        }

        long number = reader.ReadInt64();
        bool isLine = reader.ReadBoolean();
        if (!reader.ReadBoolean())
        {
            return isLine ? RowPlace.OfLine(number) : RowPlace.OfRow(number);
        }

        string? own = ReadString(reader);
        string row = reader.ReadString();
        string cell = reader.ReadString();
        return RowPlace.OfRow(number, asked => asked is null ? row : cell).In(own);
    }

    /// <summary>Writes a string.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="text">The string, or <see langword="null"/>.</param>
    public static void WriteString(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    /// <summary>Reads a string.</summary>
    /// <param name="reader">Where from.</param>
    public static string? ReadString(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteText(BinaryWriter writer, OptionText? text)
    {
        writer.Write(text is null ? -1 : text.Parts.Count);
        foreach (object part in text?.Parts ?? [])
        {
            switch (part)
            {
                case Operation operation:
                    writer.Write((byte)PartKind.Operation);
                    writer.Write(operation.Name);
                    break;
                case IReadOnlyList<Remedy> options when options.All(option => IsWritten(option.Value)):
                    writer.Write((byte)PartKind.Options);
                    WriteOptions(writer, options);
                    break;
                default:
                    writer.Write((byte)PartKind.Text);
                    writer.Write(OptionText.OfParts([part]).ToString());
                    break;
            }
        }
    }

    private static OptionText? ReadText(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count < 0)
        {
            return null;
        }

        object[] parts = new object[count];
        foreach (ref object part in parts.AsSpan())
        {
            part = (PartKind)reader.ReadByte() switch
            {
                PartKind.Operation => OperationOf(reader.ReadString()),
                PartKind.Options => ReadOptions(reader),
                _ => reader.ReadString(),
            };
        }

        return OptionText.OfParts(parts);
    }

    // A front end knows the operations of the libraries, not their names.
    private static Operation OperationOf(string name) =>
        Operation.All.FirstOrDefault(operation => operation.Name == name) ?? new Operation(name);

    private static void WriteOptions(BinaryWriter writer, IReadOnlyList<Remedy> options)
    {
        writer.Write(options.Count);
        foreach (Remedy option in options)
        {
            writer.Write((int)option.Option);
            WriteValue(writer, option.Value);
        }
    }

    private static Remedy[] ReadOptions(BinaryReader reader)
    {
        var options = new Remedy[reader.ReadInt32()];
        foreach (ref Remedy option in options.AsSpan())
        {
            option = new Remedy((OptionName)reader.ReadInt32(), ReadValue(reader));
        }

        return options;
    }

    // Members of enums other than these stand in hints that every process finds by itself; their text is kept.
    private static bool IsWritten(object? value) => KindOf(value) is not null;

    private static ValueKind? KindOf(object? value) => value switch
    {
        null => ValueKind.None,
        bool => ValueKind.Truth,
        string => ValueKind.Text,
        char => ValueKind.Character,
        int => ValueKind.Whole,
        long => ValueKind.Large,
        double => ValueKind.Number,
        IReadOnlyList<string> => ValueKind.Names,
        KeyValuePair<string, string> => ValueKind.Level,
        CsvQuote => ValueKind.Quote,
        CsvEscape => ValueKind.Escape,
        MissingHandling => ValueKind.Missing,
        _ => null,
    };

    private static void WriteValue(BinaryWriter writer, object? value)
    {
        writer.Write((byte)KindOf(value)!.Value);
        switch (value)
        {
            case bool truth:
                writer.Write(truth);
                break;
            case string text:
                writer.Write(text);
                break;
            case char character:
                writer.Write((ushort)character);
                break;
            case int whole:
                writer.Write(whole);
                break;
            case long large:
                writer.Write(large);
                break;
            case double number:
                writer.Write(number);
                break;
            case IReadOnlyList<string> names:
                writer.Write(names.Count);
                foreach (string name in names)
                {
                    writer.Write(name);
                }

                break;
            case KeyValuePair<string, string> level:
                writer.Write(level.Key);
                writer.Write(level.Value);
                break;
            case CsvQuote quote:
                writer.Write((int)quote);
                break;
            case CsvEscape escape:
                writer.Write((int)escape);
                break;
            case MissingHandling missing:
                writer.Write((int)missing);
                break;
        }
    }

    private static object? ReadValue(BinaryReader reader) => (ValueKind)reader.ReadByte() switch
    {
        ValueKind.Truth => reader.ReadBoolean(),
        ValueKind.Text => reader.ReadString(),
        ValueKind.Character => (char)reader.ReadUInt16(),
        ValueKind.Whole => reader.ReadInt32(),
        ValueKind.Large => reader.ReadInt64(),
        ValueKind.Number => reader.ReadDouble(),
        ValueKind.Names => ReadNames(reader),
        ValueKind.Level => new KeyValuePair<string, string>(reader.ReadString(), reader.ReadString()),
        ValueKind.Quote => (CsvQuote)reader.ReadInt32(),
        ValueKind.Escape => (CsvEscape)reader.ReadInt32(),
        ValueKind.Missing => (MissingHandling)reader.ReadInt32(),
        _ => null,
    };

    private static string[] ReadNames(BinaryReader reader)
    {
        string[] names = new string[reader.ReadInt32()];
        foreach (ref string name in names.AsSpan())
        {
            name = reader.ReadString();
        }

        return names;
    }
}
