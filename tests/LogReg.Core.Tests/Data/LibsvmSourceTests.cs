using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class LibsvmSourceTests
{
    private const string Small = "+1 1:0.5 3:2\n-1 2:1e-3\n1 1:-4 2:.25 10:7 # a comment\n\n# another\n-1 \n";

    [Fact]
    public void ReadTable_EverySpelling_HasLabelsAndVectors()
    {
        Table table = Read("# first\r\n+1\tqid:3 1:+0.5\t 3:2  \r\n-1 0:7 2:1E-3\r\n1 5:0 6:1\r\n0\n");

        var labels = (NumericColumn)table.Chunks[0].Columns[0];
        var vectors = (VectorColumn)table.Chunks[0].Columns[1];
        Assert.Equal([1, -1, 1, 0], labels.Values.ToArray());
        Assert.Equal(ColumnKind.Vector, table.Columns[1].Kind);
        Assert.Equal([1, 3], vectors.Indices(0).ToArray());
        Assert.Equal([0.5, 2], vectors.Values(0).ToArray());
        Assert.Equal([0, 2], vectors.Indices(1).ToArray());
        Assert.Equal([7, 1e-3], vectors.Values(1).ToArray());
        Assert.Equal([6], vectors.Indices(2).ToArray());
        Assert.Equal(0, vectors.Indices(3).Length);
    }

    [Theory]
    [InlineData("1 1:1\n1,2 1:1\n", 2, "several labels")]
    [InlineData("1 1:1\n2:1 3:1\n", 2, "no label")]
    [InlineData("1 1:1\n1 3:1 2:1\n", 2, "must ascend, but 2 follows 3")]
    [InlineData("1 1:1\n\n1 3:1 3:1\n", 3, "the index 3 occurs twice")]
    [InlineData("1 1:1\n1 3:x\n", 2, "'3:x' is not index:value")]
    [InlineData("1 1:1\n1 3\n", 2, "'3' is not index:value")]
    [InlineData("1 1:1\n1 -3:1\n", 2, "'-3:1' is not index:value")]
    [InlineData("1 1:1\n1 3:inf\n", 2, "'3:inf' is not index:value")]
    [InlineData("1 1:1\n1 99999999999:1\n", 2, "is not index:value")]
    public void ReadTable_Fault_NamesLineAndRemedy(string text, int line, string problem)
    {
        DataException exception = Assert.Throws<DataException>(() => Read(text));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.Equal(line, exception.Line);
        Assert.NotNull(exception.Hint);
    }

    [Theory]
    [InlineData("1 1:0.5\n", true)]
    [InlineData("# c\n\n-1 qid:1 1:0.5 2:3\n", true)]
    [InlineData("label,features\n1,2\n", false)]
    [InlineData("-1\n+1\n0 3:1\n", true)]
    [InlineData("-1\n1\n0\n", false)]
    [InlineData("1 2 3\n", false)]
    [InlineData("10:30 12:45\n", false)]
    [InlineData("age 1:2\n", false)]
    [InlineData("", false)]
    public void IsLibsvm_Content_Decides(string text, bool expected) =>
        Assert.Equal(expected, LibsvmSource.IsLibsvm(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void ReadTable_GzipAndSmallSegments_AreTheSame()
    {
        string text = string.Concat(Enumerable.Range(1, 3000).Select(row => $"{row % 2} {row}:{row / 7.0:R} {row + 5}:1\n"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        byte[] bytes = packed.ToArray();
        var whole = (VectorColumn)Read(text).Chunks[0].Columns[1];
        using var source = LibsvmSource.FromStream(
            () => new MemoryStream(bytes), "data.svm.gz", new CsvOptions { Threads = 3 }, new CsvTuning { BlockBytes = 700 });
        var parts = (VectorColumn)Read(source).Chunks[0].Columns[1];

        Assert.Equal(3000, parts.Count);
        for (int row = 0; row < parts.Count; row++)
        {
            Assert.Equal(whole.Indices(row).ToArray(), parts.Indices(row).ToArray());
            Assert.Equal(whole.Values(row).ToArray(), parts.Values(row).ToArray());
        }

        Assert.Equal(2001, source.FindRow(2000, TestContext.Current.CancellationToken)!.Value.Number);
    }

    [Fact]
    public void ReadChunks_File_AreTheRowsOfTheTable()
    {
        using LibsvmSource source = Source(Small);
        ColumnRequest[] requests = [new("label", ColumnKind.Text), new("features", ColumnKind.Vector), new("features", ColumnKind.Text)];

        var rows = source.ReadChunks(requests, cancellationToken: TestContext.Current.CancellationToken).SelectMany(
            chunk => Enumerable.Range(0, chunk.RowCount).Select(row => (
                Encoding.UTF8.GetString(((TextColumn)chunk.Columns[0])[row]),
                ((VectorColumn)chunk.Columns[1]).Indices(row).ToArray(),
                Encoding.UTF8.GetString(((TextColumn)chunk.Columns[2])[row])))).ToArray();

        Assert.Equal(["+1", "-1", "1", "-1"], rows.Select(row => row.Item1));
        Assert.Equal([1, 2, 10], rows[2].Item2);
        Assert.Equal("1:-4 2:.25 10:7", rows[2].Item3);
    }

    [Fact]
    public void Fit_AnyThreads_HasTheSameBits()
    {
        string text = Generate(rows: 500, columns: 3000, seed: 1);
        LogisticModel Fit(int threads) => new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01, Threads = threads }
            .Fit(Source(text), cancellationToken: TestContext.Current.CancellationToken).Model;

        LogisticModel one = Fit(1);
        LogisticModel four = Fit(4);

        Assert.True(one.CoefficientsOf("1").Count > 2048);
        foreach ((string name, double value) in one.CoefficientsOf("1"))
        {
            DigitAssert.SameBits(value, four.CoefficientsOf("1")[name], name);
        }
    }

    [Theory]
    [InlineData(PenaltyKind.Ridge)]
    [InlineData(PenaltyKind.Lasso)]
    [InlineData(PenaltyKind.None)]
    public void Fit_SameDataAsCsv_HasTheSameCoefficients(PenaltyKind penalty)
    {
        string text = Generate(rows: 300, columns: 8, seed: 2);
        string csv = "label,1,2,3,4,5,6,7,8\n" + string.Concat(text.TrimEnd('\n').Split('\n').Select(line =>
        {
            string[] cells = ["0", "0", "0", "0", "0", "0", "0", "0"];
            string[] parts = line.Split(' ');
            foreach (string[] entry in parts.Skip(1).Select(part => part.Split(':')))
            {
                cells[int.Parse(entry[0], System.Globalization.CultureInfo.InvariantCulture) - 1] = entry[1];
            }

            return $"{parts[0]},{string.Join(',', cells)}\n";
        }));
        var options = new LogisticRegression
        {
            Target = "label",
            Penalty = penalty,
            Lambda = penalty == PenaltyKind.None ? 0 : 0.02,
            Tolerance = 1e-12,
        };

        LogisticFit sparse = options.Fit(Source(text), cancellationToken: TestContext.Current.CancellationToken);
        LogisticFit dense = options.Fit(TextSource.Of(csv), cancellationToken: TestContext.Current.CancellationToken);

        DigitAssert.SameCoefficients(1e-9, dense.Model, sparse.Model);
        if (penalty == PenaltyKind.None)
        {
            double[] errors = [.. dense.Inference!.StandardErrorValues["1"]];
            double[] own = [.. sparse.Inference!.StandardErrorValues["1"]];
            for (int place = 0; place < errors.Length; place++)
            {
                DigitAssert.Near(1e-8, errors[place], own[place]);
            }
        }
    }

    [Fact]
    public void Score_IndicesThatTrainingDidNotSee_AddNothingAndAreCounted()
    {
        LogisticModel model = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(Source(Generate(rows: 100, columns: 8, seed: 3)), cancellationToken: TestContext.Current.CancellationToken).Model;

        ScoredChunk[] known = [.. model.Score(Source("1 1:1 2:3\n"), cancellationToken: TestContext.Current.CancellationToken)];
        ScoredChunk[] more =
            [.. model.Score(Source("1 0:5 1:1 2:3 99:4 100000:1\n"), cancellationToken: TestContext.Current.CancellationToken)];

        DigitAssert.SameBits(known[0].LogOdds[0], more[0].LogOdds[0]);
        Assert.Equal([3L], more[0].UnseenCells);
        DigitAssert.SameBits(
            known[0].Probabilities[0],
            model.PredictProbability(
                new Dictionary<string, object?> { ["features"] = new Dictionary<int, double> { [2] = 3, [1] = 1, [99] = 4 } }));
    }

    [Theory]
    [InlineData("1:0.5 2:1\n1:0.3 2:2\n2:1\n")]
    [InlineData("1 0.5 1:0.5 2:1\n0 0.5 1:0.3\n")]
    [InlineData("1 1: 0.5 2: 0.3\n0 1: 0.4 2: 0.1\n1 1: 0.3\n")]
    public void Fit_ALineThatIsAlmostARow_NamesTheForm(string text)
    {
        DataException error = Assert.Throws<DataException>(
            () => new LogisticRegression().Fit(CsvText.Source(text), cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("this looks like a file in the format of LIBSVM", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    // Rows of training whose indices are all one lower or one higher meet the coefficients of their neighbours.
    [Fact]
    public void Score_IndicesThatStartElsewhere_AreRefusedOrWarnedOf()
    {
        string fromOne = Generate(rows: 100, columns: 8, seed: 3);
        string Shift(int by) => Regex.Replace(
            fromOne, "([0-9]+):", match => $"{int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) + by}:");
        string fromZero = Shift(-1);
        LogisticModel Fit(string text) => new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 1 }
            .Fit(Source(text), cancellationToken: TestContext.Current.CancellationToken).Model;
        ScoringTally Score(LogisticModel model, string text)
        {
            ScoringTally tally = model.CreateTally();
            foreach (ScoredChunk chunk in model.Score(Source(text), cancellationToken: TestContext.Current.CancellationToken))
            {
                tally.Add(chunk);
            }

            return tally;
        }

        LogisticModel one = Fit(fromOne);
        DataException error = Assert.Throws<DataException>(() => Score(one, fromZero));
        Assert.StartsWith("data.svm, line ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "column 'features': the row has the index 0, for which the model has no coefficient, and other rows have it, too, with other "
                + "numbers: the indices of these rows seem to start at 0, and those of training at 1",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(Score(one, fromOne).Warnings);
        Assert.Contains(Score(one, "1 0:2 3:1\n").Warnings, warning => warning.Message.StartsWith("the index 0 has no coefficient", StringComparison.Ordinal));

        LogisticModel zero = Fit(fromZero);
        Assert.Contains(
            Score(zero, fromOne).Warnings,
            warning => warning.Message.StartsWith(
                "no row has the index 0, which has a coefficient, but some have the index 8, which has none", StringComparison.Ordinal));
        Assert.DoesNotContain(Score(zero, fromZero).Warnings, warning => warning.Message.Contains("coefficient", StringComparison.Ordinal));

        // A number that is the same in all rows has no coefficient in training either.
        Assert.NotNull(Score(one, string.Concat(fromOne.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => line.Split(' ') is [string label, .. string[] rest] ? $"{label} 0:1 {string.Join(' ', rest)}\n" : ""))));
    }

    [Fact]
    public void PredictProbability_RowOfNumbers_IsRefused()
    {
        LogisticModel model = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(Source(Generate(rows: 100, columns: 8, seed: 3)), cancellationToken: TestContext.Current.CancellationToken).Model;

        Assert.Throws<InvalidOperationException>(() => model.PredictProbability([1.0]));
    }

    private static string Generate(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int row = 0; row < rows; row++)
        {
            int[] indices =
            [
                .. Enumerable.Range(0, Math.Max(2, Math.Min(30, columns / 2))).Select(_ => random.Next(1, columns + 1)).Distinct().Order(),
            ];
            double[] values = [.. indices.Select(_ => Math.Round(random.NextDouble(), 4))];
            double logOdds = indices.Zip(values, (index, value) => value * ((index % 5) - 2)).Sum();
            text.Append(random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "1" : "-1");
            text.AppendJoin("", indices.Zip(values, (index, value) => FormattableString.Invariant($" {index}:{value}"))).Append('\n');
        }

        return text.ToString();
    }

    private static LibsvmSource Source(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return LibsvmSource.FromStream(() => new MemoryStream(bytes), "data.svm");
    }

    private static Table Read(string text) => Read(Source(text));

    private static Table Read(LibsvmSource source) => source.ReadTable(
        [new ColumnRequest("label", ColumnKind.Inferred), new ColumnRequest("features", ColumnKind.Inferred)],
        cancellationToken: TestContext.Current.CancellationToken);
}
