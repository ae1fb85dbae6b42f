using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using LogReg.Sources.Tests;

namespace LogReg.Cli.Tests.Commands;

public sealed class ProvenanceTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_ModelFile_SaysHowItWasMade()
    {
        string model = _folder.Train(
            TestFolder.Data("titanic.csv"), "--test-size", "0.25", "--seed", "7", "--threads", "1", "--missing-values", "n.a.,-9,");
        Assert.Equal(
            $$"""
            {"program":"logreg","version":"{{CommandRun.Of("--version").Output.Trim()[7..]}}","date":"2026-05-01T12:30:15Z","data":"titanic.csv","rowsRead":1309,"dataHash":"sha256:{{Sha256("titanic.csv")}}","options":["--test-size 0.25","--seed 7","--missing-values n.a.,-9,"],"seed":7}
            """,
            JsonSerializer.Serialize(Provenance(model)));
    }

    [Fact]
    public void Train_Reproducible_LeavesOutTheDate()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"), "--reproducible");
        byte[] bytes = File.ReadAllBytes(model);
        Assert.False(Provenance(model).TryGetProperty("date", out _));
        var later = new Surroundings { Clock = new StandingClock(DateTimeOffset.UnixEpoch) };
        CommandRun.Of(later, "train", TestFolder.Data("titanic.csv"), "--reproducible", "-o", model, "--quiet").Succeeds();
        Assert.Equal(bytes, File.ReadAllBytes(model));
        CommandRun.Of(later, "train", TestFolder.Data("titanic.csv"), "-o", model, "--quiet").Succeeds();
        Assert.Equal("1970-01-01T00:00:00Z", Provenance(model).GetProperty("date").GetString());
    }

    [Fact]
    public void Train_StandardInput_HasTheHashOfWhatWasRead()
    {
        using FileStream input = File.OpenRead(TestFolder.Data("titanic.csv"));
        string model = _folder.Path("model.json");
        CommandRun.Of(new Surroundings { Input = input }, "train", "-", "-o", model, "--quiet").Succeeds();
        Assert.Equal("standard input", Provenance(model).GetProperty("data").GetString());
        Assert.Equal($"sha256:{Sha256("titanic.csv")}", Provenance(model).GetProperty("dataHash").GetString());
    }

    // Beyond 16 MiB the hash is taken while the data are read, which here is not what the archive is.
    [Fact]
    public void Train_ALargeArchive_HasTheHashOfTheArchive()
    {
        string path = _folder.Path("data.zip");
        using (var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("data.csv", CompressionLevel.NoCompression).Open()))
        {
            writer.Write("x,y\n");
            string note = new('0', 4000);
            for (int row = 0; row < 4400; row++)
            {
                writer.Write($"{row % 7}.{note},{(row % 3 == 0 ? "yes" : "no")}\n");
            }
        }

        Assert.Equal(DataFingerprint.OfFile(path), Provenance(_folder.Train(path)).GetProperty("dataHash").GetString());
    }

    [Fact]
    public void Train_SheetsOfAWorkbook_HaveTheHashOfTheFile()
    {
        object?[][] Rows(int first) =>
            [["x", "y"], .. Enumerable.Range(first, 30).Select(row => new object?[] { row * 7 % 11, row % 3 == 0 ? "yes" : "no" })];
        string path = Workbook.Write(_folder.Path("book.xlsx"), ("a", Rows(0)), ("b", Rows(30)));
        string model = _folder.Train(path, "--sheet", "*");
        Assert.Equal(DataFingerprint.OfFile(path), Provenance(model).GetProperty("dataHash").GetString());
    }

    [Fact]
    public void Train_Parts_HaveTheHashOfAllBytes()
    {
        string[] lines = File.ReadAllLines(TestFolder.Data("titanic.csv"));
        _folder.Write("part-1.csv", string.Join('\n', lines.Take(700)) + "\n");
        _folder.Write("part-2.csv", string.Join('\n', lines.Skip(700).Prepend(lines[0])) + "\n");
        byte[] all = [.. File.ReadAllBytes(_folder.Path("part-1.csv")), .. File.ReadAllBytes(_folder.Path("part-2.csv"))];
        string model = _folder.Train(_folder.Path("part-*.csv"));
        Assert.Equal("part-*.csv", Provenance(model).GetProperty("data").GetString());
        Assert.Equal(
            $"sha256:{Convert.ToHexStringLower(SHA256.HashData(all))}", Provenance(model).GetProperty("dataHash").GetString());
    }

    [Fact]
    public void Inspect_SaysHowTheModelWasMade_AndNothingOfOlderFiles()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"), "--exclude", "age");
        string report = CommandRun.Of("inspect", model).Succeeds().Words;
        Assert.Contains("on 2026-05-01 12:30 UTC From titanic.csv, 1,309 rows sha256:", report, StringComparison.Ordinal);
        Assert.Contains(" Options --exclude age Seed 1", report, StringComparison.Ordinal);
        string page = _folder.Path("page.html");
        CommandRun.Of("report", model, TestFolder.Data("titanic.csv"), "-o", page).Succeeds();
        Assert.Contains($"sha256:{Sha256("titanic.csv")}", File.ReadAllText(page), StringComparison.Ordinal);
        File.WriteAllText(model, TestFolder.WithoutProvenance(model));
        Assert.DoesNotContain("Made ", CommandRun.Of("inspect", model).Succeeds().Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"date\": \"2026-05-01T12:30:15Z\"", "\"date\": \"yesterday\"", "provenance.date")]
    [InlineData("\"rowsRead\": 1309", "\"rowsRead\": -1", "provenance.rowsRead")]
    [InlineData("\"program\": \"logreg\",", "", "provenance.program")]
    public void Load_ImpossibleProvenance_IsRefused(string text, string other, string member)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        File.WriteAllText(model, File.ReadAllText(model).Replace(text, other, StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("inspect", model);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"'{member}'", run.Error, StringComparison.Ordinal);
    }

    private static string Sha256(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(TestFolder.Data(name))));

    private static JsonElement Provenance(string model) =>
        JsonDocument.Parse(File.ReadAllText(model)).RootElement.GetProperty("provenance");
}
