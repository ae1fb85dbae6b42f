using LogReg.Data;

namespace LogReg.Tests.Estimation;

public class ColumnRolesTests
{
    public static TheoryData<string, LogisticRegression> UnknownColumns { get; } = new()
    {
        { "target", new LogisticRegression { Target = "survivd" } },
        { "feature", new LogisticRegression { Features = ["age", "survivd"] } },
        { "column to exclude", new LogisticRegression { ExcludedColumns = ["survivd"] } },
        { "categorical column", new LogisticRegression { CategoricalColumns = ["survivd"] } },
        { "numeric column", new LogisticRegression { NumericColumns = ["survivd"] } },
        { "column with a reference level", new LogisticRegression { References = new Dictionary<string, string> { ["survivd"] = "yes" } } },
        { "weight", new LogisticRegression { WeightColumn = "survivd" } },
        { "offset", new LogisticRegression { OffsetColumn = "survivd" } },
    };

    public static TheoryData<string, LogisticRegression> Contradictions { get; } = new()
    {
        { "'sex' cannot be both numeric and categorical", new LogisticRegression
        {
            CategoricalColumns = ["sex"],
            NumericColumns = ["sex"],
        } },
        { "'sex' cannot be both a feature and excluded", new LogisticRegression { Features = ["sex"], ExcludedColumns = ["sex"] } },
        { "'age' cannot be both the weight and the offset", new LogisticRegression { WeightColumn = "age", OffsetColumn = "age" } },
        { "'age' cannot be both the target and the weight or offset", new LogisticRegression { Target = "age", WeightColumn = "age" } },
        { "'age' cannot be both the target and the weight or offset", new LogisticRegression { Target = "age", OffsetColumn = "age" } },
        { "'sex' cannot be both the target and excluded", new LogisticRegression { Target = "sex", ExcludedColumns = ["sex"] } },
        { "'sex' cannot be both the target and a feature", new LogisticRegression { Target = "sex", Features = ["sex", "age"] } },
        { "'age' cannot be both a feature and the weight or offset", new LogisticRegression { Features = ["age"], WeightColumn = "age" } },
        { "'sex' cannot be both numeric and one with a reference level", new LogisticRegression
        {
            NumericColumns = ["sex"],
            References = new Dictionary<string, string> { ["sex"] = "male" },
        } },
    };

    [Theory]
    [MemberData(nameof(UnknownColumns), DisableDiscoveryEnumeration = true)]
    public void Fit_UnknownColumn_NamesTheNearest(string role, LogisticRegression estimator)
    {
        var exception = Assert.Throws<DataException>(() => estimator.Fit(TextSource.File("titanic.csv")));
        Assert.Contains($"there is no column 'survivd' ({role})", exception.Message, StringComparison.Ordinal);
        Assert.Equal("did you mean 'survived'?", exception.Hint);
    }

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Fit_ContradictoryRoles_AreRefused(string message, LogisticRegression estimator)
    {
        var exception = Assert.Throws<ArgumentException>(() => estimator.Fit(TextSource.File("titanic.csv")));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NothingLikeTheName_ListsTheColumns()
    {
        var exception =
            Assert.Throws<DataException>(() => new LogisticRegression { Target = "income" }.Fit(TextSource.File("titanic.csv")));
        Assert.Equal("there are 'sex', 'age', 'passengerClass', 'survived'", exception.Hint);
    }

    [Fact]
    public void Fit_OneColumnOnly_IsRefused()
    {
        var exception = Assert.Throws<DataException>(() => new LogisticRegression().Fit(TextSource.Of("y", ["0", "1"])));
        Assert.Contains("no column is left to predict 'y' from", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Delimiter", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AllExcluded_IsRefused()
    {
        var exception = Assert.Throws<DataException>(
            () => new LogisticRegression { ExcludedColumns = ["a", "b"] }.Fit(TextSource.Of("a,b", ["0,1", "1,0"])));
        Assert.Contains("there is no column left to be the target", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_FeaturesInAnyOrder_KeepsTheOrderOfTheFile()
    {
        LogisticFit fit = new LogisticRegression { Features = ["age", "sex"] }.Fit(TextSource.File("titanic.csv"));
        Assert.Equal(["sex", "age"], fit.Model.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Fit_TextInANumericColumn_NamesTheCell()
    {
        var exception = Assert.Throws<DataException>(
            () => new LogisticRegression { NumericColumns = ["sex"] }.Fit(TextSource.File("titanic.csv")));
        Assert.Equal("sex", exception.Column);
        Assert.Equal(2, exception.Line);
    }
}
