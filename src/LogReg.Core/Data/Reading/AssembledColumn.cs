using LogReg.Storage;

namespace LogReg.Data;

/// <summary>A column of a table, as the pass that read it knows it.</summary>
/// <param name="Assembler">The pass.</param>
/// <param name="Position">The column in its plan.</param>
internal sealed record AssembledColumn(TableAssembler Assembler, int Position)
{
    private double[]? _numbers;

    /// <summary>How the cells that were read as texts write numbers; <see langword="null"/> if they are what they were read as.</summary>
    public NumberNotation? Notation { get; init; }

    /// <summary>A plain number of the column whose point may stand between thousands, for all that the data say; <see langword="null"/>
    /// if there is none.</summary>
    public string? Doubt { get; init; }

    private bool IsRead => Notation is null || Assembler.StoresTexts(Position);

    /// <summary>The levels that were read; <see langword="null"/> for numbers and texts.</summary>
    public LevelTable? Levels => Assembler.LevelsOf(Position);

    /// <summary>What the cells are that are not plainly numbers.</summary>
    public CellCensus Census => Assembler.Census(Position);

    /// <summary>The outcome.</summary>
    public ColumnInfo Describe() => IsRead
        ? Assembler.Describe(Position)
        : new ColumnInfo(Assembler.Describe(Position).Name, ColumnKind.Numeric, null);

    /// <summary>A chunk of the column.</summary>
    /// <param name="chunk">The number of the chunk among those that were read.</param>
    /// <param name="storage">Where numbers go that take the place of texts.</param>
    public Column Create(int chunk, ColumnStorage storage)
    {
        Column column = Assembler.CreateColumn(Position, chunk);
        return IsRead
            ? column
            : NumberCodes.Replace((CategoricalColumn)column, _numbers ??= NumberCodes.NumbersOf(Levels!, Notation!), storage);
    }

    /// <summary>A column of the chunks that were not read.</summary>
    public Column CreateEmpty()
    {
        ColumnInfo info = Describe();
        return info.Kind switch
        {
            ColumnKind.Numeric => new NumericColumn(info.Name, Array.Empty<double>(), 0),
            ColumnKind.Categorical => new CategoricalColumn(info.Name, Array.Empty<int>(), 0, info.Levels!),
            ColumnKind.Vector => new VectorColumn(info.Name, [], [], [], 0),
            _ => new TextColumn(info.Name, [], [], 0),
        };
    }

    /// <summary>Looks at the numbers of the column.</summary>
    /// <param name="form">What they say.</param>
    public void Look(NumberForm form)
    {
        for (int chunk = 0; chunk < Assembler.ChunkCount && !form.HasDecimals; chunk++)
        {
            form.Add(Assembler.NumbersOf(Position, chunk));
        }
    }

    /// <summary>The codes of the column in the order of the rows, each at its first cell.</summary>
    public IReadOnlyList<int> CodesByRow() => Assembler.CodesByRow(Position);
}
