using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// The block of a larger matrix that holds XᵀWX, and which elements each share of the work writes: a column that stores every row is one
/// with the columns before it; a group that does not is one, with all columns that do and with the groups before it.
/// </summary>
internal sealed class ExtendedGramBlock
{
    private readonly int[] _parameterOf;
    private readonly ExtendedMatrix _target;
    private readonly int _firstRow;
    private readonly int _firstColumn;
    private readonly int[] _firstColumns;
    private readonly int[] _columnCounts;

    /// <param name="chunk">A chunk of X, which may be without rows: its groups are those of all.</param>
    /// <param name="parameterOf">The parameter of each column; −1 for none.</param>
    /// <param name="target">The matrix.</param>
    /// <param name="firstRow">The first row of the block in it.</param>
    /// <param name="firstColumn">The block's first column.</param>
    public ExtendedGramBlock(DesignChunk chunk, int[] parameterOf, ExtendedMatrix target, int firstRow, int firstColumn)
    {
        _parameterOf = parameterOf;
        _target = target;
        _firstRow = firstRow;
        _firstColumn = firstColumn;
        _firstColumns = Array.ConvertAll(chunk.Groups, group => group.FirstColumn);
        _columnCounts = Array.ConvertAll(chunk.Groups, group => group.ColumnCount);
        ILookup<bool, int> groups = Enumerable.Range(0, chunk.Groups.Length)
            .Where(group => chunk.Groups[group].ColumnCount > 0)
            .ToLookup(group => chunk.Groups[group].Column(0, new RowRange(0, 0)).HasEveryRow);
        FullColumns = [.. groups[true].SelectMany(group => Enumerable.Range(0, _columnCounts[group]).Select(column => (group, column)))];
        PartGroups = [.. groups[false]];
    }

    /// <summary>Group and position in it of each column that stores every row.</summary>
    public (int Group, int Column)[] FullColumns { get; }

    /// <summary>The groups that do not.</summary>
    public int[] PartGroups { get; }

    /// <summary>The number of shares of the work.</summary>
    public int ShareCount => FullColumns.Length + PartGroups.Length;

    /// <summary>An element of two columns that have parameters, and the one that mirrors it.</summary>
    /// <param name="column">A column of the design matrix.</param>
    /// <param name="other">Another one, or the same.</param>
    public DoubleDouble this[int column, int other]
    {
        get => _target[_firstRow + _parameterOf[column], _firstColumn + _parameterOf[other]];
        set
        {
            _target[_firstRow + _parameterOf[column], _firstColumn + _parameterOf[other]] = value;
            _target[_firstRow + _parameterOf[other], _firstColumn + _parameterOf[column]] = value;
        }
    }

    /// <summary>Adds to the element of two columns and to the one that mirrors it, if both have parameters. Parameters need not be in the
    /// order of the columns.</summary>
    /// <param name="column">A column of the design matrix.</param>
    /// <param name="other">Another one, or the same.</param>
    /// <param name="value">What to add.</param>
    public void Add(int column, int other, DoubleDouble value)
    {
        if (_parameterOf[column] >= 0 && _parameterOf[other] >= 0)
        {
            this[column, other] += value;
        }
    }

    /// <summary>How many elements a share of the work writes, without those that mirror others.</summary>
    /// <param name="share">The share.</param>
    public int CountOf(int share) => ElementsOf(share).Count();

    /// <summary>The elements that a share of the work writes, without those that mirror others: pairs of columns.</summary>
    /// <param name="share">The share.</param>
    public IEnumerable<(int Column, int Other)> ElementsOf(int share)
    {
        IEnumerable<(int Column, int Other)> pairs = share < FullColumns.Length
            ? FullColumns.Take(share + 1).Select(other => (ColumnOf(FullColumns[share]), ColumnOf(other)))
            : ElementsOfGroup(share - FullColumns.Length);
        return pairs.Where(pair => _parameterOf[pair.Column] >= 0 && _parameterOf[pair.Other] >= 0);
    }

    /// <summary>The position of a column in the design matrix.</summary>
    /// <param name="column">Its group and its position in it.</param>
    public int ColumnOf((int Group, int Column) column) => _firstColumns[column.Group] + column.Column;

    private IEnumerable<(int Column, int Other)> ElementsOfGroup(int place)
    {
        int[] others = [.. FullColumns.Select(ColumnOf), .. PartGroups.Take(place).SelectMany(ColumnsOf)];
        foreach (int column in ColumnsOf(PartGroups[place]))
        {
            foreach (int other in others)
            {
                yield return (column, other);
            }

            for (int other = _firstColumns[PartGroups[place]]; other <= column; other++)
            {
                yield return (column, other);
            }
        }
    }

    private IEnumerable<int> ColumnsOf(int group) => Enumerable.Range(_firstColumns[group], _columnCounts[group]);
}
