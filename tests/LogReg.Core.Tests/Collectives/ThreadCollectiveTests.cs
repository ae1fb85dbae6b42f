using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

public class ThreadCollectiveTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void Operations_OfAnyNumberOfMembers_GiveWhatTheyPromise(int size)
    {
        ThreadCollective.Run(size, collective =>
        {
            int rank = collective.Rank;
            Assert.Equal(size, collective.Size);

            double[] values = rank == 0 ? [0.1, -0.0, double.NaN] : new double[3];
            collective.BroadcastValues(values.AsSpan());
            Assert.Equal(
                [0x3FB999999999999A, long.MinValue, unchecked((long)0xFFF8000000000000)],
                Array.ConvertAll(values, BitConverter.DoubleToInt64Bits));

            int[] own = [.. Enumerable.Repeat(rank, rank)];
            int[] all = [.. Enumerable.Range(0, size).SelectMany(other => Enumerable.Repeat(other, other))];
            Assert.Equal(all, collective.AllGatherValues<int>(own));
            Assert.Equal(
                Enumerable.Range(0, size).Select(other => new string('x', other)),
                collective.AllGatherBytes(System.Text.Encoding.UTF8.GetBytes(new string('x', rank))).Select(
                    System.Text.Encoding.UTF8.GetString));

            Assert.Equal(size * (size - 1) / 2, collective.SumOf(rank));
            Assert.Equal(rank * (rank - 1) / 2, collective.SumBefore(rank));
            Assert.Equal(size - 1, collective.MaxOf(rank));
            Assert.Equal(size > 1, collective.Any(rank == 1));
            Assert.Equal(Enumerable.Range(0, size).Select(other => 10L * other), collective.ByRank(10 * rank));
            Assert.Equal(size == 1, collective.IsSingle);

            for (int root = 0; root < size; root++)
            {
                int[] sent = rank == root ? [root, 7] : [-1, -1];
                collective.BroadcastFrom(root, sent.AsSpan());
                Assert.Equal([root, 7], sent);
            }
        });
    }

    [Theory]
    [InlineData(1, 1 << 28)]
    [InlineData(4, 1 << 28)]
    [InlineData(4, 100)]
    [InlineData(4, 1)]
    public void ExchangeValues_InAnyNumberOfMessages_MovesEachValueToItsPlace(int size, long bytesAtOnce)
    {
        ThreadCollective.Run(size, collective =>
        {
            // From rank r to rank s go 10·r + s values.
            int rank = collective.Rank;
            int[] counts = [.. Enumerable.Range(0, size).Select(other => (10 * rank) + other)];
            double[] sent = [.. Enumerable.Range(0, size).SelectMany(other => Values(rank, other))];
            double[] expected = [.. Enumerable.Range(0, size).SelectMany(other => Values(other, rank))];
            Assert.Equal(expected, collective.ExchangeValues<double>(sent, counts, bytesAtOnce));
        });

        static IEnumerable<double> Values(int from, int to) =>
            Enumerable.Range(0, (10 * from) + to).Select(place => (1000.0 * from) + (100 * to) + place);
    }

    [Fact]
    public void Max_OfNumbersOfMembers_IsTheLargest()
    {
        double[][] own =
        [
            [double.NegativeInfinity, -3.5, 0.0, 1e-300], [double.NegativeInfinity, -2.5, -0.0, double.PositiveInfinity],
            [double.NegativeInfinity, -1e300, -1, -1e-300],
        ];
        ThreadCollective.Run(3, collective =>
        {
            double[] values = [.. own[collective.Rank]];
            new RowParts([1, 1, 1], new RowShares(collective, [0, 1, 2, 3])).Max(values);
            Assert.Equal([double.NegativeInfinity, -2.5, 0, double.PositiveInfinity], values);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void GatherAndExchange_MoveEachByteToItsPlace(int size)
    {
        ThreadCollective.Run(size, collective =>
        {
            int rank = collective.Rank;
            int[] counts = [.. Enumerable.Range(1, size)];
            byte[] gathered = new byte[rank == 0 ? counts.Sum() : 0];
            collective.Gather(Bytes(rank, rank + 1), counts, gathered);
            Assert.Equal(rank == 0 ? [.. counts.SelectMany(count => Bytes(count - 1, count))] : (byte[])[], gathered);

            // Each member sends as many bytes as the receiver's rank; their value is the rank of the sender.
            int[] sent = [.. Enumerable.Range(0, size)];
            int[] received = [.. Enumerable.Repeat(rank, size)];
            byte[] bytes = new byte[size * rank];
            collective.Exchange(Bytes(rank, sent.Sum()), sent, bytes, received);
            Assert.Equal([.. Enumerable.Range(0, size).SelectMany(sender => Bytes(sender, rank))], bytes);
        });
    }

    [Fact]
    public void LocalCollective_GivesBackWhatItIsGiven()
    {
        ICollective collective = LocalCollective.Instance;
        Assert.Equal([3, 4], collective.AllGatherValues<int>([3, 4]));
        Assert.Equal(5, collective.SumOf(5));
        Assert.Equal(-5, collective.MaxOf(-5));
        byte[] received = new byte[2];
        collective.Exchange([1, 2], [2], received, [2]);
        Assert.Equal([1, 2], received);
        collective.Gather([3, 4], [2], received);
        Assert.Equal([3, 4], received);
    }

    [Fact]
    public void Run_WithAMemberThatFails_EndsTheOthersAndTellsItsFailure()
    {
        var ended = new bool[3];
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => ThreadCollective.Run(3, collective =>
        {
            try
            {
                if (collective.Rank == 1)
                {
                    throw new InvalidOperationException("the second one");
                }

                collective.SumOf(1);
            }
            finally
            {
                ended[collective.Rank] = true;
            }
        }));
        Assert.Equal("the second one", failure.Message);
        Assert.Equal([true, true, true], ended);
    }

    [Fact]
    public void Run_WithMembersThatDoDifferentThings_SaysWhich()
    {
        CollectiveException failure = Assert.Throws<CollectiveException>(() => ThreadCollective.Run(2, collective =>
        {
            if (collective.Rank == 0)
            {
                collective.SumOf(1);
            }
            else
            {
                collective.MaxOf(1);
            }
        }));
        Assert.Equal("rank 1 calls Max(1), rank 0 Sum(1)", failure.Message);
    }

    [Fact]
    public void Run_WithAMemberThatEndsEarly_SaysWhich()
    {
        CollectiveException failure = Assert.Throws<CollectiveException>(() => ThreadCollective.Run(2, collective =>
        {
            if (collective.Rank == 0)
            {
                collective.SumOf(1);
            }
        }));
        Assert.Equal("rank 1 has ended, and the others wait for it", failure.Message);
    }

    private static byte[] Bytes(int value, int count) => [.. Enumerable.Repeat((byte)value, count)];
}
