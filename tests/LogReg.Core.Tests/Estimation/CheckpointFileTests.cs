using LogReg.Estimation;

namespace LogReg.Tests.Estimation;

/// <summary>A checkpoint says which fit it is of; names may occur several times.</summary>
public class CheckpointFileTests
{
    private static readonly KeyValuePair<string, string>[] Saved =
        [new("file data.csv", "10 bytes"), new("file data.csv", "20 bytes"), new("options", "--solver gd")];

    [Fact]
    public void RequireSame_OfFilesOfTheSameName_ComparesEachWithItsOwn() => CheckpointFile.RequireSame([.. Saved], Saved, "fit.ck");

    [Theory]
    [InlineData(1, "file data.csv", "21 bytes", "'file data.csv' is '21 bytes' now, and was '20 bytes'")]
    [InlineData(2, "seed", "1", "'seed' is '1' now, and was absent")]
    [InlineData(3, "seed", "1", "'seed' is '1' now, and was absent")]
    public void RequireSame_OfAnotherFit_SaysWhatDiffers(int place, string name, string value, string message)
    {
        List<KeyValuePair<string, string>> own = [.. Saved];
        own.Insert(place, new(name, value));
        if (name != "seed")
        {
            own.RemoveAt(place + 1);
        }

        var refusal = Assert.Throws<LogRegException>(() => CheckpointFile.RequireSame(own, Saved, "fit.ck"));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireSame_WhereSomethingIsGone_SaysWhat()
    {
        var refusal = Assert.Throws<LogRegException>(() => CheckpointFile.RequireSame(Saved[..2], Saved, "fit.ck"));
        Assert.Contains("'options' is absent now, and was '--solver gd'", refusal.Message, StringComparison.Ordinal);
    }
}
