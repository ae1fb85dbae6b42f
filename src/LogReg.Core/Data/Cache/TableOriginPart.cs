namespace LogReg.Data;

/// <summary>Stores the origin of a table, with the notes from reading its file, in the description of a cache.</summary>
internal static class TableOriginPart
{
    /// <summary>Writes the origin of a table; <see langword="null"/> for a table that was built in memory.</summary>
    public static void Write(BinaryWriter writer, TableOrigin? origin)
    {
        writer.Write(origin?.Names is not null);
        WriteAll(writer, origin?.Names ?? [], writer.Write);
        WriteAll(writer, origin?.Notes ?? [], note => Write(writer, note));
    }

    /// <summary>Reads an origin. Damaged bytes cause a <see cref="FormatException"/> or an <see cref="EndOfStreamException"/>.</summary>
    public static TableOrigin Read(BinaryReader reader)
    {
        bool hasNames = reader.ReadBoolean();
        string[] names = ReadAll(reader, reader.ReadString);
        return new TableOrigin(hasNames ? names : null, ReadAll(reader, () => ReadNote(reader)))
        {
            Source = hasNames ? SourceDescription.CacheOfFile : SourceDescription.Cache,
        };
    }

    private static void Write(BinaryWriter writer, ReadNote note)
    {
        writer.Write((byte)note.Kind);
        writer.Write(note.Column is not null);
        writer.Write(note.Column ?? "");
        writer.Write(note.Count);
        writer.Write(note.Cells);
        WriteAll(writer, note.Texts, text =>
        {
            writer.Write(text.Text);
            writer.Write(text.Count);
            writer.Write(text.Place is { IsLine: true } place ? place.Number : -1);
        });
        writer.Write(note.Rows is not null);
        WriteAll(writer, note.Rows ?? [], writer.Write);
        if (note.Kind == ReadNoteKind.Notation)
        {
            Write(writer, note.Notation!);
        }
    }

    private static ReadNote ReadNote(BinaryReader reader)
    {
        var kind = (ReadNoteKind)reader.ReadByte();
        if (!Enum.IsDefined(kind))
        {
            throw new FormatException("There is no such kind of note.");
        }

        bool hasColumn = reader.ReadBoolean();
        string column = reader.ReadString();
        long count = reader.ReadInt64();
        long cells = reader.ReadInt64();
        StrayText[] texts =
            ReadAll(
                reader,
                () =>
                    new StrayText(
                        reader.ReadString(), reader.ReadInt64(), reader.ReadInt64() is var line and > 0 ? RowPlace.OfLine(line) : null));
        bool hasRows = reader.ReadBoolean();
        long[] rows = ReadAll(reader, reader.ReadInt64);
        return new ReadNote(kind, hasColumn ? column : null, count, cells, texts)
        {
            Rows = hasRows ? rows : null,
            Notation = kind == ReadNoteKind.Notation ? ReadNotation(reader) : null,
        };
    }

    private static void Write(BinaryWriter writer, NumberNotation notation)
    {
        writer.Write(notation.DecimalSeparator);
        writer.Write(notation.ThousandsSeparator ?? NumberParts.NoSeparator);
        writer.Write(notation.Prefix);
        writer.Write(notation.Suffix);
        writer.Write(notation.Example);
    }

    private static NumberNotation ReadNotation(BinaryReader reader)
    {
        char point = reader.ReadChar();
        char thousands = reader.ReadChar();
        return point is '.' or ','
            ? new NumberNotation
            {
                DecimalSeparator = point,
                ThousandsSeparator = thousands == NumberParts.NoSeparator ? null : thousands,
                Prefix = reader.ReadString(),
                Suffix = reader.ReadString(),
                Example = reader.ReadString(),
            }
            : throw new FormatException("There is no such decimal separator.");
    }

    private static void WriteAll<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (T item in items)
        {
            write(item);
        }
    }

    // Each item takes a byte or more, so that a wrong count cannot ask for more memory than the description has bytes.
    private static T[] ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new FormatException("There are not as many items.");
        }

        var items = new T[count];
        foreach (ref T item in items.AsSpan())
        {
            item = read();
        }

        return items;
    }
}
