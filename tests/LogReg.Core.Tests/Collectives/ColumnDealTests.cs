using LogReg.Collectives;

namespace LogReg.Core.Tests.Collectives;

public class ColumnDealTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Deal_Columns_GivesEachMemberAllRowsOfItsOwn(int members)
    {
        // Member 1 has no rows, and column 2 is left out.
        int[] rowsByRank = [.. Enumerable.Range(0, members).Select(rank => rank == 1 ? 0 : rank + 2)];
        int rows = rowsByRank.Sum();

        ThreadCollective.Run(members, collective =>
        {
            int first = rowsByRank.Take(collective.Rank).Sum();
            double[]?[] own =
            [
                .. Enumerable.Range(0, 5).Select(
                    column => column == 2 ? null : ColumnOf(column, first, rowsByRank[collective.Rank])),
            ];

            double[]?[] dealt = ColumnDeal.Deal(collective, own, rowsByRank);

            Assert.Equal(
                Enumerable.Range(0, 5).Select(
                    column => column == 2 || !ColumnDeal.IsHere(collective, column) ? null : ColumnOf(column, 0, rows)),
                dealt);
        });
    }

    private static double[] ColumnOf(int column, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(row => (100.0 * column) + row)];
}
