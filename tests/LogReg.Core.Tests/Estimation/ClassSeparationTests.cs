using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Estimation;

public class ClassSeparationTests
{
    [Fact]
    public void SeparatedClasses_OneClassApart_IsNamed()
    {
        double[] logProbabilities = [-0.1, -3, -3, -4, -0.5, -1, -4, -1, -0.5, -4, -0.4, -1.2];
        Assert.Equal([0], ClassSeparation.SeparatedClasses(RowParts.Whole(4), logProbabilities, [0, 1, 2, 2], 3));
    }

    [Fact]
    public void SeparatedClasses_ARowOnTheWrongSide_IsNoSeparation()
    {
        double[] logProbabilities = [-0.1, -3, -3, -0.2, -2.5, -3, -4, -1, -0.5];
        Assert.DoesNotContain(0, ClassSeparation.SeparatedClasses(RowParts.Whole(3), logProbabilities, [0, 1, 2], 3));
    }

    [Fact]
    public void Fit_IrisUnpenalised_WarnsThatSetosaStandsApart()
    {
        LogisticFit fit = new LogisticRegression().Fit(CsvSource.FromFile(TestData.PathOf("iris.csv")));
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(FitWarningKind.QuasiSeparation, warning.Kind);
        Assert.Contains("setosa", warning.Message);
        Assert.DoesNotContain("virginica", warning.Message);
        Assert.Equal([warning.Message], fit.Model.Training.Warnings);
    }

    [Fact]
    public void Fit_IrisUnderRidge_DoesNotWarn() =>
        Assert.Empty(
            new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01 }.Fit(
                CsvSource.FromFile(TestData.PathOf("iris.csv"))).Warnings);
}
