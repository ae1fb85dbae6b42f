using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>Finds features that have the same content, text by text or number by number.</summary>
internal static class DuplicateColumnCheck
{
    // FNV-1a's (Fowler, Noll & Vo).
    private const ulong Prime = 0x100000001B3;

    // An odd number, so that the cells of different rows are mixed with different ones: 2⁶⁴ divided by the golden ratio.
    private const ulong RowFactor = 0x9E3779B97F4A7C15;

    /// <summary>Compares all features: a fingerprint of the sample first; where that agrees, a hash of all rows; and all cells only where
    /// that agrees, too.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="fingerprints">For each feature that of its sample.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public static IEnumerable<DataFinding> Find(CheckInput input, long[] fingerprints)
    {
        int[] columns = [.. input.Features.TableColumns];
        int[][] alike =
        [
            .. Enumerable.Range(0, columns.Length)
                .Where(feature => input.Table.Columns[columns[feature]].Kind != ColumnKind.Vector)
                .GroupBy(feature => fingerprints[feature], feature => columns[feature])
                .Select(group => group.ToArray()).Where(group => group.Length > 1),
        ];
        Dictionary<int, int> originals = Originals(input, alike);
        foreach (int column in columns.Where(originals.ContainsKey))
        {
            string name = input.Table.Columns[column].Name;
            string first = input.Table.Columns[originals[column]].Name;
            yield return new DataFinding(
                FindingKind.DuplicateColumn,
                FindingSeverity.Warning,
                [first, name],
                $"{FindingText.Quote(name)} is a copy of {FindingText.Quote(first)}: both have the same value in every row",
                $"leave one of them {LeavingOut.Column(name, input.Features.Layout)}");
        }
    }

    /// <summary>The fingerprint of a sample: of numbers, or of codes, which are equal in equal columns, as levels are sorted. It is the
    /// same in every process, unlike a <see cref="HashCode"/>.</summary>
    public static long Fingerprint<T>(T[] sampled)
        where T : unmanaged
    {
        // FNV-1a (Fowler, Noll & Vo), four bytes at a time.
        ulong hash = 0xCBF29CE484222325;
        foreach (uint word in MemoryMarshal.Cast<T, uint>(sampled))
        {
            hash = (hash ^ word) * Prime;
        }

        return (long)hash;
    }

    // For each column that is a copy the first one with the same cells. All columns whose hashes agree are compared at once with the first
    // of them; where hashes agree by chance, the columns that are left are compared once more.
    private static Dictionary<int, int> Originals(CheckInput input, int[][] alike)
    {
        int[] hashed = [.. alike.SelectMany(group => group)];
        Dictionary<int, long> hashes = hashed.Zip(HashesOf(input, hashed)).ToDictionary(pair => pair.First, pair => pair.Second);
        int[][] left = [.. alike.SelectMany(group => group.GroupBy(column => hashes[column]).Select(equal => equal.ToArray()))];
        var originals = new Dictionary<int, int>();
        while ((left = [.. left.Where(group => group.Length > 1)]).Length > 0)
        {
            (int First, int Column)[] pairs = [.. left.SelectMany(group => group.Skip(1).Select(column => (group[0], column)))];
            long[] differ = new long[pairs.Length];
            ForEach(input, pairs.Length, pair => differ[pair] = AreEqual(input, pairs[pair].First, pairs[pair].Column) ? 0 : 1);
            input.Table.Shares?.Collective.Max(differ);
            foreach (((int first, int column), _) in pairs.Zip(differ).Where(pair => pair.Second == 0))
            {
                originals.Add(column, first);
            }

            left = [.. left.Select(group => group.Skip(1).Where(column => !originals.ContainsKey(column)).ToArray())];
        }

        return originals;
    }

    // Equal columns have equal hashes, which are sums over the rows of all processes.
    private static long[] HashesOf(CheckInput input, int[] columns)
    {
        long[] hashes = new long[columns.Length];
        if (hashes.Length == 0)
        {
            return hashes;
        }

        ForEach(input, columns.Length, place => hashes[place] = (long)HashOfOwn(input.Table, columns[place]));
        input.Table.Rows.Sum(hashes);
        for (int place = 0; place < hashes.Length; place++)
        {
            hashes[place] += (long)HashOf(input.Table.Columns[columns[place]].Levels);
        }

        return hashes;
    }

    private static ulong HashOfOwn(Table table, int column)
    {
        ulong hash = 0;
        foreach (TableChunk chunk in table.OwnChunks.Select(number => table.Chunks[number]))
        {
            ulong row = (ulong)chunk.FirstRow * RowFactor;
            if (chunk.Columns[column] is NumericColumn numbers)
            {
                foreach (double value in numbers.Values)
                {
                    // Minus zero is zero, and one missing cell is like another.
                    hash += SplitMix.Mix(row + BitConverter.DoubleToUInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0));
                    row += RowFactor;
                }
            }
            else
            {
                foreach (int code in ((CategoricalColumn)chunk.Columns[column]).Codes)
                {
                    hash += SplitMix.Mix(row + (ulong)code);
                    row += RowFactor;
                }
            }
        }

        return hash;
    }

    // Columns with the same codes of different levels are many where all of them have two.
    private static ulong HashOf(LevelTable? levels)
    {
        ulong hash = 0;
        for (int code = 0; code < (levels?.Count ?? 0); code++)
        {
            foreach (byte letter in levels!.Utf8(code))
            {
                hash = (hash ^ letter) * Prime;
            }

            hash = SplitMix.Mix(hash + 1);
        }

        return hash;
    }

    private static void ForEach(CheckInput input, int count, Action<int> work) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = input.Threads }, work);

    // Whether the cells that are here are equal.
    private static bool AreEqual(CheckInput input, int left, int right)
    {
        ColumnInfo first = input.Table.Columns[left];
        ColumnInfo second = input.Table.Columns[right];
        if (first.Kind != second.Kind || (first.Levels is not null && !first.Levels.SequenceEqual(second.Levels!)))
        {
            return false;
        }

        return input.Table.Chunks.All(chunk => first.Kind == ColumnKind.Numeric
            ? AreEqual(((NumericColumn)chunk.Columns[left]).Values, ((NumericColumn)chunk.Columns[right]).Values)
            : ((CategoricalColumn)chunk.Columns[left]).Codes.SequenceEqual(((CategoricalColumn)chunk.Columns[right]).Codes));
    }

    // Missing cells are equal to each other.
    private static bool AreEqual(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        for (int row = 0; row < left.Length; row++)
        {
            if (!left[row].Equals(right[row]))
            {
                return false;
            }
        }

        return true;
    }
}
