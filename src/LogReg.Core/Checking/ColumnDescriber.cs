using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>Describes the columns of a table for a report.</summary>
internal static class ColumnDescriber
{
    /// <summary>Describes a column.</summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of the column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="role">What the column is.</param>
    /// <param name="rocAuc">How well it alone ranks the classes, or <see langword="null"/>.</param>
    public static ColumnDescription Describe(Table table, int column, RowSelection selection, ColumnRole role, double? rocAuc)
    {
        ColumnInfo info = table.Columns[column];
        if (info.Kind == ColumnKind.Numeric)
        {
            NumberRange range = SelectedCells.Range(table, column, selection);
            ColumnStatistics statistics = ColumnStatistics.Compute(table, column, selection, weights: null);
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
                range.Least,
                statistics.Mean,
                range.Greatest,
                deviation,
                rocAuc);
        }

        if (info.Kind == ColumnKind.Vector)
        {
            return new ColumnDescription(
                info.Name, role, info.Kind, 0, 0, null, double.NaN, double.NaN, double.NaN, double.NaN, rocAuc);
        }

        var counts = LevelClassCounts.OfOwn(table, column, selection, [], 1);
        long missing = counts.Rows(CategoricalColumn.Missing);
        return new ColumnDescription(
            info.Name,
            role,
            info.Kind,
            missing,
            Share(missing, selection),
            counts.Distinct(),
            double.NaN,
            double.NaN,
            double.NaN,
            double.NaN,
            rocAuc);
    }

    private static double Share(long count, RowSelection selection) => selection.TotalCount == 0 ? 0 : (double)count / selection.TotalCount;
}
