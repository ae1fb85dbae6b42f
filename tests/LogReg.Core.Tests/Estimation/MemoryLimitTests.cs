using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

/// <summary>Rows that are kept in a file, and tables from a cache, give the models of rows in memory, to the last bit.</summary>
public sealed class MemoryLimitTests : IDisposable
{
    // So little that every row is kept in the file.
    private const long Little = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-memory-").FullName;
    private readonly string _data;

    public MemoryLimitTests()
    {
        _data = Path.Combine(_folder, "data.csv");
        File.WriteAllText(_data, CreateCsv(20_000));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Kinds { get; } =
        ["newton", "lbfgs", "newton-cg", "gd", "sgd", "path", "cv", "test", "drop", "cluster", "weights", "classes", "profile", "balanced"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_UnderALimit_GivesTheModelOfRowsInMemory(string kind)
    {
        LogisticRegression regression = Options(kind);
        byte[] expected = Saved(regression.Fit(Open(_data)));
        byte[] actual = Saved((regression with { MemoryLimit = Little, CacheDirectory = _folder }).Fit(Open(_data)));
        Assert.Equal(expected, actual);
        Assert.Equal([_data], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("newton")]
    [InlineData("drop")]
    [InlineData("cluster")]
    [InlineData("cv")]
    [InlineData("classes")]
    public void Fit_FromACache_GivesTheModelOfTheCsvFile(string kind)
    {
        LogisticRegression regression = Options(kind);
        string cache = WriteCache(new CacheOptions());
        Assert.Equal(Saved(regression.Fit(Open(_data))), Saved(regression.Fit(Open(cache))));
        Assert.Equal(Saved(regression.Fit(Open(_data))), Saved((regression with { MemoryLimit = Little }).Fit(Open(cache))));
    }

    [Fact]
    public void WriteCache_UnderALimit_WritesTheSameFile()
    {
        byte[] expected = File.ReadAllBytes(WriteCache(new CacheOptions()));
        Assert.Equal(expected, File.ReadAllBytes(WriteCache(new CacheOptions { MemoryLimit = Little, TemporaryDirectory = _folder })));
    }

    [Fact]
    public void Check_FromACache_FindsWhatItFindsInTheCsvFile()
    {
        var regression = new LogisticRegression { Target = "y" };
        Assert.Equal(
            regression.Check(Open(_data)).Findings.Select(finding => finding.Message),
            regression.Check(Open(WriteCache(new CacheOptions()))).Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Validate_LimitsThatMakeNoSense_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticRegression { MemoryLimit = 1000 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheOptions { MemoryLimit = 1000 });
        Assert.Throws<ArgumentException>(() => new LogisticRegression { CacheDirectory = _folder }.Fit(Open(_data)));
        Assert.Throws<ArgumentException>(() => new LogisticRegression
        {
            MemoryLimit = Little,
            Solver = SolverKind.StochasticGradient,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        }.Fit(Open(_data)));
    }

    private static LogisticRegression Options(string kind)
    {
        var plain = new LogisticRegression { Target = "y", ExcludedColumns = ["k", "g"] };
        return kind switch
        {
            "newton" => plain,
            "lbfgs" => plain with { Solver = SolverKind.Lbfgs },
            "newton-cg" => plain with { Solver = SolverKind.NewtonConjugateGradient },
            "gd" => plain with { Solver = SolverKind.GradientDescent, MaxIterations = 5 },
            "sgd" =>
                plain with { Solver = SolverKind.StochasticGradient, StochasticGradient = new StochasticGradientOptions { Epochs = 2 } },
            "path" => plain with { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path, Path = new PathOptions { Count = 6 } },
            "cv" => plain with
            {
                Penalty = PenaltyKind.Ridge,
                LambdaChoice = LambdaChoice.CrossValidation,
                Path = new PathOptions { Lambdas = [0.1, 0.01] },
                CrossValidation = new CrossValidationOptions { Folds = 3 },
            },
            "test" => plain with { TestSize = 0.3 },
            "drop" => plain with { MissingHandling = MissingHandling.Drop },
            "cluster" => plain with { ClusterColumn = "g", StandardErrors = StandardErrorKind.Cluster },
            "weights" => plain with { WeightColumn = "k", ExcludedColumns = ["g"] },
            "classes" => plain with { Target = "k", ExcludedColumns = ["g"], CategoricalColumns = ["k"] },
            "profile" => plain with { Intervals = IntervalKind.Profile, TestFeatures = true },
            _ => plain with { BalanceClasses = true, StandardErrors = StandardErrorKind.Hc1 },
        };
    }

    private static DataSource Open(string path) => CsvSource.FromFile(path);

    private string WriteCache(CacheOptions options)
    {
        string path = Path.Combine(_folder, "data.logreg");
        using FileStream stream = File.Create(path);
        CacheSummary summary = CacheSource.Write(Open(_data), stream, options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(20_000, summary.RowCount);
        return path;
    }

    private static byte[] Saved(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return stream.ToArray();
    }

    // Numbers with holes, a category with holes, whole numbers for weights, clusters and classes.
    private static string CreateCsv(int rows)
    {
        var random = new Random(1);
        var text = new StringBuilder("a,b,c,k,g,y\n");
        for (int row = 0; row < rows; row++)
        {
            double a = Math.Round(random.NextDouble(), 3);
            double b = Math.Round(random.NextDouble() - 0.5, 6);
            int category = random.Next(4);
            double logOdds = a - b + (0.3 * category) - 1;
            string cell = random.Next(50) == 0 ? "" : a.ToString(CultureInfo.InvariantCulture);
            string level = random.Next(60) == 0 ? "NA" : "pqrs"[category].ToString();
            string y = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "yes" : "no";
            text.Append(CultureInfo.InvariantCulture, $"{cell},{b},{level},{1 + random.Next(3)},{random.Next(40)},{y}\n");
        }

        return text.ToString();
    }
}
