namespace LogReg.Sources.Arrow;

/// <summary>Reads the schema of a file: its fields, and how they are laid out in a batch
/// (https://arrow.apache.org/docs/format/Columnar.html).</summary>
/// <param name="size">The bytes of what holds the schema, which bound the number of its fields.</param>
/// <param name="version">The version of the format, 3 for V4 and 4 for V5.</param>
internal sealed class SchemaReader(int size, int version)
{
    /// <summary>The version of today, V5.</summary>
    public const int LastVersion = 4;

    private const int LastVersionWithUnionBitmaps = 3;
    private const int FirstVersion = 3;
    private const int MostLevels = 64;

    // A field takes more; several may share a table.
    private const int FewestBytes = 8;

    private int _count;

    /// <summary>Reads the fields.</summary>
    /// <param name="schema">The schema.</param>
    /// <exception cref="NotSupportedException">The file comes from a machine with another order of bytes, or from a program that is too
    /// old.</exception>
    public ArrowField[] Read(FlatTable schema)
    {
        if (version < FirstVersion)
        {
            throw new NotSupportedException("it was written by a version of Arrow before 0.8");
        }

        return schema.Number<short>(0) == 0
            ? Fields(schema.List(1, sizeof(int)), 0)
            : throw new NotSupportedException("its numbers begin with their most significant byte");
    }

    private ArrowField[] Fields(FlatList list, int level)
    {
        _count += list.Count;
        if (_count > size / FewestBytes || level > MostLevels)
        {
            throw new InvalidDataException("the schema has more fields than it can hold");
        }

        var fields = new ArrowField[list.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Field(list.Table(i), level);
        }

        return fields;
    }

    private ArrowField Field(FlatTable table, int level)
    {
        var type = (ArrowType)table.Number<byte>(2);
        ArrowField field = Described(new ArrowField(table.Text(0) ?? "", type), table) with
        {
            Extension = ExtensionOf(table.List(6, sizeof(int))),
            Children = Fields(table.List(5, sizeof(int)), level + 1),
        };
        if (table.Has(4))
        {
            FlatTable dictionary = table.Table(4);
            bool hasIndex = dictionary.Has(1);
            FlatTable index = hasIndex ? dictionary.Table(1) : default;

            // What the values of the dictionary are made of stands in its own batch.
            return field with
            {
                Dictionary = dictionary.Number<long>(0),
                IndexWidth = hasIndex ? WidthOf(index.Number<int>(0)) : sizeof(int),
                IsIndexSigned = !hasIndex || index.Number<byte>(1) != 0,
                Count = new ArrayCount(1, 2, 0),
            };
        }

        var own = new ArrayCount(1, OwnBuffers(field, table), type is ArrowType.Utf8View or ArrowType.BinaryView ? 1 : 0);
        return field with { Count = field.Children.Aggregate(own, (sum, child) => sum + child.Count) };
    }

    private static ArrowField Described(ArrowField field, FlatTable table)
    {
        if (field.Type is not (ArrowType.Int or ArrowType.FloatingPoint or ArrowType.Decimal or ArrowType.Date or ArrowType.Time
            or ArrowType.Timestamp or ArrowType.Duration or ArrowType.FixedSizeBinary))
        {
            return field;
        }

        FlatTable type = table.Table(3);
        return field.Type switch
        {
            ArrowType.Int => field with { Width = WidthOf(type.Number<int>(0)), IsSigned = type.Number<byte>(1) != 0 },
            ArrowType.FloatingPoint => field with { Width = WidthOfPrecision(type.Number<short>(0)) },
            ArrowType.Decimal => field with { Scale = type.Number<int>(1), Width = WidthOfDecimal(type.Number(2, 128)) },
            ArrowType.Date => type.Number(0, (short)ArrowUnit.Millisecond) == 0
                ? field with { Width = sizeof(int), Unit = ArrowUnit.Second }
                : field with { Width = sizeof(long), Unit = ArrowUnit.Millisecond },
            ArrowType.Time => field with
            {
                Unit = UnitOf(type.Number(0, (short)ArrowUnit.Millisecond)),
                Width = WidthOf(type.Number(1, 32)),
            },
            ArrowType.Timestamp => field with { Unit = UnitOf(type.Number<short>(0)), Width = sizeof(long) },
            ArrowType.Duration => field with
            {
                Unit = UnitOf(type.Number(0, (short)ArrowUnit.Millisecond)),
                Width = sizeof(long),
                IsSigned = true,
            },
            _ => field with { Width = type.Number<int>(0) },
        };
    }

    private int OwnBuffers(ArrowField field, FlatTable table) => field.Type switch
    {
        ArrowType.Null or ArrowType.RunEndEncoded => 0,
        ArrowType.Struct or ArrowType.FixedSizeList => 1,
        ArrowType.Utf8 or ArrowType.LargeUtf8 or ArrowType.Binary or ArrowType.LargeBinary or ArrowType.ListView
            or ArrowType.LargeListView => 3,

        // The types of a union, the places of a dense one, and what is missing in old versions.
        ArrowType.Union => (table.Table(3).Number<short>(0) == 0 ? 1 : 2) + (version <= LastVersionWithUnionBitmaps ? 1 : 0),
        _ when Enum.IsDefined(field.Type) && field.Type != ArrowType.None => 2,
        _ => throw new NotSupportedException($"column '{field.Name}' is of a type that is not known (number {(int)field.Type})"),
    };

    private static string? ExtensionOf(FlatList metadata)
    {
        for (int i = 0; i < metadata.Count; i++)
        {
            FlatTable entry = metadata.Table(i);
            if (entry.Text(0) == "ARROW:extension:name")
            {
                return entry.Text(1);
            }
        }

        return null;
    }

    private static int WidthOf(int bits) =>
        bits is 8 or 16 or 32 or 64 ? bits / 8 : throw new InvalidDataException($"a number cannot have {bits} bits");

    private static int WidthOfDecimal(int bits) =>
        bits is 32 or 64 or 128 or 256 ? bits / 8 : throw new InvalidDataException($"a decimal cannot have {bits} bits");

    private static int WidthOfPrecision(short precision) =>
        precision is >= 0 and <= 2 ? 2 << precision : throw new InvalidDataException("a number has an unknown precision");

    private static ArrowUnit UnitOf(short unit) =>
        unit is >= 0 and <= 3 ? (ArrowUnit)unit : throw new InvalidDataException("a time has an unknown unit");
}
