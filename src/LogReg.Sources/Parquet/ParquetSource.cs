using System.Collections.Concurrent;
using System.Globalization;
using LogReg.Data;
using LogReg.Sources.Columns;
using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Parquet;

/// <summary>A Parquet file: its row groups are batches, and only the columns that are needed are read. Columns that are lists, structures
/// or maps are left out.</summary>
internal sealed class ParquetSource : ColumnarSource
{
    // Most people who get this never saw the inside of the file.
    private const string DamagedHint =
        "write the file again, or download it again; read it with another program to see whether it is complete";

    // More cells of a row group than this are read as their rows are needed.
    private const long CellsOfLargeGroup = 1 << 22;

    private readonly SafeFileHandle _file;
    private readonly PageCodec _codec = new();
    private readonly ConcurrentBag<OpenParquetFile> _readers = [];
    private readonly ParquetColumn[] _columns;
    private readonly int[] _groupSizes;

    /// <param name="path">The path of the file.</param>
    /// <param name="options">The texts that count as missing, and the number of threads.</param>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public ParquetSource(string path, CsvOptions options)
        : base(path, options.MissingValues, options.Threads)
    {
        DecimalSeparator = options.DecimalSeparator;
        ThousandsSeparator = options.ThousandsSeparator;
        _file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        try
        {
            OpenParquetFile file = Guard(() => OpenParquetFile.Open(_file), "its footer");
            _readers.Add(file);
            ParquetReader reader = file.Reader;
            Field[] fields = Guard(() => reader.Schema.Fields.ToArray(), "its schema");
            _columns = [.. fields.Where(ParquetColumn.CanRead).Select(field => new ParquetColumn((DataField)field))];
            LeftOutColumns = [.. fields.Where(field => !ParquetColumn.CanRead(field)).Select(field => field.Name)];
            _groupSizes = Guard(() => GroupSizes(reader), "its row groups");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The columns that are neither numbers nor texts in each row.</summary>
    public IReadOnlyList<string> LeftOutColumns { get; }

    protected override string Noun => "file";

    /// <summary>The kind of a column for a copy of it; <see langword="null"/> if there is no such column.</summary>
    public ParquetColumnKind? WrittenKind(string name) => _columns.FirstOrDefault(column => column.Name == name)?.WrittenKind;

    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return RowPlace.OfRow(row + 1, _ =>
        {
            int group = 0;
            for (long first = _groupSizes.FirstOrDefault(); group < _groupSizes.Length - 1 && row >= first; first += _groupSizes[group])
            {
                group++;
            }

            return string.Create(CultureInfo.InvariantCulture, $"row {row + 1} (row group {group + 1})");
        });
    }

    protected override IReadOnlyList<SourceColumn> ReadColumns() => _columns.Length > 0 || LeftOutColumns.Count == 0
        ? [.. _columns.Select(column => new SourceColumn(column.Name, column.Kind))]
        : throw new DataException(
            $"all of its columns hold lists, structures or bytes, such as '{LeftOutColumns[0]}'",
            Name,
            hint: "write a file with one number or text in each cell");

    protected override IReadOnlyList<int> ReadBatchSizes() => _groupSizes;

    protected override IReadOnlyList<ColumnCells> ReadBatch(
        int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken)
    {
        bool isLarge = (long)_groupSizes[batch] * columns.Count > CellsOfLargeGroup;
        return ColumnTasks.Read(
            columns, threads, column => ReadColumn(batch, _columns[column], isLarge, cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        while (_readers.TryTake(out OpenParquetFile? file))
        {
            file.Dispose();
        }

        _codec.Dispose();
        _file.Dispose();
        base.Dispose(disposing);
    }

    private ColumnCells ReadColumn(int group, ParquetColumn column, bool isLarge, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string what = string.Create(CultureInfo.InvariantCulture, $"row group {group + 1}");
        if (!_readers.TryTake(out OpenParquetFile? file))
        {
            file = Guard(() => OpenParquetFile.Open(_file), "its footer");
        }

        try
        {
            return Guard(
                () =>
                {
                    ParquetRowGroupReader rows = file.Reader.OpenRowGroupReader(group);
                    cancellationToken.ThrowIfCancellationRequested();
                    var direct = new DirectCells(_file, rows, column.Field, _codec, exception => Explain(exception, what, column.Name));
                    return direct.Read(isLarge) ?? column.Read(file, rows, cancellationToken);
                },
                what,
                column.Name);
        }
        finally
        {
            // Disposed of with the source, also after a fault.
            _readers.Add(file);
        }
    }

    private static int[] GroupSizes(ParquetReader reader)
    {
        int[] sizes = new int[reader.RowGroupCount];
        long rows = 0;
        for (int group = 0; group < sizes.Length; group++)
        {
            long size = reader.OpenRowGroupReader(group).RowCount;
            sizes[group] = size is >= 0 and <= int.MaxValue
                ? (int)size
                : throw new InvalidDataException(
                    string.Create(CultureInfo.InvariantCulture, $"row group {group + 1} cannot have {size} rows"));
            rows += size;
        }

        return reader.Metadata?.NumRows is not long all || all == rows
            ? sizes
            : throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"its footer counts {all} rows, its row groups have {rows}"));
    }

    // A damaged file makes the library fail in any way.
    private T Guard<T>(Func<T> read, string what, string? column = null)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DataException))
        {
            throw Explain(exception, what, column);
        }
    }

    private DataException Explain(Exception exception, string what, string? column) => exception switch
    {
        OutOfMemoryException => new DataException(
            $"{what} does not fit in memory",
            Name,
            column: column,
            hint: "write the file with smaller row groups",
            innerException: exception),
        NotSupportedException => new DataException(
            $"{what} is stored in a way that cannot be read: {exception.Message.ReplaceLineEndings(" ")}",
            Name,
            column: column,
            hint: "write the file again with the defaults of another program, such as pandas or DuckDB",
            innerException: exception),
        _ => new DataException(
            $"this is a Parquet file that is damaged or cut short: {what} cannot be read ({exception.Message.ReplaceLineEndings(" ")})",
            Name,
            column: column,
            hint: DamagedHint,
            innerException: exception),
    };
}
