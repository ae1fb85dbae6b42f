using System.Globalization;
using System.Numerics;
using LogReg.Data;
using Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Parquet;

/// <summary>Reads a column of a row group as cells, with the texts that a CSV file would have.</summary>
/// <param name="column">The column.</param>
internal sealed class ParquetColumn(DataField column)
{
    private const double LargestExact = 1L << 53;

    /// <summary>The name of the column.</summary>
    public string Name => column.Name;

    /// <summary>The kind that its type asks for: numbers are numeric and truth values categories; texts and dates are what their cells
    /// are.</summary>
    public ColumnKind Kind => column.ClrType == typeof(bool) || column.ClrType == typeof(Guid) ? ColumnKind.Categorical
        : column.ClrType == typeof(ReadOnlyMemory<char>) || IsTime(column.ClrType) ? ColumnKind.Inferred
        : ColumnKind.Numeric;

    /// <summary>The kind for a copy of the column that loses nothing of its numbers.</summary>
    public ParquetColumnKind WrittenKind => Kind != ColumnKind.Numeric || column.ClrType == typeof(ulong) ? ParquetColumnKind.Text
        : column.ClrType == typeof(double) || column.ClrType == typeof(float) || column.ClrType == typeof(decimal) ? ParquetColumnKind.Number
        : ParquetColumnKind.WholeNumber;

    /// <summary>Whether a field has one value in each row, of a type that can be numbers or categories.</summary>
    public static bool CanRead(Field field) => field is DataField { IsArray: false, MaxRepetitionLevel: 0 } data && data.Path.Length == 1
        && (data.ClrType == typeof(ReadOnlyMemory<char>) || data.ClrType == typeof(bool) || data.ClrType == typeof(Guid)
            || IsTime(data.ClrType) || (Type.GetTypeCode(data.ClrType) is >= TypeCode.SByte and <= TypeCode.Decimal && !data.ClrType.IsEnum));

    /// <summary>Reads the cells.</summary>
    /// <param name="group">The row group.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public ColumnCells Read(ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var rows = new Rows(group, column, cancellationToken);
        return Type.GetTypeCode(column.ClrType) switch
        {
            TypeCode.Double => ColumnCells.OfNumbers(Doubles(rows)),
            TypeCode.Single => Numbers<float>(rows, SingleText.ToDouble),
            TypeCode.SByte => Numbers<sbyte>(rows, value => value),
            TypeCode.Byte => Numbers<byte>(rows, value => value),
            TypeCode.Int16 => Numbers<short>(rows, value => value),
            TypeCode.UInt16 => Numbers<ushort>(rows, value => value),
            TypeCode.Int32 => Numbers<int>(rows, value => value),
            TypeCode.UInt32 => Numbers<uint>(rows, value => value),
            TypeCode.Int64 => WholeNumbers<long>(rows),
            TypeCode.UInt64 => WholeNumbers<ulong>(rows),
            TypeCode.Decimal => Numbers<decimal>(rows, ToDouble),
            TypeCode.Boolean => Truths(rows),
            TypeCode.DateTime => Distinct<DateTime>(
                rows, value => DataCell.Of(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value)),
            _ when column.ClrType == typeof(ReadOnlyMemory<char>) => Texts(rows),
            _ when column.ClrType == typeof(TimeSpan) => Distinct<TimeSpan>(
                rows, value => DataCell.Of(value.ToString("c", CultureInfo.InvariantCulture))),
            _ when column.ClrType == typeof(TimeOnly) => Distinct<TimeOnly>(
                rows, value => DataCell.Of(value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture))),
            _ when column.ClrType == typeof(DateOnly) => Distinct<DateOnly>(
                rows, value => DataCell.Of(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            _ => Distinct<Guid>(rows, value => DataCell.Of(value.ToString())),
        };
    }

    private static bool IsTime(Type type) =>
        type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(TimeOnly) || type == typeof(DateOnly);

    private static double[] Doubles(Rows rows) => rows.IsNullable ? Convert<double>(rows.ReadNullable<double>(), value => value) : rows.Read<double>();

    private static ColumnCells Numbers<T>(Rows rows, Func<T, double> convert)
        where T : struct => ColumnCells.OfNumbers(
            rows.IsNullable ? Convert(rows.ReadNullable<T>(), convert) : Array.ConvertAll(rows.Read<T>(), value => convert(value)));

    private static double[] Convert<T>(T?[] values, Func<T, double> convert)
        where T : struct
    {
        double[] numbers = GC.AllocateUninitializedArray<double>(values.Length);
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = values[row] is T value ? convert(value) : double.NaN;
        }

        return numbers;
    }

    // Whole numbers that no double is are texts, so that reading says that they are rounded.
    private static ColumnCells WholeNumbers<T>(Rows rows)
        where T : struct, INumber<T>
    {
        T?[] values = rows.ReadAny<T>();
        T largest = T.CreateChecked((long)LargestExact);
        return values.Any(value => value > largest || (T.Zero - T.One < T.Zero && value < -largest))
            ? Coded(values, value => DataCell.Of(value.ToString(null, CultureInfo.InvariantCulture)))
            : ColumnCells.OfNumbers(Convert(values, double.CreateChecked));
    }

    // The double nearest to the decimal, as a CSV file with its digits has it.
    private static double ToDouble(decimal value) =>
        Math.Abs(value) < (decimal)LargestExact && value == decimal.Truncate(value)
            ? (double)value
            : double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static ColumnCells Truths(Rows rows) => ColumnCells.OfCodes(
        Array.ConvertAll(rows.ReadAny<bool>(), value => value is bool truth ? (truth ? 1 : 0) : -1), [DataCell.Of(false), DataCell.Of(true)]);

    private static ColumnCells Distinct<T>(Rows rows, Func<T, DataCell> toCell)
        where T : struct => Coded(rows.ReadAny<T>(), toCell);

    private static ColumnCells Coded<T>(T?[] values, Func<T, DataCell> toCell)
        where T : struct
    {
        int[] codes = new int[values.Length];
        var known = new Dictionary<T, int>();
        var cells = new List<DataCell>();
        for (int row = 0; row < codes.Length; row++)
        {
            if (values[row] is not T value)
            {
                codes[row] = -1;
                continue;
            }

            if (!known.TryGetValue(value, out int code))
            {
                code = cells.Count;
                known.Add(value, code);
                cells.Add(toCell(value));
            }

            codes[row] = code;
        }

        return ColumnCells.OfCodes(codes, cells);
    }

    // The library hands out the texts of a dictionary one by one; they become codes again.
    private static ColumnCells Texts(Rows rows)
    {
        ReadOnlyMemory<char>?[] texts = rows.ReadAny<ReadOnlyMemory<char>>();
        int[] codes = new int[texts.Length];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        var cells = new List<DataCell>();
        for (int row = 0; row < codes.Length; row++)
        {
            if (texts[row] is not ReadOnlyMemory<char> text)
            {
                codes[row] = -1;
                continue;
            }

            if (!lookup.TryGetValue(text.Span, out int code))
            {
                code = cells.Count;
                string level = text.ToString();
                known.Add(level, code);
                cells.Add(DataCell.Of(level));
            }

            codes[row] = code;
        }

        return ColumnCells.OfCodes(codes, cells);
    }

    // The values of a column of a row group.
    private sealed class Rows(ParquetRowGroupReader group, DataField column, CancellationToken cancellationToken)
    {
        public bool IsNullable => column.IsNullable;

        public T[] Read<T>()
            where T : struct
        {
            T[] values = GC.AllocateUninitializedArray<T>(checked((int)group.RowCount));
            group.ReadAsync<T>(column, values.AsMemory(), null, cancellationToken).AsTask().GetAwaiter().GetResult();
            return values;
        }

        public T?[] ReadNullable<T>()
            where T : struct
        {
            T?[] values = GC.AllocateUninitializedArray<T?>(checked((int)group.RowCount));
            group.ReadAsync<T>(column, values.AsMemory(), null, cancellationToken).AsTask().GetAwaiter().GetResult();
            return values;
        }

        public T?[] ReadAny<T>()
            where T : struct => IsNullable ? ReadNullable<T>() : Array.ConvertAll(Read<T>(), value => (T?)value);
    }
}
