using System.Globalization;
using LogReg.Checking;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Terms;

namespace LogReg.Tests.Collectives;

/// <summary>The checks of the data find the same where several members share the rows, whether a sample is all rows or a part of
/// them.</summary>
public class SharedCheckTests
{
    private const int RowCount = 2_000;

    // Of 11 members some have no rows.
    private const int ChunkRows = 250;

    private static readonly int[] Sizes = [1, 2, 3, 7, 11];

    private static readonly LogisticRegression Options = new()
    {
        Target = "y",
        MissingHandling = MissingHandling.Impute,
        Threads = 2,
    };

    private static readonly Lazy<Table> Data = new(Create);

    [Theory]
    [InlineData(300, 4_000_000)]
    [InlineData(300, 1_000)]
    [InlineData(20_000, 4_000_000)]
    [InlineData(20_000, 1)]
    public void Checks_OfRowsThatMembersShare_FindWhatOneFinds(int sampleSize, int cellsAtOnce)
    {
        string whole = Check(Data.Value, sampleSize, cellsAtOnce);

        Assert.Contains("'leak' alone predicts the target suspiciously well: its ROC AUC is 0.9950", whole, StringComparison.Ordinal);
        Assert.Contains("missingness alone has a ROC AUC of 0.9975 (796 cells missing)", whole, StringComparison.Ordinal);
        Assert.Contains("'word' alone predicts the target suspiciously well", whole, StringComparison.Ordinal);
        Assert.Contains(
            "'number' is a row number: 2,000 distinct whole numbers from 17 to 2016, in order", whole, StringComparison.Ordinal);
        Assert.Contains("'swapped' looks like an identifier: 2,000 distinct whole numbers from 1 to 2000", whole, StringComparison.Ordinal);
        Assert.Contains("'key' looks like an identifier", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("'twice'", whole, StringComparison.Ordinal);
        Assert.Contains("'nines' is -999 in 5 rows", whole, StringComparison.Ordinal);
        Assert.Contains("'far' has one value, 1000000,", whole, StringComparison.Ordinal);
        Assert.Contains("'site_code' may hold codes: 5 whole numbers", whole, StringComparison.Ordinal);
        Assert.Contains("'copy' is a copy of 'x'", whole, StringComparison.Ordinal);
        Assert.All(Sizes, size => Assert.All(
            SharedRows.Run(Data.Value, size, own => Check(own, sampleSize, cellsAtOnce)), found => Assert.Equal(whole, found)));
    }

    [Theory]
    [InlineData("x z group y", "30 rows (1.5%) are exact copies of earlier ones, more than chance would explain")]
    [InlineData("group y site_code", null)]
    [InlineData("x y number", null)]
    public void DuplicateRows_OverBordersOfChunks_AreCounted(string columns, string? expected)
    {
        CheckInput input = InputOf(Data.Value) with { SampleSize = 500 };
        int[] positions = [.. columns.Split(' ').Select(Data.Value.IndexOf)];
        Assert.Equal(expected, DuplicateRowCheck.Find(Data.Value, positions, input.Selection, RowSample.Draw(input))?.Message);
        Assert.All(Sizes, size => Assert.All(
            SharedRows.Run(Data.Value, size, own =>
            {
                CheckInput share = InputOf(own) with { SampleSize = 500 };
                return DuplicateRowCheck.Find(own, positions, share.Selection, RowSample.Draw(share))?.Message;
            }),
            found => Assert.Equal(expected, found)));
    }

    [Fact]
    public void Copies_OfEqualHashes_AreCountedWithTheirPairs()
    {
        // Of the first 700 numbers 400 stand in four rows each and 300 in three, and one in 1,500: 1,800 + 1,499 copies.
        ulong[] hashes = [.. Enumerable.Range(0, 5_000).Select(row => CellHash.Of(row < 2_500 ? row % 700 : row < 4_000 ? -1 : row))];

        var expected = new CopyCount(3_299, (400 * 6) + (300 * 3) + (1_500 * 1_499 / 2));
        Assert.Equal(expected, CopyCount.Of(RowParts.Whole(hashes.Length), [.. hashes]));
        Assert.Equal(default, CopyCount.Of(RowParts.Whole(0), []));
        Assert.All(Sizes, size => ThreadCollective.Run(size, collective =>
        {
            var rows = new RowParts(Enumerable.Repeat(500, 10), RowShares.Deal(collective, 10));
            Assert.Equal(expected, CopyCount.Of(rows, SharedRows.Own(hashes, rows)));
            Assert.Equal(default, CopyCount.Of(new RowParts([0, 0], RowShares.Deal(collective, 2)), []));
        }));
    }

    [Fact]
    public void Copies_AreSentAsOneValueForEachHash()
    {
        // As many as hashes, which fit in an array, have counts that fit in an int: with two values for each, a process alone would
        // overflow, and the others would wait for it.
        ulong[] hashes = [.. Enumerable.Range(0, 3_000).Select(row => CellHash.Of(row % 2_000))];
        var last = new LastOfThree();
        CopyCount count = CopyCount.Of(new RowParts([1, 1, 3_000], new RowShares(last, [0, 1, 2, 3])), hashes);
        Assert.Equal(2_000, last.Announced.Sum());
        Assert.InRange(count.Copies, 1, 999);
        Assert.Equal(count.Copies, count.Pairs);
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 1_000_000)]
    [InlineData(3, 64)]
    [InlineData(7, 1)]
    [InlineData(11, 100)]
    public void DistinctHashes_InRoundsOfRanges_AreThoseOfAllRows(int size, int rowsAtOnce)
    {
        ulong[] distinct = [.. Enumerable.Range(0, 5_000).Select(row => CellHash.Of(row))];
        ulong[] near = [.. distinct];
        near[4_321] = near[4_320];
        ulong[] far = [.. distinct];
        far[4_999] = far[0];

        foreach ((ulong[] hashes, bool expected) in new[] { (distinct, true), (near, false), (far, false) })
        {
            Assert.Equal(expected, DistinctHashes.Are(RowParts.Whole(hashes.Length), [.. hashes]));
            ThreadCollective.Run(size, collective =>
            {
                var rows = new RowParts(Enumerable.Repeat(500, 10), RowShares.Deal(collective, 10));
                Assert.Equal(expected, DistinctHashes.Are(rows, SharedRows.Own(hashes, rows), rowsAtOnce));
            });
        }
    }

    [Fact]
    public void DistinctHashes_OfNoRows_AreDistinct() => ThreadCollective.Run(3, collective => Assert.True(
        DistinctHashes.Are(new RowParts([0, 0], RowShares.Deal(collective, 2)), [])));

    /// <summary>A third of the columns are copies of the first, the others differ from it in a row each: two exchanges, one of hashes and
    /// one that compares the cells.</summary>
    [Fact]
    public void DuplicateColumns_ManyThatMayBeCopies_AreComparedAtOnce()
    {
        const int Columns = 60;
        var builder = new TableBuilder().AddCategorical("y", [.. Enumerable.Range(0, RowCount).Select(row => row % 2 == 0 ? "a" : "b")]);
        for (int column = 0; column < Columns; column++)
        {
            int own = column;
            builder.AddNumeric($"x{column}", [.. Enumerable.Range(0, RowCount).Select(row =>
                own % 3 > 0 && row == own * 29 ? 2 : row % 7 == 0 ? 1 : row % 11 == 0 ? double.NaN : 0)]);
        }

        Table table = SharedRows.Rechunk(builder.Build(), ChunkRows);
        string[] expected = [.. Enumerable.Range(1, 19).Select(third => $"x0 x{3 * third}")];
        Assert.Equal(expected, Find(InputOf(table)));
        foreach (int size in new[] { 2, 7 })
        {
            int before = SharedRows.CountExchanges(table, size, own => InputOf(own));
            int after = SharedRows.CountExchanges(table, size, own => Assert.Equal(expected, Find(InputOf(own))));
            Assert.Equal(2, after - before);
        }

        static string[] Find(CheckInput input) =>
        [
            .. DuplicateColumnCheck.Find(input, [.. input.Features.TableColumns.Select(_ => 1L)]).Select(
                finding => string.Join(' ', finding.Columns)),
        ];
    }

    private static string Check(Table table, int sampleSize, int cellsAtOnce)
    {
        FeatureCheckResult result = FeatureChecks.Run(InputOf(table) with { SampleSize = sampleSize, CellsAtOnce = cellsAtOnce });
        return string.Join('\n', [
            .. result.Findings.Select(
                finding => $"{finding.Kind} {finding.Severity} {string.Join(' ', finding.Columns)}: {finding.Message}; {finding.Hint}"),
            .. result.RocAucs.Select(auc => auc?.ToString("R", CultureInfo.InvariantCulture)),
        ]);
    }

    private static CheckInput InputOf(Table table)
    {
        FitPlan plan = Options.ToPlan();
        var roles = ColumnRoles.Resolve([.. table.Columns.Select(column => column.Name)], plan, null, table.Source);
        TrainingRows rows = TrainingRows.Choose(plan, new TrainingInput(table, roles));
        FeatureFit features = FeatureFitter.Fit(
            table,
            [.. roles.Features.Select(table.IndexOf)],
            rows.Training.Selection,
            rows.Training.Weights,
            new FeatureOptions(KeepAllLevels: false, new HashSet<string>(), new Dictionary<string, string>(), plan.Threads));
        return new CheckInput(
            table, features, rows.Training.Selection, rows.Training.Classes, rows.Target.Classes.Count, plan.Threads);
    }

    // 800 of the rows are of class yes, which repeats after 1,000 rows; of these 4 look like one of class no.
    private static Table Create()
    {
        int[] all = [.. Enumerable.Range(0, RowCount)];
        double[] x = Numbers(row => Math.Sin(Original(row)) * 3);
        Table table = new TableBuilder()
            .AddCategorical("y", [.. all.Select(row => IsYes(row) ? "yes" : "no")])
            .AddNumeric("x", x)
            .AddNumeric("z", Numbers(row => Math.Cos(Original(row) * 1.7)))
            .AddNumeric("copy", x)
            .AddNumeric("leak", Numbers(row => row % 200 == 7 ? -1 : (IsYes(row) ? 2 : 0) + (row / 10_000.0)))
            .AddNumeric("gone", Numbers(row => IsYes(row) && row % 200 != 7 ? double.NaN : Math.Sin(row * 3.3)))
            .AddNumeric("number", Numbers(row => row + 17))
            .AddNumeric("swapped", Numbers(row => row == 999 ? 1_001 : row == 1_000 ? 1_000 : row + 1))
            .AddNumeric("key", Numbers(Key))
            .AddNumeric("twice", Numbers(row => Key(row == RowCount - 1 ? 0 : row)))
            .AddNumeric("nines", Numbers(row => row % 401 == 7 ? -999 : 1 + (row % 79)))
            .AddNumeric("far", Numbers(row => row == 1_345 ? 1e6 : row * 37 % 1_000 / 100.0))
            .AddNumeric("site_code", Numbers(row => 1 + (row % 5)))
            .AddCategorical("word", [.. all.Select(row => $"{(IsYes(row) ? "north" : "south")} {"abc"[row % 3]}")])
            .AddCategorical("group", [.. all.Select(row => $"group {"abcd"[Original(row) * 3 % 4]}")])
            .Build();
        return SharedRows.Rechunk(table, ChunkRows);

        double[] Numbers(Func<int, double> of) => [.. all.Select(of)];

        static bool IsYes(int row) => row * 7_919 % 1_000 < 400;

        static double Key(int row) => (row * 1_009 % RowCount) + 1;

        // The last 30 rows are copies.
        static int Original(int row) => row < RowCount - 30 ? row : row - 1_000;
    }
}
