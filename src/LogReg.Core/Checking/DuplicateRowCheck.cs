using LogReg.Data;
using LogReg.Features;

namespace LogReg.Checking;

/// <summary>
/// Counts the rows that are copies of earlier ones in every column, and tells whether chance explains them: rows of few columns with few
/// values are often equal, and nothing is wrong with that.
/// </summary>
internal static class DuplicateRowCheck
{
    // Columns depend on each other, so that rows are equal more often than the product of their columns' chances says.
    private const double Surprising = 20;

    /// <summary>Compares the training rows.</summary>
    /// <param name="table">The data.</param>
    /// <param name="columns">The positions of the columns to compare, the target's among them.</param>
    /// <param name="selection">The rows.</param>
    /// <param name="sample">A sample of them.</param>
    public static DataFinding? Find(Table table, IReadOnlyList<int> columns, RowSelection selection, RowSample sample)
    {
        double coincidence = columns.Aggregate(1.0, (product, column) => product * Coincidence(table, column, sample));
        double expectedPairs = coincidence * selection.Count * (selection.Count - 1) / 2;
        if (expectedPairs * Surprising >= selection.Count)
        {
            return null;
        }

        CopyCount found = Count(Hashes(table, columns, selection));
        return found.Copies == 0 || found.Pairs < Surprising * expectedPairs
            ? null
            : new DataFinding(
                FindingKind.DuplicateRows,
                FindingSeverity.Information,
                [],
                $"{FindingText.Count(found.Copies, "row")} ({FindingText.Percent((double)found.Copies / selection.Count)}) {(found.Copies == 1 ? "is an exact copy of an earlier one" : "are exact copies of earlier ones")}, more than chance explains",
                "if they were recorded twice, delete the copies: they make a model look surer than it is, and held-out rows no test");
    }

    private static double Coincidence(Table table, int column, RowSample sample)
    {
        double[] values = table.Columns[column].Kind == ColumnKind.Numeric ? sample.Numbers(column) : [.. sample.Codes(column).Select(code => (double)code)];
        return new NumericSample(values, default).Coincidence();
    }

    private static ulong[] Hashes(Table table, IReadOnlyList<int> columns, RowSelection selection)
    {
        ulong[] hashes = new ulong[selection.Count];
        foreach (int column in columns)
        {
            if (table.Columns[column].Kind == ColumnKind.Numeric)
            {
                // Adding 0 turns −0 into 0.
                SelectedCells.VisitNumbers(table, column, selection, (cells, firstRow) =>
                {
                    for (int index = 0; index < cells.Length; index++)
                    {
                        hashes[firstRow + index] = Mix(hashes[firstRow + index], (ulong)BitConverter.DoubleToInt64Bits(cells[index] + 0.0));
                    }
                });
            }
            else
            {
                SelectedCells.VisitCodes(table, column, selection, (cells, firstRow) =>
                {
                    for (int index = 0; index < cells.Length; index++)
                    {
                        hashes[firstRow + index] = Mix(hashes[firstRow + index], (ulong)cells[index]);
                    }
                });
            }
        }

        return hashes;
    }

    // 64 bits: among ten million rows two that differ have the same hash with a chance of 3 in a million.
    private static ulong Mix(ulong hash, ulong value)
    {
        ulong mixed = (hash ^ value) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 29);
    }

    private static CopyCount Count(ulong[] hashes)
    {
        Array.Sort(hashes);
        int copies = 0;
        double pairs = 0;
        int run = 0;
        for (int index = 1; index < hashes.Length; index++)
        {
            run = hashes[index] == hashes[index - 1] ? run + 1 : 0;
            copies += run > 0 ? 1 : 0;
            pairs += run;
        }

        return new CopyCount(copies, pairs);
    }

    private readonly record struct CopyCount(int Copies, double Pairs);
}
