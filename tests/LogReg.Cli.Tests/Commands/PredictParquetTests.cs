using System.IO.Compression;
using System.Text;
using LogReg.Data;
using LogReg.Sources;
using ZstdSharp;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Predictions in Parquet files, and the options that such files have no use for.</summary>
public sealed class PredictParquetTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("p.csv.gz", "csv")]
    [InlineData("p.CSV.ZST", "csv")]
    [InlineData("p.txt.gz", "liblinear")]
    public void Predict_ToACompressedFile_HasThePredictionsOfTheFileInside(string name, string layout)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string[] arguments = ["predict", model, TestFolder.Data("titanic.csv"), "--layout", layout, "--quiet", "-o"];
        CommandRun.Of([.. arguments, _folder.Path("p.csv")]).Succeeds();
        CommandRun.Of([.. arguments, _folder.Path(name)]).Succeeds();
        using Stream packed = File.OpenRead(_folder.Path(name));
        using Stream content = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(packed, CompressionMode.Decompress)
            : new DecompressionStream(packed);
        using var reader = new StreamReader(content);
        Assert.Equal(File.ReadAllText(_folder.Path("p.csv")), reader.ReadToEnd());
    }

    [Theory]
    [InlineData("p.xlsx", "p.csv")]
    [InlineData("p.parquet.gz", "p.csv")]
    [InlineData("p.zip", "p.csv")]
    public void Predict_ToAKindOfFileThatIsNotWritten_IsRefusedWithTheRemedy(string name, string other)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun run = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "-o", _folder.Path(name));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("rows are not written as " + name[1..], run.Error, StringComparison.Ordinal);
        Assert.Contains(other, run.Error, StringComparison.Ordinal);
        Assert.Equal(["model.json"], _folder.Files);
    }

    [Fact]
    public void Predict_ToParquet_HasTypedColumnsWithTheValuesOfCsv()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string parquet = _folder.Path("p.parquet");
        string[] arguments = ["predict", model, TestFolder.Data("titanic.csv"), "--keep", "age,sex", "--quiet", "-o"];
        CommandRun.Of([.. arguments, parquet]).Succeeds();
        CommandRun.Of([.. arguments, _folder.Path("p.csv")]).Succeeds();
        Assert.Equal(["model.json", "p.csv", "p.parquet"], _folder.Files);
        using DataSource source = SourceFile.Open(parquet);
        using DataSource csv = SourceFile.Open(_folder.Path("p.csv"));
        Assert.Equal(csv.ReadColumnNames(), source.ReadColumnNames());
        ColumnRequest[] all = [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        Table written = source.ReadTable(all);
        Table expected = csv.ReadTable(all);
        Assert.Equal(
            [ColumnKind.Numeric, ColumnKind.Categorical],
            written.Columns.Where(column => column.Name is "age" or "sex").Select(column => column.Kind));
        for (int column = 0; column < all.Length; column++)
        {
            Assert.Equal(expected.Columns[column].Kind, written.Columns[column].Kind);
            if (expected.Columns[column].Kind == ColumnKind.Numeric)
            {
                Assert.Equal(Numbers(expected, column), Numbers(written, column));
            }
        }
    }

    [Fact]
    public void Predict_ToParquetThatFails_LeavesWhatStoodThere()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string[] lines = File.ReadAllLines(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("bad.csv", string.Join('\n', [.. lines, .. lines[1..], "1,2"]) + "\n");
        string parquet = _folder.Write("p.parquet", "before");
        CommandRun run = CommandRun.Of("predict", model, data, "-o", parquet);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal("before", File.ReadAllText(parquet));
        Assert.Equal(["bad.csv", "model.json", "p.parquet"], _folder.Files);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("diagnose")]
    public void SafeForSpreadsheets_ToParquet_IsRefused(string command)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun.Of(command, model, TestFolder.Data("titanic.csv"), "--safe-for-spreadsheets", "-o", _folder.Path("p.parquet"))
            .Fails(2, "--safe-for-spreadsheets has no effect on", "leave --safe-for-spreadsheets out");
        Assert.Equal(["model.json"], _folder.Files);
    }

    [Fact]
    public void Train_OptionsOfOtherKindsOfFiles_AreRefused()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string parquet = _folder.Path("p.parquet");
        CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "--append", "-o", parquet).Succeeds();
        CommandRun.Of("train", parquet, "--delimiter", ";", "-o", _folder.Path("m.json"))
            .Fails(2, $"--delimiter has no effect on {parquet}, a Parquet file", "leave --delimiter out");
        CommandRun.Of("train", TestFolder.Data("titanic.csv"), "--sheet", "1", "-o", _folder.Path("m.json"))
            .Fails(2, "--sheet has no effect on", "leave --sheet out");
    }

    [Fact]
    public void Predict_KeptColumnsToParquet_HoldWhatStandsInTheFile()
    {
        string[] rows =
        [
            .. Enumerable.Range(1, 60).Select(row =>
                $"{row % 28 + 1:D2}.{row % 12 + 1:D2}.2023;{(row * 37) % 90},{row % 10};8.{100 + (row * 7)};{row % 7};{(row * 5) % 11 % 2}"),
        ];
        string data = _folder.Write("d.csv", "day;part;amount;n;y\n" + string.Join('\n', rows) + "\n");
        string model = _folder.Train(data, "--formula", "month(day) + part + amount + n", "--decimal", ",");
        string scored = _folder.Write("s.csv", "day;part;amount;n\n24.05.2023;1,5;8.684;−3\n;2,5;8.685;NA\n");
        string parquet = _folder.Path("p.parquet");
        CommandRun.Of("predict", model, scored, "--append", "--quiet", "-o", parquet).Succeeds();
        using DataSource source = SourceFile.Open(parquet);
        TableChunk chunk = source.ReadChunks(
            [.. new[] { "day", "part", "amount", "n" }.Select(name => new ColumnRequest(name, ColumnKind.Text))]).Single();
        Assert.Equal(
            [["24.05.2023", "1,5", "8.684", "-3"], ["", "2,5", "8.685", ""]],
            Enumerable.Range(0, 2).Select(row =>
                chunk.Columns.Select(column => Encoding.UTF8.GetString(((TextColumn)column)[row])).ToArray()));
    }

    [Fact]
    public void Predict_LiblinearLines_NeedATextFileAndClassesWithoutBlanks()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "--layout", "liblinear", "-o", _folder.Path("ll.parquet"))
            .Fails(2, "has the name of a Parquet file", "leave --layout liblinear out");
        string rows = string.Join('\n', Enumerable.Range(0, 40).Select(row => $"{row * 7 % 13},{(row % 3 == 0 ? "very good" : "bad")}"));
        string data = _folder.Write("d.csv", "x,y\n" + rows + "\n");
        CommandRun.Of("predict", _folder.Train(data), data, "--layout", "liblinear")
            .Fails(2, "'very good'", "leave --layout out");
    }

    private static double[] Numbers(Table table, int column) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[column]).Values.ToArray())];
}
