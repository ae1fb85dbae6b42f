namespace LogReg.Mpi.Tests;

public class ProcessPlacesTests
{
    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-3", 4)]
    [InlineData("0-3,8,10-11", 7)]
    [InlineData("", 0)]
    [InlineData("all", 0)]
    public void CountOf_AListOfCores_CountsThem(string list, int count) => Assert.Equal(count, ProcessPlace.CountOf(list));

    [Fact]
    public void Here_IsThisProcess()
    {
        var place = ProcessPlace.Here();
        Assert.Equal(Environment.ProcessId, place.ProcessId);
        Assert.Equal(Environment.MachineName, place.Host);
        Assert.Equal(Environment.ProcessorCount, place.CoreCount);
        Assert.True(place.MachineCoreCount >= place.CoreCount);
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", place.Version);
        Assert.Equal(place, ProcessPlace.Parse(place.ToText()));
    }

    [Fact]
    public void ThreadsOf_ProcessesThatShareCores_DividesThem()
    {
        var places = new ProcessPlaces(
        [
            Place("a", "0-15", 16),
            Place("a", "0-15", 16),
            Place("a", "0-15", 16),
            Place("b", "0-15", 16),
            Place("c", "0-7", 8),
            Place("c", "8-15", 8),
            Place("d", "0", 1),
            Place("d", "0", 1),
        ]);
        Assert.Equal([5, 5, 5, 16, 8, 8, 1, 1], Enumerable.Range(0, places.Count).Select(places.ThreadsOf));
    }

    [Fact]
    public void FindBound_OneCoreOfMany_IsTheFirstSuchProcess()
    {
        Assert.Equal(1, new ProcessPlaces([Place("a", "0-15", 16), Place("b", "0", 1), Place("b", "1", 1)]).FindBound());
        Assert.Null(new ProcessPlaces([Place("a", "0-15", 16), Place("b", "0-1", 2)]).FindBound());

        // A machine with one core, as many processes as cores, and a quota of time instead of a binding.
        Assert.Null(new ProcessPlaces([Place("a", "0", 1) with { MachineCoreCount = 1 }]).FindBound());
        Assert.Null(new ProcessPlaces([.. Enumerable.Range(0, 16).Select(core => Place("a", $"{core}", 1))]).FindBound());
        Assert.Null(new ProcessPlaces([Place("a", "0-15", 1)]).FindBound());
    }

    private static ProcessPlace Place(string host, string cores, int count) => new(host, 1, cores, count, 16, "1.0");
}
