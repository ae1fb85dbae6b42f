using LogReg.Collectives;

namespace LogReg.Core.Tests.Collectives;

public class ColumnDealTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void ForEach_Columns_GivesEachMemberAllRowsOfItsOwn(int members)
    {
        // Member 1 has no rows, and column 2 has no values.
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

            double[]?[] dealt = new double[own.Length][];
            ColumnDeal.ForEach(collective, own, rowsByRank, threads: 2, (place, values) => dealt[place] = [.. values]);

            Assert.Equal(
                Enumerable.Range(0, 5).Select(
                    column => !ColumnDeal.IsHere(collective, column) ? null : column == 2 ? [] : ColumnOf(column, 0, rows)),
                dealt);
        });
    }

    private static double[] ColumnOf(int column, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(row => (100.0 * column) + row)];
}
