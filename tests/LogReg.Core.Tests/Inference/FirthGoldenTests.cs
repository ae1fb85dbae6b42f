using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>The same numbers as R's brglm2; the script that made them is Golden/firth.R.</summary>
public class FirthGoldenTests
{
    public static TheoryData<string> Fits { get; } = ["endometrial", "birthwt", "birthwtWeighted", "birthwtOffset"];

    [Theory]
    [MemberData(nameof(Fits))]
    public void Minimize_Firth_AgreesWithBrglm(string key)
    {
        GoldenFile golden = GoldenFile.Load("firth");
        (StandardizedSample sample, ClassificationData data) = Load(key);
        SolverResult result = Fit(data);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        for (int parameter = 0; parameter < sample.Names.Count; parameter++)
        {
            string name = sample.Names[parameter];
            DigitAssert.NineDigits(golden.Number(key, "coefficients", name), sample.Original(result.Parameters, parameter), name);
        }

        DigitAssert.NineDigits(golden.Number(key, "logLikelihood"), -result.Evaluation.Loss * data.WeightSum, "logLikelihood");
    }

    internal static SolverResult Fit(ClassificationData data)
    {
        var objective = new FirthObjective(data, threads: 1);
        return new NewtonSolver().Minimize(
            objective, new double[objective.ParameterCount], new SolverOptions(500, 1e-12), null, TestContext.Current.CancellationToken);
    }

    internal static (StandardizedSample Sample, ClassificationData Data) Load(string key)
    {
        StandardizedSample sample = key == "endometrial" ? StandardizedSample.Endometrial() : StandardizedSample.Birthwt();
        return (sample, key switch
        {
            "birthwtWeighted" => sample.Data(weights: [.. sample.Numbers("lwt").Select(lwt => (lwt % 3) + 1)]),
            "birthwtOffset" => sample.Data(offsets: [.. sample.Numbers("ftv").Select(ftv => (0.1 * ftv) - 0.2)]),
            _ => sample.Data(),
        });
    }
}
