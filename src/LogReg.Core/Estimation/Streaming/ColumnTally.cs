using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Accumulates the statistics of a column, window by window.</summary>
/// <param name="Name">The column's name.</param>
internal abstract record ColumnTally(string Name)
{
    /// <summary>An empty tally for a column.</summary>
    public static ColumnTally For(ColumnRequest request) => request.KnownLevels is LevelTable levels
        ? new CategoricalTally(request.Name, levels)
        : new NumericTally(request.Name);

    /// <summary>Adds rows.</summary>
    /// <param name="table">The data.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    public abstract void Add(Table table, RowSelection selection, double[]? weights);

    /// <summary>The statistics of all rows.</summary>
    public abstract ColumnSummary Summary();

    private sealed record NumericTally(string Name) : ColumnTally(Name)
    {
        private readonly ColumnStatisticsBuilder _statistics = new();

        public override void Add(Table table, RowSelection selection, double[]? weights) =>
            _statistics.Add(table, table.IndexOf(Name), selection, weights);

        public override ColumnSummary Summary() => new NumericSummary(Name, _statistics.Result());
    }

    private sealed record CategoricalTally(string Name, LevelTable Levels) : ColumnTally(Name)
    {
        private readonly long[] _rows = new long[Levels.Count];
        private readonly double[] _weights = new double[Levels.Count];
        private long _missingRows;
        private double _missingWeight;

        public override void Add(Table table, RowSelection selection, double[]? weights)
        {
            var counts = LevelCounts.Of(table, table.IndexOf(Name), selection, weights);
            for (int level = 0; level < _rows.Length; level++)
            {
                _rows[level] += counts.Rows[level];
                _weights[level] += counts.Weights[level];
            }

            _missingRows += counts.MissingRows;
            _missingWeight += counts.MissingWeight;
        }

        public override ColumnSummary Summary() =>
            new CategoricalSummary(Name, Levels, new LevelCounts(_rows, _weights, _missingRows, _missingWeight));
    }
}
