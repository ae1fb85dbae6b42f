using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>Describes the columns of a table for a report.</summary>
internal static class ColumnDescriber
{
    /// <summary>Describes all columns.</summary>
    /// <param name="table">The data.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="role">What the column at a position is.</param>
    /// <param name="rocAuc">How well the column at a position alone ranks the classes, or <see langword="null"/>.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public static ColumnDescription[] Describe(
        Table table, RowSelection selection, Func<int, ColumnRole> role, Func<int, double?> rocAuc, int threads)
    {
        ColumnTotal[] totals = new ColumnTotals(table, selection, weights: null).Of([.. Enumerable.Range(0, table.Columns.Count)], threads);
        return [.. totals.Select((total, column) => Describe(table.Columns[column], total, selection, role(column), rocAuc(column)))];
    }

    private static ColumnDescription Describe(ColumnInfo info, ColumnTotal total, RowSelection selection, ColumnRole role, double? rocAuc)
    {
        if (total.Statistics is ColumnStatistics statistics)
        {
            long present = selection.TotalCount - statistics.MissingCount;

            // The statistics impute missing cells with the mean, which adds nothing to the squares.
            double deviation = present == 0 ? double.NaN : statistics.StandardDeviation * Math.Sqrt((double)selection.TotalCount / present);
            return new ColumnDescription(
                info.Name,
                role,
                info.Kind,
                statistics.MissingCount,
                Share(statistics.MissingCount, selection),
                null,
                statistics.Minimum,
                statistics.Mean,
                statistics.Maximum,
                deviation,
                rocAuc);
        }

        // A vector has neither.
        long missing = total.Counts?.MissingRows ?? 0;
        return new ColumnDescription(
            info.Name,
            role,
            info.Kind,
            missing,
            Share(missing, selection),
            total.Counts?.Rows.Count(rows => rows > 0),
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            rocAuc);
    }

    private static double Share(long count, RowSelection selection) => selection.TotalCount == 0 ? 0 : (double)count / selection.TotalCount;
}
