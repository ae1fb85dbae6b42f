using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>Makes passes over rows of which each member of a collective has a range.</summary>
/// <param name="collective">The members.</param>
/// <param name="firstChunk">The number of this member's first chunk among those of all rows.</param>
/// <param name="sums">Adds up what the members have.</param>
internal sealed class CollectiveRowPassFactory(ICollective collective, long firstChunk, NodeSums sums) : IRowPassFactory
{
    public string Name => "the fit in several processes";

    public PassCapabilities Capabilities => PassCapabilities.Hessian | PassCapabilities.HessianProducts;

    /// <summary>Makes the passes over some rows.</summary>
    /// <param name="data">The rows of this member; their chunks follow the one that the factory was made with.</param>
    /// <param name="hasReference">Whether the first of several classes has no equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1; the sums do not depend on it.</param>
    public IRowPasses Create(ClassificationData data, bool hasReference, int threads) => new CollectiveRowPasses(
        LocalRowPassFactory.Create(data, hasReference, threads, new RowRangePlace(firstChunk, TotalsOf(data))), collective, sums);

    private RowTotals TotalsOf(ClassificationData data)
    {
        IEnumerable<int> chunkRows = data.Design.Chunks.Select(static chunk => chunk.RowCount);
        double weightSum = data.Weights is null
            ? collective.SumOf(data.Design.RowCount)
            : sums.Total(RowSums.Nodes(data.Weights, chunkRows, firstChunk), length: 1)![0];
        return new RowTotals(collective.SumOf(data.Design.RowCount), weightSum, data.ClassCount, collective.Any(data.Offsets is not null));
    }
}
