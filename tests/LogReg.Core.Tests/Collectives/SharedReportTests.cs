using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Tests.Collectives;

/// <summary>A check of rows that several members share has the report of one process, and so have the tests of further terms, to the last
/// bit, on every member.</summary>
public class SharedReportTests
{
    private const int RowCount = 2_000;

    // Of 11 members some have no rows.
    private const int ChunkRows = 250;

    private static readonly int[] Sizes = [1, 2, 3, 11];

    private static readonly Lazy<Table> Data = new(() => SharedRows.Rechunk(Create(RowCount), ChunkRows));

    private static readonly Dictionary<string, LogisticRegression> Cases = new()
    {
        ["all"] = new() { Target = "y" },
        ["no target named"] = new(),
        ["weights and an offset"] = new() { Target = "y", WeightColumn = "w", OffsetColumn = "o", ExcludedColumns = ["rare"] },
        ["rows dropped"] = new() { Target = "y", MissingHandling = MissingHandling.Drop },
        ["missing cells are errors"] = new() { Target = "y", MissingHandling = MissingHandling.Error },
        ["several classes"] = new() { Target = "group", ExcludedColumns = ["copy", "rare"] },
        ["separated"] = new() { Target = "split", Features = ["x", "z"] },
        ["a formula"] = new() { Formula = "y ~ spline(x) + group*z" },
        ["an absent reference level"] =
            new() { Target = "y", References = new Dictionary<string, string> { ["group"] = "none" } },
        ["too many levels"] = new() { Target = "y", Features = ["label"] },
        ["a target of one class"] = new() { Target = "constant" },
        ["no feature"] = new() { Target = "y", Features = ["constant"] },
        ["a missing column"] = new() { Target = "y", Features = ["nowhere"] },
    };

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check_OfRowsThatMembersShare_HasTheReportOfOne(string name)
    {
        LogisticRegression options = Cases[name] with { Threads = 2 };
        string Describe(Table table) => Try(() => ObjectDump.Of(options.Check(table)));
        string whole = Describe(Data.Value);
        Assert.True(name == "a missing column" || whole.Contains("Findings", StringComparison.Ordinal), whole);
        Assert.All(Sizes, size => Assert.All(SharedRows.Run(Data.Value, size, Describe), own => Assert.Equal(whole, own)));
    }

    [Theory]
    [InlineData("all")]
    [InlineData("weights and an offset")]
    [InlineData("several classes")]
    [InlineData("separated")]
    [InlineData("no feature")]
    public void ProposeTerms_OfRowsThatMembersShare_HasTheTestsOfOne(string name)
    {
        LogisticRegression options = Cases[name] with { Threads = 2 };
        string[] excluded = [.. options.ExcludedColumns, "key", "label", "copy", "rare", "constant", "split"];
        options = options.Features is null ? options with { ExcludedColumns = excluded } : options;
        string Describe(Table table) => Try(() => ObjectDump.Of(options.ProposeTerms(table)));
        string whole = Describe(Data.Value);
        Assert.All(Sizes, size => Assert.All(SharedRows.Run(Data.Value, size, Describe), own => Assert.Equal(whole, own)));
    }

    /// <summary>Of more rows than are tested, each member takes its part of the sample.</summary>
    [Fact]
    public void ProposeTerms_OfASampleThatMembersShare_HasTheTestsOfOne()
    {
        Table table = Create(TermProposals.MostRows + 30_000);
        var options = new LogisticRegression { Formula = "y ~ x + z", Threads = 1 };
        TermProposals whole = options.ProposeTerms(table);
        Assert.InRange(whole.Rows, TermProposals.MostRows - 1, TermProposals.MostRows + 1);
        Assert.InRange(whole.RowsAvailable, TermProposals.MostRows + 1, table.RowCount);
        string expected = ObjectDump.Of(whole);
        Assert.All(
            SharedRows.Run(table, 3, own => ObjectDump.Of(options.ProposeTerms(own))), own => Assert.Equal(expected, own));
    }

    // The same error everywhere.
    private static string Try(Func<string> describe)
    {
        try
        {
            return describe();
        }
        catch (LogRegException exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}; {exception.Hint}";
        }
    }

    private static Table Create(int rowCount)
    {
        int[] all = [.. Enumerable.Range(0, rowCount)];
        double[] x = Numbers(row => Math.Sin(Original(row)) * 3);
        return new TableBuilder()
            .AddNumeric("x", x)
            .AddNumeric("z", Numbers(row => row % 50 == 3 ? double.NaN : Math.Cos(Original(row) * 1.7)))
            .AddNumeric("copy", x)
            .AddNumeric("sum", Numbers(row => x[row] + Math.Cos(Original(row) * 2.3)))
            .AddNumeric("w", Numbers(row => row % 17 == 4 ? 0 : 1 + (row % 3)))
            .AddNumeric("o", Numbers(row => Math.Cos(row) / 3))
            .AddNumeric("constant", Numbers(_ => 4))
            .AddNumeric("key", Numbers(row => (row * 1_009L % rowCount) + 1))
            .AddCategorical("label", [.. all.Select(row => $"level {row % 1_500}")])
            .AddCategorical("group", [.. all.Select(row => row % 31 == 5 ? null : $"group {"abcd"[Original(row) * 3 % 4]}")])
            .AddCategorical("rare", [.. all.Select(row => row is 5 or 1_777 ? "rare" : "usual")])
            .AddCategorical("split", [.. all.Select(row => x[row] > 0.2 ? "yes" : "no")])
            .AddCategorical(
                "y", [.. all.Select(row => row == 77 ? null : Math.Sin(Original(row) * 12.9898) + (x[row] / 5) > 0.3 ? "yes" : "no")])
            .Build();

        double[] Numbers(Func<int, double> of) => [.. all.Select(of)];

        // The last 30 rows are copies.
        int Original(int row) => row < rowCount - 30 ? row : row - 1_000;
    }
}
