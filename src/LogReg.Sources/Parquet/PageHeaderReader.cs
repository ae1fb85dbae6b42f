namespace LogReg.Sources.Parquet;

/// <summary>Reads the header of a page, a structure in Thrift's compact protocol, without its statistics: the library keeps its own reader
/// to itself.</summary>
/// <param name="bytes">Begins with the header.</param>
internal ref struct PageHeaderReader(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 8;

    // The fields of a header.
    private const int TypeField = 1;
    private const int SizeField = 2;
    private const int StoredSizeField = 3;
    private const int DataField = 5;
    private const int DictionaryField = 7;
    private const int Data2Field = 8;
    private const int StructureType = 12;
    private const int TrueType = 1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The kind of the page; 0 for data, 2 for a dictionary.</summary>
    public int PageType { get; private set; } = -1;

    /// <summary>The size of the page without compression.</summary>
    public int Size { get; private set; } = -1;

    /// <summary>The size of the page in the file.</summary>
    public int StoredSize { get; private set; } = -1;

    /// <summary>The number of values of a page of data, with those that are missing, or of a dictionary; −1 for other pages.</summary>
    public int ValueCount { get; private set; } = -1;

    /// <summary>How the values are encoded, as <see cref="global::Parquet.Meta.Encoding"/> counts; −1 for other pages.</summary>
    public int Encoding { get; private set; } = -1;

    /// <summary>How the levels of a page of data of the first version are encoded; −1 for other pages.</summary>
    public int LevelEncoding { get; private set; } = -1;

    /// <summary>The size of the levels of a page of data of the second version; −1 for other pages.</summary>
    public int LevelSize { get; private set; } = -1;

    /// <summary>The size of the levels of lists in a page of data of the second version.</summary>
    public int RepetitionSize { get; private set; }

    /// <summary>Whether the values are compressed, in a file that is.</summary>
    public bool IsCompressed { get; private set; } = true;

    /// <summary>Where the size in the file stands in the header.</summary>
    public Range StoredSizeBytes { get; private set; }

    /// <summary>The length of the header, after <see cref="Read"/>.</summary>
    public int Length { get; private set; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">This is no header.</exception>
    /// <exception cref="IndexOutOfRangeException">It is cut short.</exception>
    public void Read()
    {
        int field = 0;
        while (NextField(ref field, out int type))
        {
            int start = Length;
            switch (field)
            {
                case TypeField:
                    PageType = ReadNumber();
                    break;
                case SizeField:
                    Size = ReadNumber();
                    break;
                case StoredSizeField:
                    StoredSize = ReadNumber();
                    StoredSizeBytes = start..Length;
                    break;
                case DataField or DictionaryField or Data2Field when type == StructureType:
                    ReadDetails(field);
                    break;
                default:
                    Skip(type, 0);
                    break;
            }
        }
    }

    // The fields of the three kinds of pages.
    private void ReadDetails(int kind)
    {
        int field = 0;
        while (NextField(ref field, out int type))
        {
            switch (kind, field)
            {
                case (_, 1):
                    ValueCount = ReadNumber();
                    break;
                case (DataField or DictionaryField, 2) or (Data2Field, 4):
                    Encoding = ReadNumber();
                    break;
                case (DataField, 3):
                    LevelEncoding = ReadNumber();
                    break;
                case (Data2Field, 5):
                    LevelSize = ReadNumber();
                    break;
                case (Data2Field, 6):
                    RepetitionSize = ReadNumber();
                    break;
                case (Data2Field, 7):
                    IsCompressed = type == TrueType;
                    break;
                default:
                    Skip(type, 0);
                    break;
            }
        }
    }

    private bool NextField(ref int field, out int type)
    {
        byte head = _bytes[Length++];
        type = head & 0xF;
        if (head == 0)
        {
            return false;
        }

        int step = head >> 4;
        field = step == 0 ? ReadNumber() : field + step;
        return true;
    }

    // Negative numbers are folded between the positive ones.
    private int ReadNumber()
    {
        uint folded = ReadLength();
        return (int)(folded >> 1) ^ -(int)(folded & 1);
    }

    private uint ReadLength()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = _bytes[Length++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        return (uint)value;
    }

    private void Skip(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2: // a truth value is its type
                break;
            case 3: // a byte
                Length++;
                break;
            case 4 or 5 or 6: // whole numbers
                ReadLength();
                break;
            case 7: // a double
                Length += sizeof(double);
                break;
            case 8: // bytes
                uint length = ReadLength();
                Length = checked(Length + (int)length);
                break;
            case StructureType when depth < MostDepth: // a structure
                int field = 0;
                while (NextField(ref field, out int inner))
                {
                    Skip(inner, depth + 1);
                }

                break;
            default:
                throw new InvalidDataException("the header of a page cannot be read");
        }
    }
}
