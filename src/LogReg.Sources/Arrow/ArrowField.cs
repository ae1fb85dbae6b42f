using LogReg.Data;

namespace LogReg.Sources.Arrow;

/// <summary>The types of Arrow, with their numbers in a file.</summary>
internal enum ArrowType : byte
{
    None = 0,
    Null = 1,
    Int = 2,
    FloatingPoint = 3,
    Binary = 4,
    Utf8 = 5,
    Bool = 6,
    Decimal = 7,
    Date = 8,
    Time = 9,
    Timestamp = 10,
    Interval = 11,
    List = 12,
    Struct = 13,
    Union = 14,
    FixedSizeBinary = 15,
    FixedSizeList = 16,
    Map = 17,
    Duration = 18,
    LargeBinary = 19,
    LargeUtf8 = 20,
    LargeList = 21,
    RunEndEncoded = 22,
    BinaryView = 23,
    Utf8View = 24,
    ListView = 25,
    LargeListView = 26,
}

/// <summary>The units of dates, times and durations: powers of a thousand in a second.</summary>
internal enum ArrowUnit : short
{
    Second = 0,
    Millisecond = 1,
    Microsecond = 2,
    Nanosecond = 3,
}

/// <summary>A field of a schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; of a field with a dictionary, that of the values of the dictionary.</param>
internal sealed record ArrowField(string Name, ArrowType Type)
{
    /// <summary>The bytes of a value of a fixed size; 0 for other types and for truth values, which are bits.</summary>
    public int Width { get; init; }

    /// <summary>Whether whole numbers have a sign.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The digits of decimals after the point.</summary>
    public int Scale { get; init; }

    /// <summary>The unit of times; of dates, milliseconds or, with <see cref="ArrowUnit.Second"/>, days.</summary>
    public ArrowUnit Unit { get; init; }

    /// <summary>What the type means beyond how it is stored, such as <c>arrow.uuid</c>; <see langword="null"/> if nothing.</summary>
    public string? Extension { get; init; }

    /// <summary>The fields inside, of lists and structures.</summary>
    public IReadOnlyList<ArrowField> Children { get; init; } = [];

    /// <summary>The number of the dictionary that has the values; <see langword="null"/> if they are there themselves.</summary>
    public long? Dictionary { get; init; }

    /// <summary>The bytes of an index into the dictionary.</summary>
    public int IndexWidth { get; init; }

    /// <summary>Whether an index into the dictionary has a sign.</summary>
    public bool IsIndexSigned { get; init; }

    /// <summary>The arrays and buffers of the field in a batch, with those of the fields inside.</summary>
    public ArrayCount Count { get; init; }

    /// <summary>Whether the values are numbers.</summary>
    public bool IsNumber => Type is ArrowType.Int or ArrowType.FloatingPoint or ArrowType.Decimal or ArrowType.Duration;

    /// <summary>Whether the values are doubles as memory has them.</summary>
    public bool IsDouble => Type == ArrowType.FloatingPoint && Width == sizeof(double);

    /// <summary>Whether the values are texts.</summary>
    public bool IsText => Type is ArrowType.Utf8 or ArrowType.LargeUtf8 or ArrowType.Utf8View;

    /// <summary>Whether the values are identifiers of 16 bytes.</summary>
    public bool IsUuid => Type == ArrowType.FixedSizeBinary && Extension == "arrow.uuid" && Width == 16;

    /// <summary>Whether each row has one value, of a type that can be numbers or categories.</summary>
    public bool CanRead => IsNumber || IsText || IsUuid
        || Type is ArrowType.Null or ArrowType.Bool or ArrowType.Date or ArrowType.Time or ArrowType.Timestamp;

    /// <summary>The kind that the type asks for: numbers are numeric and truth values categories; texts and dates are what their cells
    /// are.</summary>
    public ColumnKind Kind => IsNumber ? ColumnKind.Numeric
        : Type == ArrowType.Bool || IsUuid ? ColumnKind.Categorical
        : ColumnKind.Inferred;

    /// <summary>The kind for a copy of the column that loses nothing of its numbers.</summary>
    public ParquetColumnKind WrittenKind => !IsNumber || (Type == ArrowType.Int && !IsSigned && Width == sizeof(ulong))
        ? ParquetColumnKind.Text
        : Type is ArrowType.Int or ArrowType.Duration ? ParquetColumnKind.WholeNumber
        : ParquetColumnKind.Number;
}

/// <summary>How many arrays and buffers fields have in a batch.</summary>
/// <param name="Arrays">The arrays.</param>
/// <param name="Buffers">The buffers, without those that each batch counts.</param>
/// <param name="Views">How many of the arrays have buffers that each batch counts.</param>
internal readonly record struct ArrayCount(int Arrays, int Buffers, int Views)
{
    public static ArrayCount operator +(ArrayCount first, ArrayCount second) => checked(
        new(first.Arrays + second.Arrays, first.Buffers + second.Buffers, first.Views + second.Views));
}
