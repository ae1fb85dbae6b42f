using LogReg.Checking;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Design;
using LogReg.Estimation;
using LogReg.Inference;
using LogReg.Objectives;

namespace LogReg.Tests.Collectives;

/// <summary>What processes tell each other of their rows, each value once, is limited, and what is beyond the limit is refused before it is
/// sent.</summary>
public class SharedClusterTests
{
    [Fact]
    public void Clusters_MoreThanProcessesCanExchange_AreAnErrorThatSaysSo()
    {
        Table table = SharedRows.Rechunk(
            new TableBuilder().AddNumeric("family", [.. Enumerable.Range(0, 60).Select(row => (double)(row % 12))]).Build(), 10);
        int[] whole = Read(table, mostKeys: 1).Codes;
        Assert.Equal(Enumerable.Range(0, 60).Select(row => row % 12), whole);
        Assert.Equal(whole, SharedRows.Run(table, 3, own => Read(own, mostKeys: 36).Codes).SelectMany(codes => codes));
        Assert.All(
            SharedRows.Run(table, 3, own => Assert.Throws<DataException>(() => Read(own, mostKeys: 35))),
            error => Assert.Equal(
                "data.csv, column 'family': the processes hold 36 clusters in all (one whose rows are spread over several processes counts "
                    + "once in each), but can exchange 35 at most",
                error.Message));

        static ClusterCodes Read(Table table, int mostKeys) => ClusterCodes.Read(
            table, "family", SelectedCells.AllRows(table), findRow: null, "data.csv", mostKeys: mostKeys);
    }

    [Theory]
    [InlineData(19, null)]
    [InlineData(20, 20)]
    public void Margins_OfRowsThatMembersShare_AreThoseOfOneWhereTheyAreNotTooMany(long most, int? expected)
    {
        // Three chunks with 10 different numbers each; every other of a chunk is in the next one, too.
        double[][] numbers =
            [.. Enumerable.Range(0, 3).Select(chunk => Enumerable.Range(0, 10).Select(row => Number(chunk, row)).ToArray())];
        DesignChunk[] chunks = [.. numbers.Select(own => new DesignChunk([new DenseGroup(0, [own])], own.Length))];
        var data = new ClassificationData(new DesignMatrix(chunks, 1, [0]), [.. Enumerable.Repeat(1, 30)], 2);
        double[]? whole = Find(data);
        Assert.Equal(expected, whole?.Length);
        foreach (int size in new[] { 2, 3, 5 })
        {
            ThreadCollective.Run(size, collective =>
                Assert.Equal(whole, Find(SharedRows.Share(data, RowShares.Deal(collective, chunks.Length)))));
        }

        double[]? Find(ClassificationData data)
        {
            var rows = new SeparationRows(data, 1, TestContext.Current.CancellationToken);
            return rows.DistinctMargins([[1]], [.. Enumerable.Repeat(true, rows.Count)], most) is { } found
                ? [.. found.Select(margins => margins[0])]
                : null;
        }

        static double Number(int chunk, int row) => row % 2 == 0 ? row : (100 * chunk) + row;
    }
}
