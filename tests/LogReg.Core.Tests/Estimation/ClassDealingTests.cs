using LogReg.Estimation;

namespace LogReg.Tests.Estimation;

public class ClassDealingTests
{
    private const int Chunks = 40;
    private const int RowsPerChunk = 25;

    // One row of class 1 a chunk, always the first.
    private static readonly int[] Classes = [.. Enumerable.Range(0, Chunks * RowsPerChunk).Select(row => row % RowsPerChunk == 0 ? 1 : 0)];
    private static readonly int[] ChunkRows = [.. Enumerable.Repeat(RowsPerChunk, Chunks)];

    [Fact]
    public void Draw_ClassWithARowInAChunk_HoldsOutOtherRowsBySeed()
    {
        bool[][] draws = [.. Enumerable.Range(0, 50).Select(seed => HoldOut.Draw(Classes, 2, new(ChunkRows), 0.3, seed))];
        Assert.All(draws, isTest => Assert.Equal(12, Enumerable.Range(0, Chunks).Count(chunk => isTest[chunk * RowsPerChunk])));
        Assert.All(Enumerable.Range(0, Chunks), chunk => Assert.InRange(draws.Count(isTest => isTest[chunk * RowsPerChunk]), 3, 27));
    }

    [Fact]
    public void Stratified_ClassWithARowInAChunk_DealsItToOtherFoldsBySeed()
    {
        FoldAssignment[] deals =
            [.. Enumerable.Range(0, 50).Select(seed => FoldAssignment.Stratified(Classes, 2, new(ChunkRows), 5, seed))];
        Assert.All(deals, deal => Assert.All(deal.CountRows(), count => Assert.Equal(Classes.Length / 5, count)));
        Assert.All(
            Enumerable.Range(0, Chunks),
            chunk => Assert.Equal(5, deals.Select(deal => deal.FoldOf[chunk * RowsPerChunk]).Distinct().Count()));
    }
}
