using LogReg.Checking;
using LogReg.Data;

namespace LogReg.Tests.Checking;

/// <summary>Files that allow no model are checked all the same; only what cannot be read, or a name that is not there, is an
/// error.</summary>
public class DataCheckFileTests
{
    [Theory]
    [InlineData("x,y\n1,a\n2,a\n3,a\n", FindingKind.UnusableRows, "only one class, 'a'")]
    [InlineData("x,y\n1,\n2,\n3,\n", FindingKind.UnusableRows, "no row is left")]
    [InlineData("x,y\n1,1.5\n2,2.5\n3,0.5\n", FindingKind.UnusableRows, "measurements, not classes")]
    [InlineData("x,y\n,a\n,b\n,a\n", FindingKind.NoFeature, "no feature is left")]
    [InlineData("x\n1\n2\n", FindingKind.NoFeature, "no column is left")]
    [InlineData("x;y|z\n1;2|3\n", FindingKind.UnusableRows, "")]
    [InlineData("x,k,y\n1e300,1,a\n-1e300,2,b\n1,3,a\n2,5,b\n7,2,a\n", FindingKind.UnusableColumn, "'x'")]
    public void Check_DataForNoModel_IsAFinding(string text, FindingKind kind, string message)
    {
        DataCheckReport report = Check(new LogisticRegression(), text);
        DataFinding finding = Assert.Single(report.Findings, finding => finding.Kind == kind);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Hint.ToString());
        Assert.Equal(FindingSeverity.Error, report.Findings[0].Severity);
        Assert.NotEmpty(report.Columns);
    }

    [Fact]
    public void Check_NoTargetNamed_TellsWhichWasAssumed()
    {
        DataFinding finding =
            Assert.Single(Check(new LogisticRegression(), Sound).Findings, finding => finding.Kind == FindingKind.TargetAssumed);
        Assert.Contains("'y' was chosen because of its name", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Check(new LogisticRegression { Target = "y" }, Sound).Findings, found => found.Kind == FindingKind.TargetAssumed);
    }

    [Fact]
    public void Check_NoHeader_IsTold()
    {
        DataCheckReport report =
            Check(
                new LogisticRegression(),
                "39,State,77516,yes\n50,Self,83311,no\n38,State,215646,yes\n53,Self,234721,no\n28,State,338409,no\n");
        Assert.Contains(
            "'39', 'State', '77516', 'yes'",
            Assert.Single(report.Findings, finding => finding.Kind == FindingKind.HeaderLooksLikeData).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NumbersAsNames_AreNamesIfTheyCount() => Assert.DoesNotContain(
        Check(new LogisticRegression(), "0,1,2,3,y\n5,3,1,2,a\n1,3,4,4,b\n5,5,2,3,a\n0,1,7,8,b\n").Findings,
        finding => finding.Kind == FindingKind.HeaderLooksLikeData);

    [Fact]
    public void Check_MissingCellsUnderError_TellsWhereAndGoesOn()
    {
        DataCheckReport report =
            Check(new LogisticRegression { MissingHandling = MissingHandling.Error }, Sound.Replace("1.5,", ",", StringComparison.Ordinal));
        DataFinding finding = Assert.Single(report.Findings, finding => finding.Kind == FindingKind.UnusableRows);
        Assert.Contains("line 3, column 'x': the cell is missing", finding.Message, StringComparison.Ordinal);
        Assert.Equal(2, report.ClassCounts.Count);
        Assert.Contains(report.Findings, found => found.Kind == FindingKind.MissingCells);
    }

    [Fact]
    public void Check_BadWeight_IsAFinding() => Assert.Contains(
        Check(new LogisticRegression { WeightColumn = "w" }, "x,w,y\n1,1,a\n2,-1,b\n3,1,a\n").Findings,
        finding => finding.Kind == FindingKind.UnusableRows && finding.Message.Contains("line 3", StringComparison.Ordinal));

    [Fact]
    public void Check_ReferenceThatDoesNotOccur_IsAFinding() => Assert.Contains(
        Check(new LogisticRegression { References = new Dictionary<string, string> { ["k"] = "grey" } }, Sound).Findings,
        finding => finding.Kind == FindingKind.UnusableColumn && finding.Message.Contains("'grey'", StringComparison.Ordinal));

    [Fact]
    public void Check_NamedColumnThatIsNotThere_Throws()
    {
        Assert.Throws<DataException>(() => Check(new LogisticRegression { Target = "nobody" }, Sound));
        Assert.Throws<DataException>(() => Check(new LogisticRegression { ExcludedColumns = ["nobody"] }, Sound));
    }

    [Fact]
    public void Check_ColumnInTwoRoles_Throws() =>
        Assert.Throws<ArgumentException>(() => Check(new LogisticRegression { Target = "x", WeightColumn = "x" }, Sound));

    [Fact]
    public void Check_UnreadableFile_Throws() => Assert.Throws<DataException>(() => Check(new LogisticRegression(), ""));

    [Fact]
    public void Check_AnyNumberOfThreads_SameReport()
    {
        using DataSource source = TextSource.File("titanic.csv");
        DataCheckReport one =
            new LogisticRegression { Threads = 1 }.Check(source, cancellationToken: TestContext.Current.CancellationToken);
        DataCheckReport many =
            new LogisticRegression { Threads = 7 }.Check(source, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(one.Columns, many.Columns);
        Assert.Equal(one.Findings.Select(finding => finding.Message), many.Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Check_Table_LeavesItAsItIs()
    {
        using DataSource source = TextSource.File("iris.csv");
        Table table =
            source.ReadTable(
                [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))],
                cancellationToken: TestContext.Current.CancellationToken);
        double[] before = ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray();
        DataCheckReport report = new LogisticRegression().Check(table, TestContext.Current.CancellationToken);
        Assert.Equal(before, ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Contains(
            report.Findings,
            finding => finding.Kind == FindingKind.Separation && finding.Message.Contains("'setosa'", StringComparison.Ordinal));
    }

    // The area under the curve by its definition: the share of pairs in order, ties half.
    [Fact]
    public void Check_RocAuc_IsThatOfAllPairs()
    {
        using DataSource source = TextSource.File("birthwt.csv");
        DataCheckReport report = new LogisticRegression().Check(source, cancellationToken: TestContext.Current.CancellationToken);
        Table table =
            source.ReadTable(
                [new ColumnRequest("lwt", ColumnKind.Numeric), new ColumnRequest("low", ColumnKind.Numeric)],
                cancellationToken: TestContext.Current.CancellationToken);
        double[] weight = ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray();
        double[] low = ((NumericColumn)table.Chunks[0].Columns[1]).Values.ToArray();
        double sum = 0;
        int pairs = 0;
        for (int positive = 0; positive < low.Length; positive++)
        {
            for (int negative = 0; negative < low.Length; negative++)
            {
                if (low[positive] == 1 && low[negative] == 0)
                {
                    pairs++;
                    sum += weight[positive] < weight[negative] ? 1 : weight[positive] == weight[negative] ? 0.5 : 0;
                }
            }
        }

        Assert.Equal(sum / pairs, report.Columns.Single(column => column.Name == "lwt").RocAuc!.Value, 12);
    }

    private const string Sound = "x,k,y\n1,a,p\n1.5,b,q\n3,a,q\n2,b,p\n4,a,p\n2.5,b,q\n3.5,a,q\n0.5,b,p\n";

    private static DataCheckReport Check(LogisticRegression regression, string text)
    {
        using CsvSource source = TextSource.Of(text);
        return regression.Check(source, cancellationToken: TestContext.Current.CancellationToken);
    }
}
