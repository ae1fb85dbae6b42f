using System.Globalization;
using LogReg.Data;
using LogReg.Sources.Columns;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Sources.Arrow;

/// <summary>A file or a stream of Apache Arrow, such as Feather (version 2): its record batches are batches, and only the columns that are
/// needed are read. Columns that are lists, structures, maps or bytes are left out.</summary>
internal sealed class ArrowSource : ColumnarSource
{
    // More cells of a batch than this are read as their rows are needed.
    private const long CellsOfLargeBatch = 1 << 22;

    private readonly SafeFileHandle _file;
    private readonly BodyReader _body;
    private readonly ColumnReader[] _columns;
    private readonly IReadOnlyList<BatchHeader> _batches;

    /// <param name="path">The path of the file.</param>
    /// <param name="options">The texts that count as missing, and the number of threads.</param>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public ArrowSource(string path, CsvOptions options)
        : base(path, options.MissingValues, options.Threads)
    {
        DecimalSeparator = options.DecimalSeparator;
        ThousandsSeparator = options.ThousandsSeparator;
        _file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        _body = new BodyReader(_file);
        try
        {
            ArrowFile file = Guard(() => new ArrowFile(_file), "what it consists of");
            _batches = file.Batches;
            var columns = new List<ColumnReader>();
            ArrayCount before = default;
            foreach (ArrowField field in file.Fields)
            {
                if (field.CanRead)
                {
                    columns.Add(new ColumnReader(_body, field, before));
                }

                before += field.Count;
            }

            _columns = [.. columns];
            LeftOutColumns = [.. file.Fields.Where(field => !field.CanRead).Select(field => field.Name)];
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
    public ParquetColumnKind? WrittenKind(string name) => Array.Find(_columns, column => column.Field.Name == name)?.Field.WrittenKind;

    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return RowPlace.OfRow(row + 1, _ =>
        {
            int batch = 0;
            for (long left = row; batch < _batches.Count - 1 && left >= _batches[batch].Rows; left -= _batches[batch++].Rows)
            {
            }

            return string.Create(CultureInfo.InvariantCulture, $"row {row + 1} (record batch {batch + 1})");
        });
    }

    protected override IReadOnlyList<SourceColumn> ReadColumns() =>
        _columns.Length == 0 && LeftOutColumns.Count > 0
            ? throw new DataException(
                $"all of its columns hold lists, structures or bytes, such as '{LeftOutColumns[0]}'",
                Name,
                hint: "write a file with one number or text in each cell")
        : Array.TrueForAll(_columns, column => column.Field.Type == ArrowType.Null) && _columns.Length > 0
            ? throw new DataException("none of its columns has a value", Name, hint: "look at the program that wrote the file")
        : [.. _columns.Select(column => new SourceColumn(column.Field.Name, column.Field.Kind))];

    protected override IReadOnlyList<int> ReadBatchSizes() => [.. _batches.Select(batch => batch.Rows)];

    protected override IReadOnlyList<DataWarning> ReadNotes() =>
    [
        .. _columns.Select(column => column.Field).Where(field => field.Type == ArrowType.Duration).Select(field => new DataWarning(
            field.Name,
            null,
            $"'{field.Name}' holds durations, which are read as numbers of {Named(field.Unit)}",
            "write the column as numbers to have another unit")),
    ];

    protected override IReadOnlyList<ColumnCells> ReadBatch(
        int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken)
    {
        bool isLarge = (long)_batches[batch].Rows * columns.Count > CellsOfLargeBatch;
        return ColumnTasks.Read(
            columns, threads, column => ReadColumn(batch, _columns[column], isLarge, cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _body.Dispose();
        _file.Dispose();
        base.Dispose(disposing);
    }

    private static string Named(ArrowUnit unit) => unit switch
    {
        ArrowUnit.Second => "seconds",
        ArrowUnit.Millisecond => "milliseconds",
        ArrowUnit.Microsecond => "microseconds",
        _ => "nanoseconds",
    };

    private ColumnCells ReadColumn(int batch, ColumnReader column, bool isLarge, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string what = string.Create(CultureInfo.InvariantCulture, $"record batch {batch + 1}");
        return Guard(
            () => column.Read(_batches[batch], isLarge, exception => Explain(exception, what, column.Field.Name)), what, column.Field.Name);
    }

    // What a damaged file says may lead anywhere.
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
            hint: "write the file with smaller record batches",
            innerException: exception),
        NotSupportedException => new DataException(
            $"{what} cannot be read: {exception.Message.ReplaceLineEndings(" ")}",
            Name,
            column: column,
            hint: "write the file again with a current version of another program, such as pandas or DuckDB",
            innerException: exception),
        _ => new DataException(
            $"this is an Arrow file that is damaged or cut short: {what} cannot be read ({exception.Message.ReplaceLineEndings(" ")})",
            Name,
            column: column,
            hint: "write the file again, or download it again; read it with another program to see whether it is complete",
            innerException: exception),
    };
}
