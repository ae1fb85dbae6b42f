using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>
/// Counts the rows that are copies of earlier ones in every column, and tells whether chance explains them: rows of few columns with few
/// values are often equal, and nothing is wrong with that. Where it is chance, many more rows are equal but for one column, in the
/// proportion in which that column's values coincide.
/// </summary>
internal static class DuplicateRowCheck
{
    private const double Surprising = 5;

    // Each column takes a sort of all rows; those of most values tell most.
    private const int MostColumns = 32;

    /// <summary>Compares the training rows.</summary>
    /// <param name="table">The data.</param>
    /// <param name="columns">The positions of the columns to compare, the target's among them.</param>
    /// <param name="selection">The rows.</param>
    /// <param name="sample">A sample of them.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public static DataFinding? Find(Table table, IReadOnlyList<int> columns, RowSelection selection, RowSample sample)
    {
        if (columns.Any(column => table.Columns[column].Kind == ColumnKind.Vector))
        {
            return null;
        }

        double[] coincidences = [.. columns.Select(column => Coincidence(table, column, sample))];
        double independent =
            coincidences.Aggregate(1.0, (product, coincidence) => product * coincidence) * selection.TotalCount
                * (selection.TotalCount - 1) / 2;
        if (independent * Surprising > selection.TotalCount)
        {
            return null;
        }

        ulong[] hashes = new ulong[selection.Parts.Count];
        foreach (int column in columns)
        {
            AddHashes(table, column, selection, hashes, Multiplier(column));
        }

        var found = CopyCount.Of(selection.Parts, (ulong[])hashes.Clone());
        if (found.Copies == 0)
        {
            return null;
        }

        foreach (int index in Enumerable.Range(0, columns.Count).OrderBy(index => coincidences[index]).Take(MostColumns))
        {
            ulong[] others = (ulong[])hashes.Clone();
            AddHashes(table, columns[index], selection, others, 0 - Multiplier(columns[index]));
            double expected = (double)(CopyCount.Of(selection.Parts, others).Pairs - found.Pairs) * coincidences[index];
            if ((double)found.Pairs < Surprising * expected)
            {
                return null;
            }
        }

        return new DataFinding(
            FindingKind.DuplicateRows,
            FindingSeverity.Information,
            [],
            $"{FindingText.Count(found.Copies, "row")} ({FindingText.Percent((double)found.Copies / selection.TotalCount)}) "
                + $"{(found.Copies == 1 ? "is an exact copy of an earlier one" : "are exact copies of earlier ones")}, more than chance "
                + $"would explain",
            "if they were recorded twice, delete the copies: they make estimates look more precise than they are, and held-out rows are "
                + "no longer independent of the training rows");
    }

    private static double Coincidence(Table table, int column, RowSample sample)
    {
        double[] cells = table.Columns[column].Kind == ColumnKind.Numeric
            ? sample.Numbers(column)
            : Array.ConvertAll(sample.Codes(column), code => (double)code);
        using var numbers = new NumericSample(sample.Complete(cells), default);
        return numbers.Coincidence();
    }

    // A row's hash is a sum over its columns, so that a column can be taken out again. 64 bits: among ten million rows two that differ
    // have the same hash with a chance of 3 in a million.
    private static void AddHashes(Table table, int column, RowSelection selection, ulong[] hashes, ulong multiplier)
    {
        if (table.Columns[column].Kind == ColumnKind.Numeric)
        {
            SelectedCells.VisitNumbers(table, column, selection, (cells, firstRow) =>
            {
                for (int index = 0; index < cells.Length; index++)
                {
                    hashes[firstRow + index] += multiplier * CellHash.Of(cells[index]);
                }
            });
        }
        else
        {
            SelectedCells.VisitCodes(table, column, selection, (cells, firstRow) =>
            {
                for (int index = 0; index < cells.Length; index++)
                {
                    hashes[firstRow + index] += multiplier * SplitMix.Mix((ulong)cells[index]);
                }
            });
        }
    }

    // Odd, so that no bit of a cell's hash is lost.
    private static ulong Multiplier(int column) => SplitMix.Mix((ulong)column + 1) | 1;
}
