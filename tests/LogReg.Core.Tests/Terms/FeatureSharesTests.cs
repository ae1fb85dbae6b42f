using LogReg.Terms;

namespace LogReg.Tests.Terms;

/// <summary>What a model remembers of the training rows' cells.</summary>
public class FeatureSharesTests
{
    private const string Header = "c,x,w,y";

    private static readonly string[] Rows = ["a,1,1,0", "b,2,2,1", "a,,0,1", ",4,3,0", "b,-3,2,0", "a,9,2,1", "z,99,1,"];

    [Fact]
    public void Fit_Category_RemembersTheShareOfEachLevel()
    {
        // The row without a target does not take part, nor its level.
        CategoricalFeature feature =
            Category(new LogisticRegression { Target = "y", ExcludedColumns = ["w"], MissingHandling = MissingHandling.Impute });
        Assert.Equal(["a", "b", "(missing)"], feature.Levels);
        Assert.Equal([3 / 6.0, 2 / 6.0, 1 / 6.0], feature.Shares);
    }

    [Fact]
    public void Fit_Weights_WeighTheShares() =>
        Assert.Equal(
            [0.3, 0.4, 0.3],
            Category(new LogisticRegression { Target = "y", WeightColumn = "w", MissingHandling = MissingHandling.Impute }).Shares);

    [Fact]
    public void Fit_DroppedRows_DoNotCount() => Assert.Equal(
        [0.5, 0.5],
        Category(new LogisticRegression { Target = "y", ExcludedColumns = ["w"], MissingHandling = MissingHandling.Drop }).Shares);

    [Fact]
    public void Fit_Number_RemembersTheRangeOfTheTrainingRows()
    {
        var feature =
            (NumericFeature)Fit(
                new LogisticRegression { Target = "y", WeightColumn = "w", MissingHandling = MissingHandling.Impute }).Features[1];
        Assert.Equal(-3, feature.Minimum);
        Assert.Equal(9, feature.Maximum);
    }

    [Fact]
    public void Fit_ForcedEmptyColumn_HasNoRange()
    {
        var estimator = new LogisticRegression { Target = "y", Features = ["x", "e"] };
        LogisticModel model = estimator.Fit(TextSource.Of("x,e,y", ["1,,0", "2,,1", "3,,0", "4,,1"])).Model;
        var empty = (NumericFeature)model.Features[1];
        Assert.Null(empty.Minimum);
        Assert.Null(empty.Maximum);
        Assert.Equal(model.Features, Serialization.ModelText.Load(Serialization.ModelText.Of(model)).Features);
    }

    private static CategoricalFeature Category(LogisticRegression estimator) => (CategoricalFeature)Fit(estimator).Features[0];

    private static LogisticModel Fit(LogisticRegression estimator) => estimator.Fit(TextSource.Of(Header, Rows)).Model;
}
