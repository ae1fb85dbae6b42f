using System.Globalization;
using System.Numerics;
using LogReg.Data;
using LogReg.Sources.Columns;
using Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Parquet;

/// <summary>Reads a column of a row group as cells, with the texts that a CSV file would have.</summary>
/// <param name="column">The column.</param>
internal sealed class ParquetColumn(DataField column)
{
    private const double LargestExact = 1L << 53;

    /// <summary>The column as the library knows it.</summary>
    public DataField Field => column;

    /// <summary>The name of the column.</summary>
    public string Name => column.Name;

    /// <summary>The kind that its type asks for: numbers are numeric and truth values categories; texts and dates are what their cells
    /// are.</summary>
    public ColumnKind Kind => column.ClrType == typeof(bool) || column.ClrType == typeof(Guid) ? ColumnKind.Categorical
        : column.ClrType == typeof(ReadOnlyMemory<char>) || IsTime(column.ClrType) ? ColumnKind.Inferred
        : ColumnKind.Numeric;

    /// <summary>The kind for a copy of the column that loses nothing of its numbers.</summary>
    public ParquetColumnKind WrittenKind => Kind != ColumnKind.Numeric || column.ClrType == typeof(ulong) ? ParquetColumnKind.Text
        : Type.GetTypeCode(column.ClrType) is TypeCode.Double or TypeCode.Single or TypeCode.Decimal ? ParquetColumnKind.Number
        : ParquetColumnKind.WholeNumber;

    /// <summary>Whether a field has one value in each row, of a type that can be numbers or categories.</summary>
    public static bool CanRead(Field field) => field is DataField { IsArray: false, MaxRepetitionLevel: 0 } data && data.Path.Length == 1
        && (data.ClrType == typeof(ReadOnlyMemory<char>) || data.ClrType == typeof(bool) || data.ClrType == typeof(Guid)
            || IsTime(data.ClrType) || Type.GetTypeCode(data.ClrType) is >= TypeCode.SByte and <= TypeCode.Decimal);

    /// <summary>Reads the cells by the library, however they are stored.</summary>
    /// <param name="file">The file.</param>
    /// <param name="group">The row group.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public ColumnCells Read(OpenParquetFile file, ParquetRowGroupReader group, CancellationToken cancellationToken)
    {
        var cells = new ParquetCells(file, group, column, cancellationToken);
        return Type.GetTypeCode(column.ClrType) switch
        {
            TypeCode.Double => cells.ReadDoubles(),
            TypeCode.Single => Numbers<float>(cells, SingleText.ToDouble),
            TypeCode.SByte => Numbers<sbyte>(cells, value => value),
            TypeCode.Byte => Numbers<byte>(cells, value => value),
            TypeCode.Int16 => Numbers<short>(cells, value => value),
            TypeCode.UInt16 => Numbers<ushort>(cells, value => value),
            TypeCode.Int32 => Numbers<int>(cells, value => value),
            TypeCode.UInt32 => Numbers<uint>(cells, value => value),
            TypeCode.Int64 => WholeNumbers<long>(cells),
            TypeCode.UInt64 => WholeNumbers<ulong>(cells),
            TypeCode.Decimal => Numbers<decimal>(cells, ToDouble),
            TypeCode.Boolean => ColumnCells.OfCodes(
                cells.Read((bool value) => value ? 1 : 0, -1), [DataCell.Of(false), DataCell.Of(true)]),
            TypeCode.DateTime => Coded<DateTime>(
                cells, value => DataCell.Of(value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value)),
            _ when column.ClrType == typeof(ReadOnlyMemory<char>) => Texts(cells),
            _ when column.ClrType == typeof(TimeSpan) => Coded<TimeSpan>(
                cells, value => DataCell.Of(value.ToString("c", CultureInfo.InvariantCulture))),
            _ when column.ClrType == typeof(TimeOnly) => Coded<TimeOnly>(
                cells, value => DataCell.Of(value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture))),
            _ when column.ClrType == typeof(DateOnly) => Coded<DateOnly>(
                cells, value => DataCell.Of(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            _ => Coded<Guid>(cells, value => DataCell.Of(value.ToString())),
        };
    }

    private static bool IsTime(Type type) =>
        type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(TimeOnly) || type == typeof(DateOnly);

    private static ColumnCells Numbers<T>(ParquetCells cells, Func<T, double> convert)
        where T : struct => ColumnCells.OfNumbers(cells.Read(convert, double.NaN));

    // Whole numbers that no double is are texts, so that reading says that they are rounded.
    private static ColumnCells WholeNumbers<T>(ParquetCells cells)
        where T : struct, INumber<T>
    {
        double[] numbers = cells.Read((T value) => double.CreateChecked(value), double.NaN);
        return numbers.Any(number => Math.Abs(number) >= LargestExact)
            ? Coded<T>(cells, value => DataCell.Of(value.ToString(null, CultureInfo.InvariantCulture)))
            : ColumnCells.OfNumbers(numbers);
    }

    // The double nearest to the decimal, as a CSV file with its digits has it.
    private static double ToDouble(decimal value) =>
        Math.Abs(value) < (decimal)LargestExact && value == decimal.Truncate(value)
            ? (double)value
            : double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static ColumnCells Coded<T>(ParquetCells cells, Func<T, DataCell> toCell)
        where T : struct
    {
        var known = new Dictionary<T, int>();
        var values = new List<DataCell>();
        int[] codes = cells.Read(
            (T value) =>
            {
                if (!known.TryGetValue(value, out int code))
                {
                    code = values.Count;
                    known.Add(value, code);
                    values.Add(toCell(value));
                }

                return code;
            },
            -1);
        return ColumnCells.OfCodes(codes, values);
    }

    // The library hands out the texts of a dictionary one by one; they become codes again.
    private static ColumnCells Texts(ParquetCells cells)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        var values = new List<DataCell>();
        int[] codes = cells.Read(
            (ReadOnlyMemory<char> text) =>
            {
                if (!lookup.TryGetValue(text.Span, out int code))
                {
                    code = values.Count;
                    string level = text.ToString();
                    known.Add(level, code);
                    values.Add(DataCell.Of(level));
                }

                return code;
            },
            -1);
        return ColumnCells.OfCodes(codes, values);
    }
}
