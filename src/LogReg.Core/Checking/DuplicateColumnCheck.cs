using System.Runtime.InteropServices;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>Finds features that have the same content, text by text or number by number.</summary>
internal static class DuplicateColumnCheck
{
    /// <summary>Compares all features: a fingerprint of the sample first, all rows only where that agrees.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="fingerprints">For each feature that of its sample.</param>
    public static IEnumerable<DataFinding> Find(CheckInput input, long[] fingerprints)
    {
        var firstOf = new Dictionary<long, List<int>>();
        for (int feature = 0; feature < input.Features.TableColumns.Count; feature++)
        {
            int column = input.Features.TableColumns[feature];
            if (input.Table.Columns[column].Kind == ColumnKind.Vector)
            {
                continue;
            }

            List<int> alike = firstOf.TryGetValue(fingerprints[feature], out List<int>? known) ? known : [];
            int original = alike.FindIndex(other => AreEqual(input, other, column));
            if (original < 0)
            {
                alike.Add(column);
                firstOf[fingerprints[feature]] = alike;
                continue;
            }

            string name = input.Table.Columns[column].Name;
            string first = input.Table.Columns[alike[original]].Name;
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
            hash = (hash ^ word) * 0x100000001B3;
        }

        return (long)hash;
    }

    private static bool AreEqual(CheckInput input, int left, int right)
    {
        ColumnInfo first = input.Table.Columns[left];
        ColumnInfo second = input.Table.Columns[right];
        if (first.Kind != second.Kind || (first.Levels is not null && !first.Levels.SequenceEqual(second.Levels!)))
        {
            return false;
        }

        return !input.Table.Any(input.Table.Chunks.Any(chunk => !(first.Kind == ColumnKind.Numeric
            ? AreEqual(((NumericColumn)chunk.Columns[left]).Values, ((NumericColumn)chunk.Columns[right]).Values)
            : ((CategoricalColumn)chunk.Columns[left]).Codes.SequenceEqual(((CategoricalColumn)chunk.Columns[right]).Codes))));
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
