using LogReg.Storage;

namespace LogReg.Data;

/// <summary>A column of levels, with one integer code per row.</summary>
public sealed class CategoricalColumn : Column
{
    /// <summary>The code of a missing cell.</summary>
    public const int Missing = -1;

    /// <summary>The code of a text that is not among the known levels.</summary>
    public const int Unseen = -2;

    internal CategoricalColumn(
        string name,
        ColumnValues<int> buffer,
        int count,
        LevelTable levels,
        long unseenCount = 0,
        IReadOnlyList<string>? unseenExamples = null)
        : base(name, count)
    {
        Buffer = buffer;
        Levels = levels;
        UnseenCount = unseenCount;
        UnseenExamples = unseenExamples ?? [];
    }

    /// <summary>
    /// One code per row, length <see cref="Column.Count"/>: an index into <see cref="Levels"/>, or <see cref="Missing"/>, or
    /// <see cref="Unseen"/>.
    /// </summary>
    public ReadOnlySpan<int> Codes => Buffer.AsSpan()[..Count];

    /// <summary>The levels, shared by all chunks of a table.</summary>
    public LevelTable Levels { get; }

    /// <summary>The number of rows of this chunk whose text is not among <see cref="Levels"/>.</summary>
    public long UnseenCount { get; }

    /// <summary>The first few distinct texts of this chunk that are not among <see cref="Levels"/>.</summary>
    public IReadOnlyList<string> UnseenExamples { get; }

    /// <summary>What stands behind <see cref="Codes"/>, which may be longer; for handing it over without copying.</summary>
    internal ColumnValues<int> Buffer { get; }
}
