namespace LogReg.Data;

/// <summary>What parsers of a LIBSVM file find in it besides labels and numbers; the order does not matter.</summary>
internal sealed class LibsvmMarks
{
    private volatile bool _hasQueries;
    private volatile bool _hasIndexZero;

    /// <summary>Whether lines have a query, <c>qid:3</c>, which says nothing to a model of single rows.</summary>
    public bool HasQueries
    {
        get => _hasQueries;
        set => _hasQueries = value;
    }

    /// <summary>Whether an index is 0, so that the file counts from there.</summary>
    public bool HasIndexZero
    {
        get => _hasIndexZero;
        set => _hasIndexZero = value;
    }

    /// <summary>Both, as the bits of a number.</summary>
    public int Bits
    {
        get => (HasQueries ? 1 : 0) | (HasIndexZero ? 2 : 0);
        set => (HasQueries, HasIndexZero) = ((value & 1) != 0, (value & 2) != 0);
    }

    /// <summary>The notes on them.</summary>
    public IEnumerable<ReadNote> Notes()
    {
        if (HasQueries)
        {
            yield return new ReadNote(ReadNoteKind.Queries, LibsvmSource.VectorName, 1, 1, []);
        }

        if (HasIndexZero)
        {
            yield return new ReadNote(ReadNoteKind.IndexZero, LibsvmSource.VectorName, 1, 1, []);
        }
    }
}
