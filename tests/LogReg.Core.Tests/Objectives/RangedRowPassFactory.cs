using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

/// <summary>Cuts the chunks of all rows into ranges of about the same number.</summary>
internal sealed class RangedRowPassFactory(int rangeCount) : IRowPassFactory
{
    public string Name => "the fit in ranges of rows";

    public PassCapabilities Capabilities { get; init; } = PassCapabilities.Hessian | PassCapabilities.HessianProducts;

    /// <summary>How many passes over ranges were made.</summary>
    public int Made { get; private set; }

    public IRowPasses Create(ClassificationData data, bool hasReference, int threads)
    {
        RowTotals totals = RowTotals.Of(data);
        var ranges = new List<IRowPasses>();
        int chunkCount = data.Design.Chunks.Count;
        for (int range = 0; range < rangeCount; range++)
        {
            ClassificationData own = Slice(data, range, rangeCount);
            if (own.Design.RowCount > 0)
            {
                var place = new RowRangePlace(FirstChunk(chunkCount, range, rangeCount), totals);
                ranges.Add(LocalRowPassFactory.Create(own, hasReference, threads, place));
            }
        }

        Made += ranges.Count;
        return new RangedRowPasses(ranges, Capabilities);
    }

    /// <summary>The first chunk of a range.</summary>
    public static int FirstChunk(int chunkCount, int range, int rangeCount) => range * chunkCount / rangeCount;

    /// <summary>The rows of a range, which may be none.</summary>
    public static ClassificationData Slice(ClassificationData all, int range, int rangeCount)
    {
        IReadOnlyList<DesignChunk> chunks = all.Design.Chunks;
        int first = FirstChunk(chunks.Count, range, rangeCount);
        DesignChunk[] own = [.. chunks.Skip(first).Take(FirstChunk(chunks.Count, range + 1, rangeCount) - first)];
        int firstRow = chunks.Take(first).Sum(chunk => chunk.RowCount);
        int rowCount = own.Sum(chunk => chunk.RowCount);
        return new ClassificationData(
            new DesignMatrix(own.Length > 0 ? own : [all.Design.Gather([])], all.Design.ColumnCount, all.Design.ParameterColumns.ToArray()),
            all.Classes.AsSpan(firstRow, rowCount).ToArray(),
            all.ClassCount,
            all.Weights?.AsSpan(firstRow, rowCount).ToArray(),
            all.Offsets?.AsSpan(firstRow, rowCount).ToArray(),
            all.IsExcluded?.AsSpan(firstRow * all.ClassCount, rowCount * all.ClassCount).ToArray());
    }
}
