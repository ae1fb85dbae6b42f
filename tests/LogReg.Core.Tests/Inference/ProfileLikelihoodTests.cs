using LogReg.Collectives;
using LogReg.Design;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>Profile intervals against exact ones; the scripts are Golden/profile.R and Golden/firth.R.</summary>
public class ProfileLikelihoodTests
{
    public static TheoryData<string> FirthFits => FirthGoldenTests.Fits;

    [Theory]
    [InlineData("vaso")]
    [InlineData("birthwt")]
    [InlineData("birthwtWeighted")]
    public void Find_MaximumLikelihood_AgreesWithRefits(string key)
    {
        GoldenFile golden = GoldenFile.Load("profile");
        StandardizedSample sample = key == "vaso" ? StandardizedSample.Vaso() : StandardizedSample.Birthwt();
        ClassificationData data = sample.Data(key == "birthwtWeighted" ? [.. sample.Numbers("lwt").Select(lwt => (lwt % 3) + 1)] : null);
        var objective = new LogisticObjective(data, Penalty.None, threads: 1);
        SolverResult result = Fit(objective);
        DigitAssert.NineDigits(golden.Number(key, "deviance"), 2 * data.WeightSum * result.Evaluation.Loss, "deviance");
        for (int parameter = 0; parameter < sample.Names.Count; parameter++)
        {
            DigitAssert.NineDigits(
                golden.Number(key, "coefficients", sample.Names[parameter]),
                sample.Original(result.Parameters, parameter),
                sample.Names[parameter]);
        }

        AssertIntervals(golden, key, sample, objective, data.WeightSum, result);
    }

    [Theory]
    [MemberData(nameof(FirthFits))]
    public void Find_Firth_AgreesWithRefits(string key)
    {
        (StandardizedSample sample, ClassificationData data) = FirthGoldenTests.Load(key);
        AssertIntervals(
            GoldenFile.Load("firth"), key, sample, new FirthObjective(data, threads: 1), data.WeightSum, FirthGoldenTests.Fit(data));
    }

    [Fact]
    public void Find_QuasiSeparation_IsUnboundedOnOneSideAndExactOnTheOther()
    {
        GoldenFile golden = GoldenFile.Load("profile");
        StandardizedSample sample = StandardizedSample.Endometrial();
        ClassificationData data = sample.Data();
        var objective = new LogisticObjective(data, Penalty.None, threads: 1);
        SolverResult result = Fit(objective);
        ConfidenceInterval separating = Find(objective, data.WeightSum, result, sample.Functional(1));
        Assert.Equal(double.PositiveInfinity, separating.Upper);
        DigitAssert.Within(1e-8, golden.Number("endometrialSeparated", "nvLower"), separating.Lower);
        foreach (int parameter in new[] { 2, 3 })
        {
            string name = sample.Names[parameter];
            ConfidenceInterval interval = Find(objective, data.WeightSum, result, sample.Functional(parameter));
            DigitAssert.Within(1e-8, golden.Number("endometrialSeparated", "lower", name), interval.Lower, name);
            DigitAssert.Within(1e-8, golden.Number("endometrialSeparated", "upper", name), interval.Upper, name);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999999)]
    public void Find_AnyConfidence_ReachesTheLevel(double confidence)
    {
        // In a model of the intercept alone the profile is the likelihood itself.
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(20)), [1, .. new int[19]], 2);
        var objective = new LogisticObjective(data, Penalty.None, 1);
        SolverResult result = Fit(objective);
        ConfidenceInterval interval =
            ProfileLikelihood.Find(objective, 20, result.Parameters, [1], confidence, TestContext.Current.CancellationToken);
        foreach (double bound in new[] { interval.Lower, interval.Upper })
        {
            double value = objective.Evaluate([bound], new double[1], [], TestContext.Current.CancellationToken).Value;
            DigitAssert.Within(1e-9, ChiSquared.Quantile(confidence), 40 * (value - result.Evaluation.Value), $"{bound}");
        }

        Assert.InRange(interval.Lower, -100, result.Parameters[0]);
        Assert.InRange(interval.Upper, result.Parameters[0], 100);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_FirthOnBreastCancer_IsFinite(bool separated)
    {
        string[] columns = separated
            ? ["mean texture", "mean smoothness", "mean symmetry"]
            : ["mean radius", "mean texture", "mean perimeter", "mean area", "mean smoothness"];
        var sample = new StandardizedSample("breast-cancer.csv", "diagnosis", columns, []);
        ClassificationData data = sample.Data();
        if (separated)
        {
            // The rows by the sign of a direction: no maximum-likelihood estimate exists.
            double[] logOdds = new double[sample.Classes.Length];
            sample.Design.Blocks[0].AddProduct([0.5, 1, -0.5, 0.7], logOdds);
            data = new ClassificationData(sample.Design, [.. logOdds.Select(value => value > 0 ? 1 : 0)], 2);
        }

        var objective = new FirthObjective(data, threads: 1);
        SolverResult result = Fit(objective);
        Assert.True(result.Termination is TerminationReason.Gradient or TerminationReason.Precision, result.Termination.ToString());
        for (int parameter = 0; parameter < sample.Names.Count; parameter++)
        {
            double[] functional = new double[sample.Names.Count];
            functional[parameter] = 1;
            ConfidenceInterval interval = Find(objective, data.WeightSum, result, functional);
            Assert.True(
                interval.Lower < result.Parameters[parameter] && result.Parameters[parameter] < interval.Upper, $"{parameter}: {interval}");
            Assert.True(double.IsFinite(interval.Lower) && double.IsFinite(interval.Upper), $"{parameter}: {interval}");

            // Under complete separation the penalised likelihood has more than one mode far out, and a fit can end in any.
            if (!separated)
            {
                AssertReachesTheLevel(objective, data.WeightSum, result, parameter, interval.Lower);
                AssertReachesTheLevel(objective, data.WeightSum, result, parameter, interval.Upper);
            }
        }
    }

    [Fact]
    public void Find_OneClassOnly_HasOneBound()
    {
        // 20·log(1 + e^−b) = χ²/2 is where the probability of 20 rows of one class falls to the level.
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(20)), [.. Enumerable.Repeat(1, 20)], 2);
        ConfidenceInterval interval = ProfileLikelihood.Find(
            new LogisticObjective(data, Penalty.None, 1), 20, [15], [1], 0.95, TestContext.Current.CancellationToken);
        double share = Math.Exp(-ChiSquared.Quantile(0.95) / 40);
        DigitAssert.NineDigits(Math.Log(share / (1 - share)), interval.Lower);
        Assert.Equal(double.PositiveInfinity, interval.Upper);
    }

    [Fact]
    public void Find_AliasedParameter_IsNaN()
    {
        double[] x = [0.5, -1, 2, 0.25, -2, 1, 0.1, -0.3];
        double[] ones = [1, 1, 1, 1, 1, 1, 1, 1];
        var design =
            new DesignMatrix([new DesignChunk([new DenseGroup(0, [ones, x, x.Select(value => value + 1).ToArray()])], 8)], 3, [0, 1, 2]);
        var data = new ClassificationData(design, [1, 0, 1, 0, 1, 0, 0, 1], 2);
        foreach (IObjective objective in new IObjective[] { new LogisticObjective(data, Penalty.None, 1), new FirthObjective(data, 1) })
        {
            SolverResult result = Fit(objective);
            ConfidenceInterval aliased = Find(objective, 8, result, [0, 0, 1]);
            ConfidenceInterval kept = Find(objective, 8, result, [0, 1, 0]);
            Assert.True(double.IsNaN(aliased.Lower) && double.IsNaN(aliased.Upper));
            Assert.True(kept.Lower < result.Parameters[1] && result.Parameters[1] < kept.Upper, kept.ToString());
        }
    }

    [Fact]
    public void Find_BadArguments_Throws()
    {
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(2)), [0, 1], 2);
        var objective = new LogisticObjective(data, Penalty.None, 1);
        Assert.Throws<ArgumentException>(() => ProfileLikelihood.Find(objective, 2, [0, 0], [1], 0.95, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => ProfileLikelihood.Find(objective, 2, [0], [1, 1], 0.95, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProfileLikelihood.Find(objective, 2, [0], [1], 1, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ProfileLikelihood.Find(objective, 2, [0], [1], double.NaN, CancellationToken.None));
    }

    // A fit of the other parameters, with this one held at the bound, lies lower by the quantile.
    private static void AssertReachesTheLevel(IObjective objective, double weightSum, SolverResult result, int parameter, double bound)
    {
        double[] start = [.. result.Parameters];
        start[parameter] = bound;
        var held = new HeldObjective(objective, parameter, bound);
        SolverResult fit = new NewtonSolver().Minimize(
            held, start, new SolverOptions(2000, 1e-12), null, TestContext.Current.CancellationToken);
        Assert.True(fit.Termination is TerminationReason.Gradient or TerminationReason.Precision, fit.Termination.ToString());
        DigitAssert.Within(
            1e-7, ChiSquared.Quantile(0.95), 2 * weightSum * (fit.Evaluation.Value - result.Evaluation.Value), $"{parameter}: {bound}");
    }

    private static void AssertIntervals(
        GoldenFile golden, string key, StandardizedSample sample, IObjective objective, double weightSum, SolverResult result)
    {
        for (int parameter = 0; parameter < sample.Names.Count; parameter++)
        {
            string name = sample.Names[parameter];
            ConfidenceInterval interval = Find(objective, weightSum, result, sample.Functional(parameter));
            DigitAssert.Within(1e-8, golden.Number(key, "lower", name), interval.Lower, $"lower {name}");
            DigitAssert.Within(1e-8, golden.Number(key, "upper", name), interval.Upper, $"upper {name}");
        }
    }

    private static ConfidenceInterval Find(IObjective objective, double weightSum, SolverResult result, double[] functional) =>
        ProfileLikelihood.Find(objective, weightSum, result.Parameters, functional, 0.95, TestContext.Current.CancellationToken);

    private static SolverResult Fit(IObjective objective) => new NewtonSolver().Minimize(
        objective, new double[objective.ParameterCount], new SolverOptions(500, 1e-12), null, TestContext.Current.CancellationToken);

    // A parameter that stays where it is, whatever the solver says.
    private sealed class HeldObjective(IObjective objective, int parameter, double value) : IObjective
    {
        public int ParameterCount => objective.ParameterCount;

        public ObjectiveEvaluation Evaluate(
            ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
        {
            double[] all = parameters.ToArray();
            all[parameter] = value;
            ObjectiveEvaluation evaluation = objective.Evaluate(all, gradient, hessian, cancellationToken);
            gradient[parameter] = 0;
            for (int other = 0; !hessian.IsEmpty && other < all.Length; other++)
            {
                hessian[(parameter * all.Length) + other] = 0;
                hessian[(other * all.Length) + parameter] = 0;
            }

            return evaluation;
        }
    }
}
