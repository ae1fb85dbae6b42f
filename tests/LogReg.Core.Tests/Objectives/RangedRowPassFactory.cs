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
        int firstRow = 0;
        for (int range = 0; range < rangeCount; range++)
        {
            int first = range * chunkCount / rangeCount;
            DesignChunk[] chunks = [.. data.Design.Chunks.Skip(first).Take(((range + 1) * chunkCount / rangeCount) - first)];
            int rowCount = chunks.Sum(chunk => chunk.RowCount);
            if (rowCount > 0)
            {
                ranges.Add(
                    LocalRowPassFactory.Create(
                        Slice(data, chunks, firstRow, rowCount), hasReference, threads, new RowRangePlace(first, totals)));
            }

            firstRow += rowCount;
        }

        Made += ranges.Count;
        return new RangedRowPasses(ranges, Capabilities);
    }

    private static ClassificationData Slice(ClassificationData all, DesignChunk[] chunks, int firstRow, int rowCount) => new(
        new DesignMatrix(chunks, all.Design.ColumnCount, all.Design.ParameterColumns.ToArray()),
        all.Classes.AsSpan(firstRow, rowCount).ToArray(),
        all.ClassCount,
        all.Weights?.AsSpan(firstRow, rowCount).ToArray(),
        all.Offsets?.AsSpan(firstRow, rowCount).ToArray(),
        all.IsExcluded?.AsSpan(firstRow * all.ClassCount, rowCount * all.ClassCount).ToArray());
}
