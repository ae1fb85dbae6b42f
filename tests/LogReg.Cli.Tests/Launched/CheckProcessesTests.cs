using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Cli.Tests.Launched;

/// <summary><c>logreg check</c> in several processes: what it prints is what one process prints, byte for byte.</summary>
public sealed class CheckProcessesTests : IDisposable
{
    // Rows of three chunks and a bit: four processes have some each, and a fifth has none.
    private const int RowCount = (3 * Table.ChunkRows) + 1000;

    private static readonly Lazy<string> Rows = new(Lines);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--json", "--propose-terms", "--exclude", "id,copy")]
    [InlineData("--quiet", "--strict")]
    [InlineData("--target", "y", "--strict", "--missing", "error")]
    [InlineData("--target", "nowhere")]
    [InlineData("--target", "y", "--weight", "x")]
    [InlineData("--formula", "y ~ spline(z) + g*x", "--propose-terms")]
    public void Check_OfManyRows_PrintsWhatOneProcessPrints(params string[] options) =>
        AssertSame([2, 5], _folder.Write("rows.csv", Rows.Value), options);

    [Theory]
    [InlineData("titanic.csv")]
    [InlineData("iris.csv", "--propose-terms")]
    [InlineData("birthwt.csv", "--target", "low", "--propose-terms", "--json")]
    [InlineData("breast-cancer.csv", "--strict")]
    public void Check_OfFewRows_PrintsWhatOneProcessPrints(string data, params string[] options) =>
        AssertSame([3], TestFolder.Data(data), options);

    [Theory]
    [InlineData("x,y\n")]
    [InlineData("")]
    [InlineData("x,y\n1,a\n2\n")]
    [InlineData("x,y\n1,a\n2,a\n")]
    public void Check_OfDataThatAreAtFault_SaysWhatOneProcessSays(string rows) => AssertSame([3], _folder.Write("rows.csv", rows));

    /// <summary>The process that has the row is not the one that prints.</summary>
    [Fact]
    public void MissingCell_OfAnotherProcess_IsToldWithTheOptionsOfTheCommand()
    {
        string data = _folder.Write("rows.csv", GeneratedRows.Noise(RowCount, 2) + "1,0.5,\n");
        AssertSame([3], data, "--missing", "error");
        string[] train = ["train", data, "--missing", "error", "-o", _folder.Path("model.json")];
        CommandRun alone = CommandRun.Of(train);
        Assert.Contains("or use --missing impute or --missing drop", alone.Error, StringComparison.Ordinal);
        Assert.Equal(alone, ThreadProcesses.Run(3, train)[0]);
    }

    [Theory]
    [InlineData("checking in 2 processes cannot read standard input", "-")]
    [InlineData("checking in 2 processes cannot read a query", "--connection", "sqlite:data.db", "--query", "select 1")]
    public void Check_OfWhatOneProcessMustRead_IsRefused(string expected, params string[] arguments)
    {
        CommandRun[] runs = ThreadProcesses.Run(2, ["check", .. arguments]);
        runs[0].Fails(ExitCode.Usage, expected, "or check without the launcher");
        Assert.Equal(new CommandRun(ExitCode.Usage, "", ""), runs[1]);
    }

    private static void AssertSame(int[] sizes, string data, params string[] options)
    {
        string[] check = ["check", data, .. options];
        CommandRun alone = CommandRun.Of(check);
        foreach (int size in sizes)
        {
            CommandRun[] runs = ThreadProcesses.Run(size, check);
            Assert.Equal(alone, runs[0]);
            Assert.All(runs.Skip(1), run => Assert.Equal(new CommandRun(alone.ExitCode, "", ""), run));
        }
    }

    private static string Lines()
    {
        var random = new Random(5);
        var text = new StringBuilder("id,x,z,copy,g,y\n");
        for (int row = 0; row < RowCount; row++)
        {
            double x = random.NextDouble();
            string z = row % 40 == 7 ? "" : (random.NextDouble() - 0.5).ToString("F5", CultureInfo.InvariantCulture);
            string y = x * x + random.NextDouble() > 0.9 ? "yes" : "no";
            text.Append(CultureInfo.InvariantCulture, $"{row + 1},{x:F5},{z},{x:F5},{"abcd"[random.Next(4)]},{y}\n");
        }

        return text.ToString();
    }
}
