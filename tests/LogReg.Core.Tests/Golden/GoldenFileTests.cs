namespace LogReg.Tests.Golden;

public class GoldenFileTests
{
    [Fact]
    public void Number_AtPath_IsTheNumberOfTheFile()
    {
        GoldenFile golden = GoldenFile.Load("glm");

        Assert.Equal("glm.R", golden.Text("script"));
        Assert.Equal(1046, golden.Number("titanic", "rows"));
        Assert.Equal(5, golden.Numbers("titanic", "firstFitted").Length);
        Assert.Equal(
            ["(intercept)", "sex=male", "age", "passengerClass=2nd", "passengerClass=3rd"],
            golden.Names("titanic", "coefficients"));
        Assert.Equal("age", golden.NamedNumbers("titanic", "standardErrors")[2].Key);
    }

    [Fact]
    public void Load_UnknownFileOrPath_Throws()
    {
        Assert.Throws<ArgumentException>(() => GoldenFile.Load("nothing"));
        Assert.Throws<ArgumentException>(() => GoldenFile.Load("glm").Number("titanic", "nothing"));
    }

    /// <summary>The log-likelihood, deviance and AIC of one fit are one number in three coats.</summary>
    [Theory]
    [InlineData("titanic")]
    [InlineData("birthwt")]
    [InlineData("birthwtNumericRace")]
    [InlineData("spector")]
    [InlineData("birthwtWeighted")]
    [InlineData("birthwtOffset")]
    public void Glm_DevianceAndAic_FollowFromTheLogLikelihood(string fit)
    {
        GoldenFile golden = GoldenFile.Load("glm");
        double logLikelihood = golden.Number(fit, "logLikelihood");
        int coefficients = golden.Names(fit, "coefficients").Count;

        Assert.Equal(-2 * logLikelihood, golden.Number(fit, "deviance"), 1e-11);
        Assert.Equal((-2 * logLikelihood) + (2 * coefficients), golden.Number(fit, "aic"), 1e-11);
    }

    [Theory]
    [InlineData("titanic.csv", 1309)]
    [InlineData("birthwt.csv", 189)]
    [InlineData("breast-cancer.csv", 569)]
    [InlineData("iris.csv", 150)]
    [InlineData("spector.csv", 32)]
    public void PathOf_DataFile_HasItsRows(string fileName, int rows)
    {
        Assert.Equal(rows + 1, File.ReadAllLines(TestData.PathOf(fileName)).Length);
    }
}
