using System.Text;
using LogReg.Data;
using LogReg.Sources.Arrow;
using LogReg.Sources.Parquet;
using Parquet;
using Parquet.Schema;

namespace LogReg.Sources;

/// <summary>Writes a Parquet file row by row, in constant memory: rows are gathered into row groups. The file is complete after
/// <see cref="Complete"/>.</summary>
public sealed class ParquetRowWriter
{
    private const int RowsOfGroup = 1 << 17;
    private const int CellsOfGroup = 1 << 22;

    private readonly WrittenColumn[] _columns;
    private readonly ParquetSchema _schema;
    private readonly Stream _output;
    private readonly int _rowsOfGroup;
    private ParquetWriter? _writer;
    private int _column;
    private int _rows;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Receives the file; left open.</param>
    /// <param name="columns">Its columns, at least one, with different names.</param>
    /// <exception cref="ArgumentException">There is no column, or a name occurs twice.</exception>
    public ParquetRowWriter(Stream output, IReadOnlyList<ParquetColumnInfo> columns)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0 || columns.DistinctBy(column => column.Name).Count() < columns.Count)
        {
            throw new ArgumentException("There must be columns, all with different names.", nameof(columns));
        }

        _output = output;
        _columns = [.. columns.Select(WrittenColumn.Of)];
        _schema = new ParquetSchema([.. _columns.Select(column => (Field)column.Field)]);
        _rowsOfGroup = Math.Clamp(CellsOfGroup / columns.Count, 1, RowsOfGroup);
    }

    /// <summary>The kind that a column of a Parquet or an Arrow file has, for a copy of it.</summary>
    /// <param name="source">The source, of any kind.</param>
    /// <param name="column">The name of the column.</param>
    /// <returns>The kind; <see langword="null"/> if the source is neither or has no such column.</returns>
    public static ParquetColumnKind? KindOf(DataSource source, string column) => source switch
    {
        ParquetSource file => file.WrittenKind(column),
        ArrowSource file => file.WrittenKind(column),
        PartsSource parts => KindOfParts(parts, column),
        _ => null,
    };

    // The kind that all parts agree on.
    private static ParquetColumnKind? KindOfParts(PartsSource parts, string column) =>
        parts.Parts.Select(part => KindOf(part, column)).Distinct().ToArray() is [ParquetColumnKind kind] ? kind : null;

    /// <summary>Writes a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <exception cref="InvalidOperationException">The column at hand has another kind, or the row is full.</exception>
    public void WriteText(ReadOnlySpan<byte> utf8) => Next<TextWritten>().Add(utf8);

    /// <summary>Writes a number; NaN is a missing cell.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="InvalidOperationException">The column at hand has another kind, or the row is full.</exception>
    public void WriteNumber(double number) => Next<NumbersWritten<double>>().Add(double.IsNaN(number) ? null : number);

    /// <summary>Writes a whole number.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="InvalidOperationException">The column at hand has another kind, or the row is full.</exception>
    public void WriteWhole(long number) => Next<NumbersWritten<long>>().Add(number);

    /// <summary>Writes a missing cell.</summary>
    /// <exception cref="InvalidOperationException">The row is full.</exception>
    public void WriteMissing() => Next<WrittenColumn>().AddMissing();

    /// <summary>Ends a row.</summary>
    /// <exception cref="InvalidOperationException">The row is not full.</exception>
    public void EndRow()
    {
        if (_column != _columns.Length)
        {
            throw new InvalidOperationException($"The row has {_column} of {_columns.Length} cells.");
        }

        _column = 0;
        if (++_rows == _rowsOfGroup)
        {
            WriteGroup();
        }
    }

    /// <summary>Writes the rest of the file.</summary>
    public void Complete()
    {
        if (_rows > 0)
        {
            WriteGroup();
        }

        Writer().DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private T Next<T>()
        where T : WrittenColumn => _column < _columns.Length && _columns[_column] is T column
        ? Advance(column)
        : throw new InvalidOperationException(
            _column < _columns.Length ? $"The column '{_columns[_column].Field.Name}' has another kind." : "The row is full.");

    private T Advance<T>(T column)
    {
        _column++;
        return column;
    }

    private ParquetWriter Writer() => _writer ??= ParquetWriter.CreateAsync(_schema, _output).GetAwaiter().GetResult();

    private void WriteGroup()
    {
        using ParquetRowGroupWriter group = Writer().CreateRowGroup();
        foreach (WrittenColumn column in _columns)
        {
            column.WriteTo(group);
        }

        _rows = 0;
    }

    /// <summary>The cells of a column of the row group at hand.</summary>
    private abstract class WrittenColumn(DataField field)
    {
        public DataField Field { get; } = field;

        public static WrittenColumn Of(ParquetColumnInfo column) => column.Kind switch
        {
            ParquetColumnKind.Number => new NumbersWritten<double>(column.Name),
            ParquetColumnKind.WholeNumber => new NumbersWritten<long>(column.Name),
            _ => new TextWritten(column.Name),
        };

        public abstract void AddMissing();

        public abstract void WriteTo(ParquetRowGroupWriter group);
    }

    private sealed class NumbersWritten<T>(string name) : WrittenColumn(new DataField<T>(name, true))
        where T : struct
    {
        private readonly List<T?> _cells = [];

        public void Add(T? cell) => _cells.Add(cell);

        public override void AddMissing() => _cells.Add(null);

        public override void WriteTo(ParquetRowGroupWriter group)
        {
            group.WriteAsync<T>(Field, _cells.ToArray()).GetAwaiter().GetResult();
            _cells.Clear();
        }
    }

    private sealed class TextWritten(string name) : WrittenColumn(new DataField<string>(name, true))
    {
        private readonly List<string?> _cells = [];
        private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
        private char[] _buffer = new char[256];

        public void Add(ReadOnlySpan<byte> utf8)
        {
            if (_buffer.Length < utf8.Length)
            {
                _buffer = new char[utf8.Length];
            }

            // Texts that many rows share are kept once.
            ReadOnlySpan<char> text = _buffer.AsSpan(0, Encoding.UTF8.GetChars(utf8, _buffer));
            Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(text, out string? known))
            {
                known = text.ToString();
                _known.Add(known, known);
            }

            _cells.Add(known);
        }

        public override void AddMissing() => _cells.Add(null);

        public override void WriteTo(ParquetRowGroupWriter group)
        {
            group.WriteAsync(Field, _cells).GetAwaiter().GetResult();
            _cells.Clear();
            _known.Clear();
        }
    }
}
