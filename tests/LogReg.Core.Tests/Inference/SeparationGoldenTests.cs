using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>The same separated rows as a linear program for each row finds; the script is Golden/separation.py.</summary>
public class SeparationGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("separation");

    public static TheoryData<string> Sets { get; } = [.. Golden.Names().Where(name => name.StartsWith("set", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Sets))]
    public void Analyze_RandomData_AgreesWithLinearPrograms(string set)
    {
        ClassificationData data = DataOf(set);
        bool[] separated = [.. Golden.Numbers(set, "separated").Select(flag => flag == 1)];
        SeparationSamples.AssertSeparates(data, separated, SeparationSamples.Analyze(data));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Analyze_FitsThatStoppedElsewhere_AgreeWithLinearPrograms(string set)
    {
        ClassificationData data = DataOf(set);
        bool[] separated = [.. Golden.Numbers(set, "separated").Select(flag => flag == 1)];
        SolverResult[] fits =
        [
            SeparationSamples.Fit(data, maxIterations: 2),
            SeparationSamples.Fit(data, tolerance: 1e-14),
            SeparationSamples.Fit(new LbfgsSolver(), data, 1e-7, 300),
            SeparationSamples.Fit(new GradientDescentSolver(), data, 1e-4, 20),
        ];
        Assert.All(fits, fit => SeparationSamples.AssertSeparates(data, separated, SeparationSamples.Analyze(data, fit)));
    }

    private static ClassificationData DataOf(string set)
    {
        double[][] numbers = [.. Golden.Names(set, "columns").Select(name => Golden.Numbers(set, "columns", name))];
        return SeparationSamples.Data(numbers, [.. Golden.Numbers(set, "classes").Select(value => (int)value)]);
    }
}
