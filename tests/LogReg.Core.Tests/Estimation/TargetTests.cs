using LogReg.Data;

namespace LogReg.Tests.Estimation;

public class TargetTests
{
    private static readonly string[] Rows = ["1,0,5", "2,1,7", "3,0,8", "4,1,7", "5,1,5", "6,0,8"];

    [Theory]
    [InlineData("x,target,z")]
    [InlineData("x,Label,z")]
    [InlineData("x,CLASS,z")]
    [InlineData("x,outcome,z")]
    [InlineData("x,Y,z")]
    public void Fit_UsualName_IsTheTarget(string header)
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of(header, Rows));
        Assert.Equal(header.Split(',')[1], fit.Model.Target.Name);
        Assert.Equal(TargetChoice.UsualName, fit.Data.TargetChoice);
        Assert.Equal(["x", "z"], fit.Model.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Fit_NoUsualName_TakesTheLastColumn()
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("a,b,c", Rows));
        Assert.Equal("c", fit.Model.Target.Name);
        Assert.Equal(TargetChoice.LastColumn, fit.Data.TargetChoice);
        Assert.Equal(["5", "7", "8"], fit.Model.Target.Classes);
    }

    [Fact]
    public void Fit_NamedTarget_IsTaken()
    {
        LogisticFit fit = new LogisticRegression { Target = "b" }.Fit(TextSource.Of("a,b,y", Rows));
        Assert.Equal("b", fit.Model.Target.Name);
        Assert.Equal(TargetChoice.Named, fit.Data.TargetChoice);
        Assert.Equal(["a", "y"], fit.Model.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Fit_LastColumnIsAWeight_TakesTheLastOther()
    {
        LogisticFit fit = new LogisticRegression { WeightColumn = "w" }.Fit(TextSource.Of("a,b,w", Rows));
        Assert.Equal("b", fit.Model.Target.Name);
    }

    [Fact]
    public void Fit_NumericTarget_SortsByValueAndTakesTheLastAsPositive()
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,y", ["1,10", "2,9", "3,10", "4,9", "5,9", "6,10"]));
        Assert.Equal(["9", "10"], fit.Model.Target.Classes);
        Assert.Equal("10", fit.Model.Target.Positive);
        Assert.Equal("9", fit.Model.Target.Negative);
        Assert.Equal([3, 3], fit.Data.ClassCounts);
    }

    [Fact]
    public void Fit_NumbersWrittenDifferently_AreOneClass()
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,y", ["1,1.0", "2,0", "3,1", "4,-0", "5,1e0", "6,0.0"]));
        Assert.Equal(["0", "1"], fit.Model.Target.Classes);
        Assert.Equal([3, 3], fit.Data.ClassCounts);
    }

    [Theory]
    [InlineData("no", "yes")]
    [InlineData("False", "True")]
    [InlineData("Ja", "ja")]
    public void Fit_TextTarget_SortsByOrdinal(string first, string second)
    {
        LogisticFit fit = new LogisticRegression().Fit(
            TextSource.Of("x,y", [$"1,{second}", $"2,{first}", $"3,{second}", $"4,{first}", $"5,{second}"]));
        Assert.Equal([first, second], fit.Model.Target.Classes);
        Assert.Equal(second, fit.Model.Target.Positive);
        Assert.Equal([2, 3], fit.Data.ClassCounts);
    }

    [Fact]
    public void Fit_Positive_IsModelledAndClassesStaySorted()
    {
        LogisticFit fit = new LogisticRegression { Positive = "no" }.Fit(TextSource.Of("x,y", ["1,yes", "2,no", "3,yes", "4,no", "5,yes"]));
        Assert.Equal(["no", "yes"], fit.Model.Target.Classes);
        Assert.Equal("no", fit.Model.Target.Positive);
        Assert.Equal([2, 3], fit.Data.ClassCounts);
        Assert.Equal(["no"], fit.Model.ClassesWithEquation);
        double[] probabilities = new double[2];
        fit.Model.PredictProbabilities([3], probabilities);
        DigitAssert.SameBits(fit.Model.PredictProbability([3]), probabilities[0]);
    }

    [Fact]
    public void Fit_PositiveWrittenAsAnotherNumber_IsTheSameClass() => Assert.Equal(
        "0",
        new LogisticRegression { Positive = "0.0" }.Fit(TextSource.Of("x,y", ["1,0", "2,1", "3,0", "4,1", "5,0"])).Model.Target.Positive);

    [Fact]
    public void Fit_PositiveUnknown_NamesTheClasses() => AssertRefused(
        new LogisticRegression { Positive = "maybe" }, "x,y", ["1,yes", "2,no", "3,yes"], "there is no class 'maybe'", "'no' and 'yes'");

    [Fact]
    public void Fit_PositiveOfThreeClasses_IsRefused() => AssertRefused(
        new LogisticRegression { Positive = "a" }, "x,y", ["1,a", "2,b", "3,c", "4,a"], "a positive class needs two classes", "Positive");

    [Fact]
    public void Fit_ContinuousTarget_IsRefusedWithAdvice() => AssertRefused(
        new LogisticRegression(),
        "x,y",
        ["1,0.5", "2,1", "3,2.25"],
        "has values such as 0.5, which look like measurements, not classes",
        "classes");

    [Fact]
    public void Fit_ContinuousTargetDeclaredCategorical_IsClasses()
    {
        LogisticFit fit =
            new LogisticRegression { CategoricalColumns = ["y"] }.Fit(TextSource.Of("x,y", ["1,0.5", "2,1.5", "3,0.5", "4,1.5", "5,0.5"]));
        Assert.Equal(["0.5", "1.5"], fit.Model.Target.Classes);
    }

    [Fact]
    public void Fit_ThousandAndOneNumbers_IsRefused() => AssertRefused(
        new LogisticRegression(),
        "x,y",
        Enumerable.Range(0, 1001).Select(row => $"{row % 7},{row}"),
        "has more than 1,000 different values",
        "classes");

    [Fact]
    public void Fit_ThousandAndOneTexts_IsRefused() => AssertRefused(
        new LogisticRegression(),
        "x,y",
        Enumerable.Range(0, 1001).Select(row => $"{row % 7},t{row}"),
        "has 1,001 different values",
        "classes");

    [Fact]
    public void Fit_OneClassOnly_IsRefused() => AssertRefused(
        new LogisticRegression(), "x,y", ["1,a", "2,a", "3,a"], "the target has only one class, 'a'", "two classes");

    [Fact]
    public void Fit_OneClassAfterDropping_IsRefused() => AssertRefused(
        new LogisticRegression { MissingHandling = MissingHandling.Drop },
        "x,y",
        ["1,a", ",b", "3,a"],
        "only one class, 'a'",
        "two classes");

    [Fact]
    public void Fit_AllRowsDropped_IsRefused() => AssertRefused(
        new LogisticRegression { MissingHandling = MissingHandling.Drop },
        "x,z,y",
        [",1,a", "2,,b"],
        "no row is left to train on",
        "MissingHandling = Drop");

    [Fact]
    public void Fit_MissingTargets_AreLeftOutAndCounted()
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,y", ["1,a", "2,", "3,b", "4,NA", "5,a", "6,b", "2.5,?"]));
        Assert.Equal(7, fit.Data.RowsRead);
        Assert.Equal(4, fit.Data.TrainingRows);
        Assert.Equal(3, fit.Data.RowsWithoutTarget);
        Assert.Equal(["a", "b"], fit.Model.Target.Classes);
    }

    [Fact]
    public void Fit_AllTargetsMissing_IsRefused() =>
        AssertRefused(new LogisticRegression(), "x,y", ["1,", "2,"], "no row is left to train on: the target 'y' has no value in any row", "name another Target, or fill in the column");

    [Fact]
    public void Fit_OffsetsWithThreeClasses_IsRefused() => AssertRefused(
        new LogisticRegression { OffsetColumn = "o" }, "x,o,y", ["1,0,a", "2,0,b", "3,1,c"], "an offset needs two classes", "OffsetColumn");

    private static void AssertRefused(LogisticRegression estimator, string header, IEnumerable<string> rows, string message, string hint)
    {
        var exception = Assert.Throws<DataException>(() => estimator.Fit(TextSource.Of(header, rows)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains(hint, exception.Hint?.ToString(), StringComparison.Ordinal);
        Assert.Equal("data.csv", exception.File);
    }
}
