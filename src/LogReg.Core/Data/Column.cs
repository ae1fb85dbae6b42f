namespace LogReg.Data;

/// <summary>A named column of one chunk of rows. It never changes while the chunk is valid.</summary>
public abstract class Column
{
    private protected Column(string name, int count)
    {
        Name = name;
        Count = count;
    }

    /// <summary>The name of the column.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>Of a chunk that streams by: how many of its missing cells hold a spreadsheet's error value.</summary>
    internal long SpreadsheetErrors { get; init; }
}
