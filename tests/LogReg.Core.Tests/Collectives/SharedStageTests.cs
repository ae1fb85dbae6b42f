using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Inference;

namespace LogReg.Tests.Collectives;

/// <summary>The stages that read cells find the same where several members share the rows: which rows train, what the features are, what is
/// wrong with the data, and the design matrix, bit for bit; or the same error.</summary>
public class SharedStageTests
{
    private const int RowCount = 3_900;
    private const int ChunkRows = 500;

    private static readonly LogisticRegression Plain = new() { Target = "y", Features = ["x0", "x1", "group"] };

    private static readonly Lazy<string> Data = new(() => Create(RowCount));

    /// <summary>From the options of a fit to a part of what it finds, or of its error.</summary>
    private static readonly Dictionary<string, (LogisticRegression Options, string Found)> Cases = new()
    {
        ["plain"] = (Plain, "group"),
        ["all columns"] = (new() { Target = "y" }, "'copy' is a copy of 'x0'"),
        ["all columns, of text"] = (new() { Target = "y3" }, "'number' is a row number"),
        ["all columns, of numbers"] = (new() { Target = "code" }, "code"),
        ["all columns, weights"] = (new() { Target = "y", WeightColumn = "w" }, "'nines' is -999 in"),
        ["all columns, drop"] = (new() { Target = "y", MissingHandling = MissingHandling.Drop }, "'leak' alone predicts the target"),
        ["all columns, impute"] = (
            new() { Target = "y", MissingHandling = MissingHandling.Impute, WeightColumn = "w", TestSize = 0.2 }, "'sparse' is mostly missing"),
        ["all columns, indicator"] = (
            new() { Target = "y", MissingHandling = MissingHandling.Indicator, SkipInference = true }, "'far' has"),
        ["all columns, ridge"] = (new() { Target = "y", Penalty = PenaltyKind.Ridge, Lambda = 0.01 }, "'key' looks like an identifier"),
        ["usual name"] = (new() { ExcludedColumns = ["y"] }, "no target was named"),
        ["missing cells, indicator"] = (
            Plain with { Features = ["gaps", "gapped", "copy"], MissingHandling = MissingHandling.Indicator, WeightColumn = "w" }, "gapped"),
        ["missing cells, drop"] = (
            Plain with { Features = ["gaps", "gapped", "far"], MissingHandling = MissingHandling.Drop, Target = "y3" }, "gapped"),
        ["missing cells, auto"] = (Plain with { Features = ["x0", "gaps", "gapped"] }, "gapped"),
        ["missing cells, error"] = (
            Plain with { Features = ["x0", "gaps", "gapped"], MissingHandling = MissingHandling.Error }, "line 657, column 'gaps': the cell is missing"),
        ["missing cells, weights of 0"] = (
            Plain with { Features = ["gaps", "group"], WeightColumn = "w0", TestSize = 0.3 }, "OfWeightZero"),
        ["most cells missing, auto"] = (Plain with { Features = ["x0", "sparse"] }, "TooFewRows"),
        ["missing weight"] = (Plain with { WeightColumn = "gaps" }, "line 657, column 'gaps': the weight is missing"),
        ["negative weight"] = (Plain with { WeightColumn = "negative" }, "line 3002, column 'negative': the weight is -1"),
        ["missing offset"] = (Plain with { OffsetColumn = "gaps" }, "line 657, column 'gaps': the offset is missing"),
        ["offset"] = (Plain with { OffsetColumn = "o", WeightColumn = "w" }, "group"),
        ["clusters of texts"] = (Plain with { StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "site" }, "site"),
        ["clusters of numbers"] = (Plain with { StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "code" }, "code"),
        ["missing cluster"] = (
            Plain with { StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "gapped" }, "the cluster is missing"),
        ["one cluster"] = (Plain with { StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "constant" }, "at least 2 clusters"),
        ["early stopping"] = (Plain with { Solver = LogReg.Solvers.SolverKind.GradientDescent, EarlyStopping = 0.2, TestSize = 0.2, Penalty = PenaltyKind.Ridge, Lambda = 0.01 }, "Watched"),
        ["class weights"] = (
            Plain with { ClassWeights = new Dictionary<string, double> { ["yes"] = 2, ["no"] = 0.5 }, WeightColumn = "w" }, "group"),
        ["balanced"] = (Plain with { BalanceClasses = true, MissingHandling = MissingHandling.Impute, Features = ["gaps"] }, "gaps"),
        ["prior"] = (Plain with { Prior = 0.01 }, "group"),
        ["references"] = (Plain with { References = new Dictionary<string, string> { ["group"] = "level 3" } }, "level 3"),
        ["most frequent reference"] = (
            Plain with { References = new Dictionary<string, string> { ["group"] = "most-frequent" }, WeightColumn = "w" }, "group"),
        ["absent reference"] = (Plain with { References = new Dictionary<string, string> { ["group"] = "level 9" } }, "does not occur"),
        ["categorical numbers"] = (Plain with { CategoricalColumns = ["code"], Features = ["x0", "code"] }, "code"),
        ["a target of measurements"] = (Plain with { Target = "x2" }, "which look like measurements"),
        ["a target of many numbers"] = (Plain with { Target = "number" }, "has more than 1,000 different values"),
        ["a target of one class"] = (Plain with { Target = "one" }, "one"),
        ["products"] = (new() { Target = "y", Formula = "x0*group + gaps:group + gaps:x1 + gapped:group" }, "gaps:x1"),
        ["functions"] = (new() { Target = "y", Formula = "log1p(w) + sqrt(w) + exp(x1) + abs(x0) + x0^3 + linear(x1, -0.2, 0.2)" }, "log1p(w)"),
        ["fitted functions"] = (
            new() { Target = "y", Formula = "spline(x0, 4) + poly(gaps, 3) + scale(x1) + center(w):x2", WeightColumn = "w0" }, "poly(gaps, 3)"),
        ["levels"] = (
            new() { Target = "y", Formula = "bins(x0, 5) + cut(x1, -0.1, 0.1) + category(code) + lump(site, 0.03) + missing(gaps)" }, "bins(x0, 5)"),
        ["codings"] = (new() { Target = "y", Formula = "steps(group) + effect(site):x0 + bins(gaps, 3):group" }, "steps(group)"),
        ["knots, weights"] = (
            new() { Target = "y", Formula = "spline(gaps, 5) + spline(x0, 3):x1 + bins(w0, 4) + bins(log1p(x2), 3)", WeightColumn = "w", TestSize = 0.2 }, "bins(w0, 4)"),
        ["knots, weights of 0"] = (
            new() { Target = "y", Formula = "spline(sparse, 3) + bins(gaps, 6) + scale(sparse) + poly(code, 2)", WeightColumn = "w0" }, "spline(sparse, 3)"),
        ["knots, few rows"] = (
            new() { Target = "y", Formula = "spline(few, 4) + scale(x0)", MissingHandling = MissingHandling.Indicator }, "spline(few, 4)"),
        ["knots that coincide"] = (new() { Target = "y", Formula = "spline(two, 4)" }, "too few different values for a spline with 4 knots"),
        ["polynomials of too few values"] = (
            new() { Target = "y", Formula = "poly(code, 4)", WeightColumn = "w" }, "too few different values for polynomials of degree 4"),
        ["bins of one value"] = (new() { Target = "y", Formula = "bins(constant1, 3)" }, "constant1"),
        ["levels of many numbers"] = (
            new() { Target = "y", Formula = "category(nines):category(code):site + x0" }, "nines:code:site"),
        ["levels of many numbers, weights"] = (
            new() { Target = "y", Formula = "category(nines):category(code):site:poly(x0, 2) + x0", WeightColumn = "w", MissingHandling = MissingHandling.Drop, Penalty = PenaltyKind.Ridge, Lambda = 0.01 }, "nines:code:site:poly(x0, 2)"),
        ["numbers by level, weights"] = (
            new() { Target = "y", Formula = "spline(gaps, 4):group + poly(x0, 2):month(day) + gapped:bins(x1, 3)", WeightColumn = "w0" }, "poly(x0, 2):month(day)"),
        ["products of functions, weights"] = (
            new() { Target = "y", Formula = "spline(x0, 4):poly(gaps, 2) + scale(log(w)):center(x1)", WeightColumn = "w0" }, "spline(x0, 4):poly(gaps, 2)"),
        ["no square root"] = (new() { Target = "y", Formula = "sqrt(negative)" }, "line 3002, column 'negative': sqrt(negative) has no value for -1"),
        ["dates"] = (new() { Target = "y", Formula = "year(day) + month(day) + weekday(day) + days(day) + x0" }, "month(day)"),
        ["no date"] = (new() { Target = "y", Formula = "days(dayOrNot)" }, "line 2802, column 'dayOrNot': 'soon' is not a date"),
        ["no logarithm"] = (new() { Target = "y", Formula = "log(x1)" }, "column 'x1': log(x1) has no value for -0."),
        ["no levels"] = (new() { Target = "y", Formula = "category(constant1)" }, "constant1"),
        ["an interval of all rows"] = (new() { Target = "y", Formula = "cut(x0, 50)" }, "puts every row into the same interval"),
    };

    // Of 11 members and 8 chunks some have no rows.
    private static readonly int[][] Sizes = [[3, 11], [2, 7], [1, 3, 7]];

    public static TheoryData<string, int[]> Names { get; } =
        new(Cases.Keys.Select((name, index) => (name, Sizes[index % Sizes.Length])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Stages_OfRowsThatMembersShare_FindWhatOneFinds(string name, int[] sizes)
    {
        (LogisticRegression options, string found) = Cases[name];

        Assert.Contains(
            found, SharedStages.AreEqual(Data.Value, options with { Threads = 2 }, ChunkRows, sizes), StringComparison.Ordinal);
    }

    /// <summary>The fits of the cases that fit.</summary>
    [Theory]
    [InlineData("missing cells, indicator")]
    [InlineData("missing cells, drop")]
    [InlineData("missing cells, auto")]
    [InlineData("missing cells, weights of 0")]
    [InlineData("most cells missing, auto")]
    [InlineData("offset")]
    [InlineData("clusters of texts")]
    [InlineData("early stopping")]
    [InlineData("class weights")]
    [InlineData("prior")]
    [InlineData("categorical numbers")]
    [InlineData("products")]
    [InlineData("functions")]
    [InlineData("fitted functions")]
    [InlineData("levels")]
    [InlineData("codings")]
    [InlineData("knots, weights")]
    [InlineData("numbers by level, weights")]
    [InlineData("products of functions, weights")]
    [InlineData("dates")]
    public void Fit_OfRowsThatMembersShare_IsThatOfOne(string name)
    {
        LogisticRegression options = Cases[name].Options with { Threads = 1, MaxIterations = 30 };

        SharedStages.FitsAreEqual(TextSource.Of(Data.Value), options, ChunkRows, 3, 11);
    }

    [Fact]
    public void Stages_OfTextsInRowsWithoutATarget_TellThemAsThat()
    {
        string[] rows = [.. Data.Value.TrimEnd('\n').Split('\n')];
        int number = rows[0].Split(',').IndexOf("x2");
        foreach (int row in new[] { 103, 2_819 })
        {
            string[] cells = rows[row].Split(',');
            Assert.Equal("", cells[0]);
            cells[number] = "see note";
            rows[row] = string.Join(',', cells);
        }

        string found = SharedStages.AreEqual(string.Join('\n', rows) + "\n", Plain with { Features = ["x0", "x2"] }, ChunkRows, 2, 7, 11);

        Assert.Contains("see note", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x0 + text(words)")]
    [InlineData("x0 + text(words, grams 2, minimum 5, words 40)")]
    [InlineData("text(words, minimum 3) + hash(words, 6)")]
    public void Stages_OfWords_FindWhatOneFinds(string formula)
    {
        var random = new Random(31);
        string text = "y,x0,words\n" + string.Concat(Enumerable.Range(0, 900).Select(
            row => $"{random.Next(2)},{random.Next(100)},{string.Join(' ', Enumerable.Range(0, 1 + random.Next(6)).Select(_ => $"w{row / 100}x{random.Next(30)}"))}\n"));
        var options = new LogisticRegression { Target = "y", Formula = formula, Penalty = PenaltyKind.Ridge, Lambda = 0.01 };

        Assert.Contains("w3x1", SharedStages.AreEqual(text, options, chunkRows: 100, 2, 3, 11), StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_OfVectors_FindWhatOneFinds()
    {
        var random = new Random(32);
        string text = string.Concat(Enumerable.Range(0, 900).Select(
            row => $"{random.Next(2)} {string.Join(' ', Enumerable.Range(1, 40).Where(_ => random.Next(4) == 0).Select(index => $"{index + (row / 300)}:{random.Next(1, 9)}"))}\n"));
        var source = LibsvmSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), "data.svm");
        var options = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01 };

        Assert.Contains("VectorFeature", SharedStages.AreEqual(source, options, chunkRows: 100, 2, 3, 11), StringComparison.Ordinal);
    }

    // Row 0 is on line 2 of the file.
    private static string Create(int rowCount)
    {
        var random = new Random(20261130);
        var text = new StringBuilder(
            "y,y3,target,one,x0,x1,x2,copy,gaps,gapped,sparse,group,site,code,w,w0,negative,o,number,key,leak,nines,far,constant,constant1,day,dayOrNot,two,few\n");
        for (int row = 0; row < rowCount; row++)
        {
            double x0 = random.NextDouble() - 0.5;
            double x1 = random.NextDouble() - 0.5;
            int level = random.Next(6);
            double logOdds = x0 - (2 * x1) + (0.2 * level) + (2 * (random.NextDouble() + random.NextDouble() - 1));
            bool isYes = logOdds > 0.4;
            int day = random.Next(1500);
            object?[] cells =
            [
                row % 97 == 5 ? null : isYes ? "yes" : "no",
                logOdds > 1 ? "high" : logOdds > 0 ? "middle" : "low",
                random.Next(3),
                row == 3000 ? null : 1,
                x0,
                x1,
                random.NextDouble(),
                x0,
                row < 620 || random.Next(20) > 0 ? random.NextDouble() * 10 : null,
                row > 1_000 && row % 31 == 3 ? null : $"kind {random.Next(3)}",
                random.Next(3) > 0 ? null : random.NextDouble(),
                $"level {level}",
                $"site {(int)(40 * random.NextDouble() * random.NextDouble())}",
                1 + random.Next(4),
                0.5 + random.NextDouble(),
                row % 11 == 4 ? 0 : random.NextDouble(),
                row == 3000 ? -1 : random.NextDouble(),
                random.NextDouble(),
                row + 17,
                ((row * 1_009) % rowCount) + 1,
                isYes ? 2 + random.NextDouble() : random.NextDouble(),
                row % 401 == 7 ? -999 : random.Next(1, 80),
                row == 2_345 ? 1e6 : random.NextDouble() * 10,
                "always",
                row < 3_000 ? 7 : row == 3_500 ? null : 7,
                new DateOnly(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                row is 2_800 or 3_333 ? "soon" : new DateOnly(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                random.Next(2),
                row % 43 == 9 ? x0 + x1 : null,
            ];
            text.AppendJoin(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }
}
