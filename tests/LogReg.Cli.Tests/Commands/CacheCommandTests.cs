namespace LogReg.Cli.Tests.Commands;

/// <summary><c>logreg cache</c> and <c>--memory</c> as a user meets them.</summary>
public sealed class CacheCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cache_ThenTrain_GivesTheModelOfTheCsvFile()
    {
        string data = _folder.Copy("titanic.csv");
        CommandRun run = CommandRun.Of("cache", data).Succeeds();
        Assert.Contains("1,309 rows of", run.Words, StringComparison.Ordinal);
        Assert.Contains("1 numeric and 3 categorical columns", run.Words, StringComparison.Ordinal);
        string expected = TestFolder.WithoutProvenance(_folder.Train(data));
        Assert.Equal(expected, TestFolder.WithoutProvenance(_folder.Train(_folder.Path("titanic.logreg"))));
        Assert.Equal(expected, TestFolder.WithoutProvenance(_folder.Train(data, "--memory", "1MB")));
        Assert.Equal(expected, TestFolder.WithoutProvenance(_folder.Train(data, "--memory", "0.5 gib", "--cache-dir", _folder.Path("."))));
        Assert.Equal(["model.json", "titanic.csv", "titanic.logreg"], _folder.Files);
        Assert.Contains("1,309", CommandRun.Of("check", _folder.Path("titanic.logreg")).Succeeds().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parts", "parts.logreg")]
    [InlineData("parts/", "parts.logreg")]
    [InlineData("parts/part-*.csv", "parts/part.logreg")]
    [InlineData("parts/part-?.csv", "parts/part.logreg")]
    [InlineData("parts/*.csv", "parts.logreg")]
    public void Cache_OfSeveralFiles_HasANameOfItsOwn(string data, string expected)
    {
        Directory.CreateDirectory(_folder.Path("parts"));
        foreach (string name in new[] { "part-1.csv", "part-2.csv" })
        {
            File.WriteAllText(_folder.Path($"parts/{name}"), "x,y\n1,a\n2,b\n");
        }

        CommandRun.Of("cache", _folder.Path(data)).Succeeds();

        Assert.True(File.Exists(_folder.Path(expected)));
    }

    [Theory]
    [InlineData("*.csv")]
    [InlineData(".")]
    [InlineData("../*.csv")]
    public void Cache_OfSeveralFilesWithoutAName_AsksForOne(string data) =>
        CommandRun.Of("cache", data).Fails(2, $"--output is required, because '{data}' has no name", "add -o FILE");

    [Fact]
    public void Cache_Columns_AreAsAsked()
    {
        string data = _folder.Copy("titanic.csv");
        string cache = _folder.Path("small.logreg");
        Assert.Equal("", CommandRun.Of("cache", data, "-o", cache, "--exclude", "age", "--quiet", "--memory", "1MB").Succeeds().Output);
        CommandRun.Of("train", cache, "--features", "age", "-o", _folder.Path("m.json")).Fails(1, "there is no column 'age'", "'sex'");
    }

    [Theory]
    [InlineData("silent.logreg")]
    [InlineData("h_code3.logreg")]
    [InlineData("h_y2.logreg")]
    [InlineData("h_strlen2.logreg")]
    [InlineData("h_nocols.logreg")]
    public void Train_ACacheOfTheFormatWithoutChecksums_IsRefused(string name) => CommandRun
        .Of("train", Repository.Path("tests", "LogReg.Cli.Tests", "BadInput", "Caches", name), "-o", _folder.Path("model.json"))
        .Fails(
            1,
            $"{name}: this cache has format 1, which has no checksums, so damage cannot be detected",
            "recreate the cache with logreg cache from the data that it was made from");

    [Fact]
    public void Train_ADamagedCache_IsRefused()
    {
        CommandRun.Of("cache", _folder.Copy("titanic.csv")).Succeeds();
        string cache = _folder.Path("titanic.logreg");
        byte[] bytes = File.ReadAllBytes(cache);
        bytes[^100] ^= 4;
        File.WriteAllBytes(cache, bytes);
        CommandRun.Of("train", cache, "-o", _folder.Path("model.json")).Fails(
            1, "titanic.logreg: this cache is damaged", "recreate the cache");
        CommandRun.Of("check", cache).Fails(1, "titanic.logreg: this cache is damaged", "recreate the cache");
    }

    [Fact]
    public void Cache_AsAModel_SaysWhatItIs()
    {
        string data = _folder.Copy("titanic.csv");
        CommandRun.Of("cache", data).Succeeds();
        CommandRun.Of("predict", _folder.Path("titanic.logreg"), data).Fails(
            1, "titanic.logreg: this is a logreg cache, not a model file", "train a model on it with 'logreg train'");
    }

    [Theory]
    [InlineData("--delimiter", ";")]
    [InlineData("--missing-values", "+-9")]
    [InlineData("--no-header")]
    public void Cache_WithOptionsOfReading_IsRefused(params string[] options)
    {
        CommandRun.Of("cache", _folder.Copy("titanic.csv")).Succeeds();
        string cache = _folder.Path("titanic.logreg");
        foreach (string[] command in (string[][])[
            ["train", cache, "-o", _folder.Path("model.json")],
            ["check", cache],
            ["plot", "loss", cache, "-o", _folder.Path("loss.svg")],
            ["cache", cache, "-o", _folder.Path("again.logreg")],
        ])
        {
            CommandRun.Of([.. command, .. options]).Fails(
                2,
                $"{options[0]} has no effect on {cache}, a cache whose cells are parsed already",
                $"leave {options[0]} out, or recreate the cache with it");
        }

        Assert.Equal(["titanic.csv", "titanic.logreg"], _folder.Files);
        _folder.Train(cache, "--threads", "2");
    }

    [Fact]
    public void Cache_OfStandardInput_NamesIt()
    {
        using var input = new MemoryStream(File.ReadAllBytes(TestFolder.Data("titanic.csv")));
        CommandRun run = CommandRun.Of(new Surroundings { Input = input }, "cache", "-", "-o", _folder.Path("a.logreg")).Succeeds();
        Assert.Contains("Wrote 1,309 rows of standard input to", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Cache_CannotBePredicted_SaysWhatCan()
    {
        string data = _folder.Copy("titanic.csv");
        string model = _folder.Train(data);
        CommandRun.Of("cache", data).Succeeds();
        CommandRun.Of("predict", model, _folder.Path("titanic.logreg")).Fails(
            1, "this is a cache, which is for training only", "use the data");
    }

    [Theory]
    [InlineData("train DATA --memory 2", "--memory must be a size of 1MB or more, such as 500MB or 2GB, not '2'")]
    [InlineData("train DATA --memory much", "--memory must be a size")]
    [InlineData("train DATA --memory 1e400GB", "--memory must be a size")]
    [InlineData("train DATA --cache-dir .", "--cache-dir needs --memory")]
    [InlineData("train DATA --memory 1GB --cache-dir nowhere", "--cache-dir: there is no folder 'nowhere'")]
    [InlineData("train DATA --memory 1GB --solver sgd --stream", "--memory cannot be used with --stream")]
    [InlineData("cache -", "--output is required when the data come from standard input")]
    [InlineData("cache DATA -o DATA", "--output would overwrite 'DATA', which this command reads")]
    [InlineData("cache DATA --numeric age --categorical age", "the column 'age' cannot be numeric and categorical")]
    public void Run_AWrongCommandLine_EndsWith2(string line, string error)
    {
        string data = _folder.Copy("titanic.csv");
        string[] words = [.. line.Split(' ').Select(word => word.Replace("DATA", data, StringComparison.Ordinal))];
        CommandRun.Of([.. words]).Fails(2, error.Replace("DATA", data, StringComparison.Ordinal), "");
    }
}
