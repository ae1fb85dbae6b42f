using System.Text;

namespace LogReg.Data;

/// <summary>What one column of a batch was parsed into; used again for later batches.</summary>
internal abstract class ColumnBuffer
{
    protected ColumnBuffer(PlannedColumn column)
    {
        Column = column;
        FieldIndex = column.FieldIndex;
    }

    public PlannedColumn Column { get; }

    /// <summary>The place of the column in a record, which may differ between the parts of a source.</summary>
    public int FieldIndex { get; set; }

    /// <summary>What the cells of the batch are that need a closer look.</summary>
    public CellCensus Census => Counted ??= new CellCensus();

    /// <summary>The same; <see langword="null"/> where no cell needed one.</summary>
    public CellCensus? Counted { get; private set; }

    /// <summary>Forgets the last batch.</summary>
    public abstract void Reset();

    /// <summary>Makes room for rows, keeping what is there.</summary>
    public abstract void Grow(int rows);
}

/// <summary>Numbers of a batch.</summary>
internal sealed class NumericBuffer(PlannedColumn column) : ColumnBuffer(column)
{
    public double[] Values { get; private set; } = [];

    /// <summary>The first number of an inferred column that is not finite: wrong unless the column turns out to be categorical.</summary>
    public ReadFault? NotFinite { get; set; }

    public override void Reset()
    {
        Counted?.Reset();
        NotFinite = null;
    }

    public override void Grow(int rows)
    {
        double[] larger = GC.AllocateUninitializedArray<double>(rows);
        Values.CopyTo(larger, 0);
        Values = larger;
    }
}

/// <summary>Codes of a batch.</summary>
internal sealed class CategoricalBuffer(PlannedColumn column) : ColumnBuffer(column)
{
    private const int MostExamples = 5;

    private List<string>? _unseenExamples;

    public int[] Codes { get; private set; } = [];

    /// <summary>The known levels; or else those of all batches that were parsed into this buffer so far.</summary>
    public LevelTable Levels { get; } = column.Request.KnownLevels ?? new LevelTable();

    /// <summary>The code in the whole table for each code of <see cref="Levels"/>, as far as batches have been committed.</summary>
    public List<int> TableCodes { get; } = [];

    public bool LevelsAreKnown { get; } = column.Request.KnownLevels is not null;

    public long UnseenCount { get; private set; }

    public IReadOnlyList<string> UnseenExamples => _unseenExamples ?? (IReadOnlyList<string>)[];

    /// <summary>The code of a cell that is not among the missing values.</summary>
    /// <param name="text">The trimmed cell.</param>
    /// <param name="offset">The place of its record in the batch.</param>
    public int CodeOf(ReadOnlySpan<byte> text, int offset)
    {
        if (LevelsAreKnown && Levels.TryGetEquivalent(text, out int code))
        {
            return code;
        }

        if (SpreadsheetError.Is(text))
        {
            Census.AddError(text, offset);
            return CategoricalColumn.Missing;
        }

        if (!LevelsAreKnown)
        {
            // A zero with a sign is the number 0, which sources of doubles and of texts must call alike.
            return Levels.GetOrAdd(text is [(byte)'-', (byte)'0'] ? "0"u8 : text);
        }

        UnseenCount++;
        _unseenExamples ??= [];
        if (_unseenExamples.Count < MostExamples)
        {
            string example = Encoding.UTF8.GetString(text);
            if (!_unseenExamples.Contains(example))
            {
                _unseenExamples.Add(example);
            }
        }

        return CategoricalColumn.Unseen;
    }

    public override void Reset()
    {
        Counted?.Reset();
        UnseenCount = 0;
        _unseenExamples = null;
    }

    public override void Grow(int rows)
    {
        int[] larger = GC.AllocateUninitializedArray<int>(rows);
        Codes.CopyTo(larger, 0);
        Codes = larger;
    }
}

/// <summary>Texts of a batch, one after another.</summary>
internal sealed class TextBuffer(PlannedColumn column) : ColumnBuffer(column)
{
    private int _length;

    public byte[] Text { get; private set; } = [];

    public int[] Ends { get; private set; } = [];

    public void Set(int row, ReadOnlySpan<byte> text)
    {
        int end = checked(_length + text.Length);
        if (end > Text.Length)
        {
            byte[] larger = new byte[(int)Math.Min(Array.MaxLength, Math.Max(end, 2L * Text.Length))];
            Text.AsSpan(0, _length).CopyTo(larger);
            Text = larger;
        }

        text.CopyTo(Text.AsSpan(_length));
        Ends[row] = _length = end;
    }

    public ReadOnlySpan<byte> Get(int row)
    {
        int start = row == 0 ? 0 : Ends[row - 1];
        return Text.AsSpan(start, Ends[row] - start);
    }

    public override void Reset() => _length = 0;

    public override void Grow(int rows)
    {
        int[] larger = new int[rows];
        Ends.CopyTo(larger, 0);
        Ends = larger;
    }
}
