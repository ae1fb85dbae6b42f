using LogReg.Collectives;
using LogReg.Design;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

public class FlicInterceptTests
{
    public static TheoryData<string> Fits => FirthGoldenTests.Fits;

    [Theory]
    [MemberData(nameof(Fits))]
    public void Shift_AfterFirth_AgreesWithTheRefit(string key)
    {
        (StandardizedSample sample, ClassificationData data) = FirthGoldenTests.Load(key);
        SolverResult result = FirthGoldenTests.Fit(data);
        double shift = FlicIntercept.Shift(data, result.Parameters, threads: 1, TestContext.Current.CancellationToken);
        DigitAssert.NineDigits(GoldenFile.Load("firth").Number(key, "flicIntercept"), sample.Original(result.Parameters, 0) + shift);
    }

    [Fact]
    public void Shift_AfterFirth_MakesTheMeanProbabilityTheShare()
    {
        (_, ClassificationData data) = FirthGoldenTests.Load("birthwtWeighted");
        double[] parameters = FirthGoldenTests.Fit(data).Parameters;
        parameters[0] += FlicIntercept.Shift(data, parameters, threads: 1, TestContext.Current.CancellationToken);
        double[] gradient = new double[parameters.Length];
        new LogisticObjective(data, Penalty.None, 1).Evaluate(parameters, gradient, [], TestContext.Current.CancellationToken);
        Assert.Equal(0, gradient[0], 1e-13);
    }

    [Fact]
    public void Shift_OneClassOnly_IsNaN()
    {
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(3)), [1, 1, 0], 2, [1, 2, 0]);
        Assert.True(double.IsNaN(FlicIntercept.Shift(data, [0.5], 1, TestContext.Current.CancellationToken)));
    }
}
