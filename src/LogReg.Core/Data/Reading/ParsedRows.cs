namespace LogReg.Data;

/// <summary>The rows of one batch by columns; used again for later batches.</summary>
internal sealed class ParsedRows
{
    public ParsedRows(ReadPlan plan)
    {
        Columns = plan.Columns.Select(ColumnBuffer (column) => column.Kind switch
        {
            ColumnKind.Numeric => new NumericBuffer(column),
            ColumnKind.Categorical => new CategoricalBuffer(column),
            ColumnKind.Vector => new VectorBuffer(column),
            _ => new TextBuffer(column),
        }).ToArray();
        OfPart = Columns.Where(column => column.FieldIndex < 0).ToArray();
        ColumnBuffer[] parsed = OfPart.Count == 0 ? Columns : [.. Columns.Except(OfPart)];
        Numeric = parsed.OfType<NumericBuffer>().Where(column => column.Column.Notation is null).ToArray();
        Noted = parsed.OfType<NumericBuffer>().Where(column => column.Column.Notation is not null).ToArray();
        Categorical = parsed.OfType<CategoricalBuffer>().ToArray();
        Text = parsed.OfType<TextBuffer>().ToArray();
        Vectors = parsed.OfType<VectorBuffer>().ToArray();
    }

    /// <summary>All columns, in the order of the plan.</summary>
    public ColumnBuffer[] Columns { get; }

    /// <summary>The columns that no record has, since they are the same in all rows of a part.</summary>
    public IReadOnlyList<ColumnBuffer> OfPart { get; }

    /// <summary>The columns of plain numbers.</summary>
    public NumericBuffer[] Numeric { get; }

    /// <summary>The columns of numbers in a notation of their own.</summary>
    public NumericBuffer[] Noted { get; }

    public CategoricalBuffer[] Categorical { get; }

    public TextBuffer[] Text { get; }

    public VectorBuffer[] Vectors { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; set; }

    /// <summary>The rows that there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>The number of line breaks in the batch.</summary>
    public long LineCount { get; set; }

    /// <summary>The places of records that repeat the header and are no rows.</summary>
    public List<int> RepeatedHeaders { get; } = [];

    /// <summary>The first thing wrong with the batch, if anything is; then the rows are those before it.</summary>
    public ReadFault? Fault { get; set; }

    public void Reset()
    {
        RowCount = 0;
        LineCount = 0;
        Fault = null;
        RepeatedHeaders.Clear();
        foreach (ColumnBuffer column in Columns)
        {
            column.Reset();
        }
    }

    public void Grow()
    {
        // A file may have a million columns and three rows.
        const int Smallest = 8;
        Reserve(Math.Max(Smallest, 2 * Capacity));
    }

    /// <summary>Makes room for rows, keeping what is there.</summary>
    /// <param name="rows">The rows that there must be room for.</param>
    public void Reserve(int rows)
    {
        if (rows <= Capacity)
        {
            return;
        }

        Capacity = rows;
        foreach (ColumnBuffer column in Columns)
        {
            column.Grow(rows);
        }
    }
}
