using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Estimation;

public class MissingAndWeightTests
{
    private static readonly string[] WithGaps =
    [
        "1,red,no", ",red,yes", "3,,no", "4,blue,yes", "5,red,yes", "2,,yes", "2.5,blue,no", "1,blue,yes", "7,red,no",
    ];

    [Fact]
    public void Fit_Impute_TakesTheMeanAndAMissingLevel()
    {
        LogisticFit fit = new LogisticRegression { MissingHandling = MissingHandling.Impute }.Fit(TextSource.Of("x,c,y", WithGaps));
        Assert.Equal(9, fit.Data.TrainingRows);
        Assert.Equal(0, fit.Data.RowsWithMissingCells);
        Assert.Equal(["x", "c"], fit.Data.MissingCells.Keys);
        Assert.Equal([1, 2], fit.Data.MissingCells.Values);
        var x = Assert.IsType<NumericFeature>(fit.Model.Features[0]);
        Assert.Equal(25.5 / 8, x.ImputeWith);
        Assert.Equal(x.ImputeWith, x.Mean);
        var c = Assert.IsType<CategoricalFeature>(fit.Model.Features[1]);
        Assert.Equal(["blue", "red", "(missing)"], c.Levels);
        Assert.Equal("blue", c.Reference);
        Assert.Equal(["(intercept)", "x", "c=red", "c=(missing)"], fit.Model.Coefficients.Keys);
    }

    [Fact]
    public void Fit_Drop_LeavesTheRowsOut()
    {
        var estimator = new LogisticRegression { MissingHandling = MissingHandling.Drop };
        LogisticFit fit = estimator.Fit(TextSource.Of("x,c,y", WithGaps));
        Assert.Equal(9, fit.Data.RowsRead);
        Assert.Equal(6, fit.Data.TrainingRows);
        Assert.Equal(3, fit.Data.RowsWithMissingCells);
        Assert.Empty(fit.Data.MissingCells);
        LogisticFit complete =
            estimator.Fit(TextSource.Of("x,c,y", WithGaps.Where(row => !row.Contains(",,", StringComparison.Ordinal) && row[0] != ',')));
        DigitAssert.IdenticalCoefficients(complete.Model, fit.Model);
    }

    [Fact]
    public void Fit_DropWithGapsInAnUnusedColumn_KeepsTheRows()
    {
        LogisticFit fit =
            new LogisticRegression { MissingHandling = MissingHandling.Drop, ExcludedColumns = ["c"] }.Fit(
                TextSource.Of("x,c,y", WithGaps));
        Assert.Equal(8, fit.Data.TrainingRows);
    }

    [Fact]
    public void Fit_Error_NamesLineAndColumn()
    {
        // The quoted line break puts the gap on line 5, and the gap of line 2 has no target.
        CsvSource source = TextSource.Of("x,c,y\n,red,\n1,\"re\nd\",no\n,red,yes\n3,blue,no\n");
        var exception = Assert.Throws<DataException>(() => new LogisticRegression { MissingHandling = MissingHandling.Error }.Fit(source));
        Assert.Equal("data.csv, line 5, column 'x': the cell is missing", exception.Message);
        Assert.Equal(5, exception.Line);
        Assert.Equal("x", exception.Column);
        Assert.Contains("MissingHandling = Impute", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ErrorWithoutGaps_Fits() =>
        Assert.True(new LogisticRegression { MissingHandling = MissingHandling.Error }.Fit(TextSource.File("spector.csv")).Converged);

    [Theory]
    [InlineData("-1", "the weight is -1, but must be a number of 0 or more")]
    [InlineData("", "the weight is missing, but must be a number of 0 or more")]
    public void Fit_BadWeight_NamesTheCell(string weight, string message)
    {
        var exception = Assert.Throws<DataException>(() => new LogisticRegression { WeightColumn = "w" }.Fit(
            TextSource.Of("x,w,y", ["1,1,a", $"2,{weight},b", "3,1,a"])));
        Assert.Equal($"data.csv, line 3, column 'w': {message}", exception.Message);
    }

    [Fact]
    public void Fit_BadWeightWithoutTarget_IsNoMatter()
    {
        LogisticFit fit =
            new LogisticRegression { WeightColumn = "w" }.Fit(TextSource.Of("x,w,y", ["1,1,a", "2,-1,", "3,1,b", "2,2,b", "4,1,a"]));
        Assert.Equal(4, fit.Data.TrainingRows);
    }

    [Fact]
    public void Fit_AllWeightsZero_IsRefused()
    {
        var exception = Assert.Throws<DataException>(() => new LogisticRegression { WeightColumn = "w" }.Fit(
            TextSource.Of("x,w,y", ["1,0,a", "2,0,b", "3,0,a"])));
        Assert.Contains("no row is left to train on", exception.Message, StringComparison.Ordinal);
        Assert.Contains("weight of 0", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TextAsWeight_IsRefused() =>
        Assert.Equal("w", Assert.Throws<DataException>(() => new LogisticRegression { WeightColumn = "w" }.Fit(
            TextSource.Of("x,w,y", ["1,1,a", "2,heavy,b", "3,1,a"]))).Column);

    [Fact]
    public void Fit_MissingOffset_NamesTheCell()
    {
        var exception = Assert.Throws<DataException>(() => new LogisticRegression { OffsetColumn = "o" }.Fit(
            TextSource.Of("x,o,y", ["1,1,a", "2,,b", "3,1,a"])));
        Assert.Equal("data.csv, line 3, column 'o': the offset is missing, but must be a number", exception.Message);
    }

    [Fact]
    public void Fit_MissingOffsetOfWeightZero_IsNoMatter()
    {
        LogisticFit fit = new LogisticRegression { OffsetColumn = "o", WeightColumn = "w" }.Fit(
            TextSource.Of("x,o,w,y", ["1,1,1,a", "2,,0,b", "3,1,1,b", "2,0,2,b", "4,1,1,a"]));
        Assert.Equal(1, fit.Data.RowsOfWeightZero);
    }

    [Fact]
    public void Fit_WeightsFromATable_NameTheColumn()
    {
        Table table = new TableBuilder().AddNumeric("x", [1, 2, 3]).AddNumeric("w", [1, -2, 1]).AddNumeric("y", [0, 1, 0]).Build();
        var exception = Assert.Throws<DataException>(() => new LogisticRegression { WeightColumn = "w" }.Fit(table));
        Assert.Equal("column 'w': the weight is -2, but must be a number of 0 or more", exception.Message);
    }
}
