using LogReg.Design;
using LogReg.Objectives;
using LogReg.Storage;

namespace LogReg.Tests.Design;

/// <summary>The same random rows as groups of several kinds and as dense columns.</summary>
internal sealed class MixedDesign
{
    private readonly string _kinds;
    private readonly int[] _chunkRows;
    private readonly Random _random;
    private readonly List<int> _parameterColumns = [];

    /// <param name="kinds">A letter for each group: d for two dense columns (with the intercept's, if it is the first), c for 3 levels, C
    /// for 40, s for five sparse columns.</param>
    /// <param name="seed">What the rows are drawn with.</param>
    /// <param name="chunkRows">The number of rows of each chunk.</param>
    public MixedDesign(string kinds, int seed, params int[] chunkRows)
    {
        _kinds = kinds;
        _chunkRows = chunkRows;
        _random = new Random(seed);
        RowCount = chunkRows.Sum();
        var columns = new List<double[]>();
        foreach (char kind in kinds)
        {
            int first = columns.Count;
            columns.AddRange(Draw(kind, first));
            _parameterColumns.AddRange(Enumerable.Range(first, columns.Count - first).Skip(kind is 'c' or 'C' ? 1 : 0));
        }

        Columns = [.. columns];
        Mixed = Design((group, first, chunk) => Group(_kinds[group], first, chunk));
        Plain = Design((group, first, chunk) => new PlainGroup(Group(_kinds[group], first, chunk)));
        Dense = new DesignMatrix(
            chunkRows.Select((count, chunk) => new DesignChunk(
                [new DenseGroup(0, [.. Enumerable.Range(0, Columns.Length).Select(column => (ColumnValues<double>)Part(column, chunk))])],
                count)),
            Columns.Length,
            [.. _parameterColumns]);
    }

    public int RowCount { get; }

    /// <summary>The columns written out.</summary>
    public double[][] Columns { get; }

    /// <summary>A group for each letter.</summary>
    public DesignMatrix Mixed { get; }

    /// <summary>The same groups without their overrides.</summary>
    public DesignMatrix Plain { get; }

    /// <summary>One dense group.</summary>
    public DesignMatrix Dense { get; }

    /// <summary>Random numbers between two bounds, a row each.</summary>
    public double[] Numbers(double low, double high) =>
        [.. Enumerable.Range(0, RowCount).Select(_ => low + ((high - low) * _random.NextDouble()))];

    /// <summary>The rows with classes that depend on them, random weights and offsets.</summary>
    /// <param name="design"><see cref="Mixed"/>, <see cref="Plain"/> or <see cref="Dense"/>.</param>
    /// <param name="classCount">How many classes.</param>
    public ClassificationData Data(DesignMatrix design, int classCount)
    {
        var random = new Random(7);
        int[] classes = [.. Enumerable.Range(0, RowCount).Select(row =>
            (int)(classCount * Math.Clamp(random.NextDouble() + (0.1 * (Columns[1][row] - Columns[^1][row])), 0, 0.999)))];
        double[] weights = [.. classes.Select(_ => 0.5 + random.NextDouble())];
        double[] offsets = [.. classes.Select(_ => random.NextDouble() - 0.5)];
        return new ClassificationData(design, classes, classCount, weights, offsets);
    }

    private DesignMatrix Design(Func<int, int, int, ColumnGroup> groupOf) => new(
        _chunkRows.Select((count, chunk) =>
        {
            var groups = new List<ColumnGroup>();
            for (int group = 0; group < _kinds.Length; group++)
            {
                groups.Add(groupOf(group, groups.Sum(earlier => earlier.ColumnCount), chunk));
            }

            return new DesignChunk([.. groups], count);
        }),
        Columns.Length,
        [.. _parameterColumns]);

    private ColumnGroup Group(char kind, int first, int chunk)
    {
        int width = WidthOf(kind, first);
        double[][] columns = [.. Enumerable.Range(first, width).Select(column => Part(column, chunk))];
        if (kind == 'd')
        {
            return new DenseGroup(first, [.. columns]);
        }

        if (kind is 'c' or 'C')
        {
            int[] rowNumbers = [.. Enumerable.Range(0, _chunkRows[chunk])];
            return new CategoricalGroup(
                first, width, Array.ConvertAll(rowNumbers, row => Array.FindIndex(columns, column => column[row] == 1)));
        }

        int[][] rows = [.. columns.Select(column => Enumerable.Range(0, column.Length).Where(row => column[row] != 0).ToArray())];
        return new SparseGroup(
            first,
            _chunkRows[chunk],
            [.. Enumerable.Range(0, width + 1).Select(column => rows.Take(column).Sum(own => own.Length))],
            rows.SelectMany(own => own).ToArray(),
            columns.SelectMany(column => column.Where(value => value != 0)).ToArray());
    }

    private double[] Part(int column, int chunk) => Columns[column].AsSpan(_chunkRows.Take(chunk).Sum(), _chunkRows[chunk]).ToArray();

    private static int WidthOf(char kind, int first) => kind switch { 'd' => first == 0 ? 3 : 2, 'c' => 3, 'C' => 40, _ => 5 };

    private IEnumerable<double[]> Draw(char kind, int first)
    {
        if (kind is 'c' or 'C')
        {
            int[] codes = [.. Enumerable.Range(0, RowCount).Select(_ => _random.Next(WidthOf(kind, first)))];
            return Enumerable.Range(0, WidthOf(kind, first)).Select(level => codes.Select(code => code == level ? 1.0 : 0).ToArray());
        }

        // The last sparse column is all but empty.
        double[][] columns =
        [
            .. Enumerable.Range(0, WidthOf(kind, first)).Select(column => DrawNumbers(kind == 'd' ? 1 : column == 4 ? 0.05 : 0.25)),
        ];
        if (first == 0)
        {
            Array.Fill(columns[0], 1);
        }

        return columns;
    }

    private double[] DrawNumbers(double density) =>
        [.. Enumerable.Range(0, RowCount).Select(_ => _random.NextDouble() < density ? (4 * _random.NextDouble()) - 2 : 0)];
}
