// One process of a job: what every operation gives it, printed by rank 0 in the order of the ranks.
//   worker          the operations
//   worker fail     rank 1 fails, and ends the others
//   worker meet     all come to a meeting
//   worker miss     rank 1 waits for others that never come
//   worker wrong    all give lengths that do not fit their counts
//   worker crash    rank 1 fails, and nothing catches it
//   worker wait     rank 1 never comes to an operation of the others
using System.Runtime.InteropServices;
using System.Text;
using LogReg;
using LogReg.Collectives;
using LogReg.Mpi;

try
{
    using MpiCollective? job = MpiCollective.Start();
    if (job is null)
    {
        Console.WriteLine("alone");
        return 0;
    }

    if (args is ["fail"])
    {
        if (job.Rank == 1)
        {
            job.Abort(7);
        }

        job.Sum(new long[1]);
        return 0;
    }

    if (args is ["meet"])
    {
        long[] maxima = [job.Rank, -job.Rank];
        bool all = job.TryMeet(maxima, TimeSpan.FromSeconds(60));
        Print(job, $"{job.Rank}: {all} {string.Join(',', maxima)}\n");
        return 0;
    }

    if (args is ["miss"])
    {
        if (job.Rank == 1)
        {
            Console.Write($"1: {job.TryMeet([1], TimeSpan.FromSeconds(0.5))}\n");
            job.Abort(9);
        }

        job.Sum(new long[1]);
        return 0;
    }

    if (args is ["wrong"])
    {
        int[] counts = [.. Enumerable.Repeat(4, job.Size)];
        byte[] room = new byte[4 * job.Size];
        Action[] calls =
        [
            () => job.AllGather(new byte[3], counts, room),
            () => job.AllGather(new byte[4], counts, new byte[room.Length - 1]),
            () => job.AllGather(new byte[4], [.. counts, 0], room),
            () => job.Gather(new byte[5], counts, room),
            () => job.Gather(new byte[4], [.. counts.Select(count => -count)], room),
            () => job.Exchange(new byte[room.Length + 1], counts, room, counts),
            () => job.Exchange(room, counts, new byte[1], counts),
            () => job.Timeout = TimeSpan.Zero,
        ];
        Print(job, $"{job.Rank}: {calls.Count(IsRefused)} of {calls.Length}\n");
        return 0;
    }

    if (args is ["crash"])
    {
        if (job.Rank == 1)
        {
            throw new InvalidOperationException("this process alone fails");
        }

        job.Sum(new long[1]);
        return 0;
    }

    if (args is ["wait"])
    {
        job.Timeout = TimeSpan.FromSeconds(1);
        Thread.Sleep(job.Rank == 1 ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
        job.Sum(new long[1]);
        return 0;
    }

    Print(job, Operations(job));
    return 0;
}
catch (LogRegException exception)
{
    Console.Error.WriteLine($"error: {exception.Message}\nhint: {exception.Hint}");
    return 1;
}

static string Operations(ICollective job)
{
    int rank = job.Rank;
    long[] sums = [rank + 1, 10 * rank, long.MaxValue];
    job.Sum(sums);
    long[] largest = [rank, -rank];
    job.Max(largest);
    double[] values = rank == 0 ? [0.1, -0.0, double.NaN, 5e-324] : new double[4];
    job.Broadcast(MemoryMarshal.AsBytes(values.AsSpan()));
    int[] counts = [.. Enumerable.Range(0, job.Size)];
    byte[] everywhere = new byte[counts.Sum()];
    job.AllGather(Bytes(rank, rank), counts, everywhere);
    byte[] atRoot = new byte[rank == 0 ? counts.Sum() : 0];
    job.Gather(Bytes(rank, rank), counts, atRoot);
    byte[] received = new byte[rank * job.Size];
    job.Exchange(Bytes(rank, counts.Sum()), counts, received, [.. Enumerable.Repeat(rank, job.Size)]);
    return $"{rank} of {job.Size}: {string.Join(',', sums)} {string.Join(',', largest)} "
        + $"{string.Join(',', values.Select(value => BitConverter.DoubleToInt64Bits(value).ToString("x")))} "
        + $"{Convert.ToHexString(everywhere)} {Convert.ToHexString(atRoot)} {Convert.ToHexString(received)} {NullReference()}\n";
}

// A library must leave the signals of .NET alone.
static string NullReference()
{
    string? nothing = Environment.GetEnvironmentVariable("LOGREG_IS_NOT_SET");
    try
    {
        return nothing!.Length.ToString();
    }
    catch (NullReferenceException)
    {
        return "caught";
    }
}

static bool IsRefused(Action call)
{
    try
    {
        call();
        return false;
    }
    catch (ArgumentException)
    {
        return true;
    }
}

static byte[] Bytes(int value, int count) => [.. Enumerable.Repeat((byte)value, count)];

static void Print(ICollective job, string line)
{
    byte[] own = Encoding.UTF8.GetBytes(line);
    long[] lengths = new long[job.Size];
    lengths[job.Rank] = own.Length;
    job.Sum(lengths);
    int[] counts = [.. lengths.Select(length => (int)length)];
    byte[] all = new byte[job.Rank == 0 ? counts.Sum() : 0];
    job.Gather(own, counts, all);
    Console.Write(Encoding.UTF8.GetString(all));
}
