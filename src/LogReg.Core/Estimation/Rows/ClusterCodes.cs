using System.Globalization;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The cluster of each training row.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Codes">A cluster from 0 to <paramref name="Count"/> − 1 for each training row.</param>
/// <param name="Count">How many clusters occur.</param>
internal sealed record ClusterCodes(string Column, int[] Codes, int Count)
{
    // Keys of 8 bytes that a collective hands around at once.
    private const int MostKeys = int.MaxValue / sizeof(long);

    /// <summary>Reads the clusters off a column of any kind.</summary>
    /// <param name="table">The data.</param>
    /// <param name="name">The column.</param>
    /// <param name="selection">The training rows.</param>
    /// <param name="findRow">From a row to its place in the source, or <see langword="null"/>.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <param name="role">What a value stands for, for messages.</param>
    /// <param name="mostKeys">How many clusters the processes may have, each cluster counted once for each process that has rows of
    /// it.</param>
    /// <exception cref="DataException">A training row has no cluster, or the processes have too many.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static ClusterCodes Read(
        Table table,
        string name,
        RowSelection selection,
        Func<long, RowPlace?>? findRow,
        string? source,
        string role = "cluster",
        int mostKeys = MostKeys)
    {
        int column = table.IndexOf(name);
        long[] keys = table.Values<long>(
            (chunk, own) =>
            {
                Column values = table.Chunks[chunk].Columns[column];
                for (int index = 0; index < own.Length; index++)
                {
                    int row = selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index];
                    own[index] = Key(values, row) ?? throw new DataException(
                        $"the {role} is missing",
                        source,
                        findRow?.Invoke(table.Chunks[chunk].FirstRow + row),
                        name,
                        hint: $"fill it in, or leave the row out: every row must belong to a {role}");
                }
            },
            selection.Parts);

        // In the order in which they appear among all rows.
        long[] distinct = [.. keys.Distinct()];
        if (selection.Parts.Shares is not null && selection.Parts.Sum(distinct.Length) is long count && count > mostKeys)
        {
            throw new DataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the processes hold {count:N0} {role}s in all (one whose rows are spread over several processes counts once in each), "
                        + $"but can exchange {mostKeys:N0} at most"),
                source,
                column: name,
                hint: $"sort the rows by this column, so that one process holds all rows of a {role}, start fewer processes, or use a "
                    + $"column with fewer {role}s");
        }

        var positions = new Dictionary<long, int>();
        foreach (long key in selection.Parts.Gather(distinct))
        {
            positions.TryAdd(key, positions.Count);
        }

        int[] codes = Array.ConvertAll(keys, key => positions[key]);
        return new ClusterCodes(name, codes, positions.Count);
    }

    /// <summary>Checks that there are several clusters: a single one has no variance between clusters.</summary>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">There are fewer than two.</exception>
    public void RequireSeveral(string? source)
    {
        if (Count < 2)
        {
            throw new DataException(
                "cluster-robust standard errors need at least 2 clusters, but all rows used belong to one",
                source,
                column: Column,
                hint: $"use {Option.StandardErrors.Is(StandardErrorKind.Hc1)}, or another cluster column");
        }
    }

    private static long? Key(Column column, int row) => column switch
    {
        NumericColumn numeric => double.IsNaN(numeric.Values[row]) ? null : BitConverter.DoubleToInt64Bits(numeric.Values[row] + 0.0),
        CategoricalColumn categorical => categorical.Codes[row] < 0 ? null : categorical.Codes[row],
        _ => null,
    };
}
