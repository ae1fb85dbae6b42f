using LogReg.Collectives;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

/// <summary>Gives each member of a collective its range of the chunks of rows that every member has.</summary>
internal sealed class CollectiveRangesFactory(ICollective collective, long mostGatheredBytes) : IRowPassFactory
{
    public string Name => "the fit of a test";

    public PassCapabilities Capabilities => PassCapabilities.Hessian | PassCapabilities.HessianProducts;

    public IRowPasses Create(ClassificationData data, bool hasReference, int threads)
    {
        int first = RangedRowPassFactory.FirstChunk(data.Design.Chunks.Count, collective.Rank, collective.Size);
        return new CollectiveRowPassFactory(collective, first, new NodeSums(collective, mostGatheredBytes))
            .Create(RangedRowPassFactory.Slice(data, collective.Rank, collective.Size), hasReference, threads);
    }
}
