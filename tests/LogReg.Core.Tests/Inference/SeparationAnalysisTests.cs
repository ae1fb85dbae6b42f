using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Tests.Inference;

/// <summary>Data whose answer is known, easy and hard.</summary>
public class SeparationAnalysisTests
{
    [Fact]
    public void Analyze_BreastCancer_IsComplete()
    {
        ClassificationData data = SeparationSamples.File("breast-cancer.csv", "malignant");
        SeparationSamples.AssertSeparates(data, All(569), SeparationSamples.Analyze(data));
    }

    [Fact]
    public void Analyze_Birthwt_IsNoneByOnePass()
    {
        ClassificationData data = SeparationSamples.File("birthwt.csv", "1");
        SolverResult fit = SeparationSamples.Fit(data);
        Assert.True(SeparationAnalysis.ProvesExistence(data, fit, 1, TestContext.Current.CancellationToken));
        SeparationResult result = SeparationSamples.Analyze(data, fit);
        SeparationSamples.AssertSeparates(data, new bool[189], result);
        Assert.Same(fit.Parameters, result.Parameters);
        Assert.Same(data, result.Limit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Analyze_LevelOfOneClass_IsQuasiAndLeavesTheOthersTheirEstimates(int level)
    {
        // The reference level, or another.
        Mixed sample = Mixed.Create(240, seed: 1);
        int[] codes = [.. Enumerable.Range(0, 240).Select(row => row % 4)];
        int[] classes = [.. sample.Classes.Select((value, row) => codes[row] == level ? 1 : value)];
        ClassificationData data = SeparationSamples.Data(sample.Numbers, classes, categories: [codes]);
        bool[] expected = [.. codes.Select(code => code == level)];
        SeparationResult result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, expected, result);
        SeparationSamples.AssertLimit(data, result);
        double[] direction = Assert.Single(result.FreeDirections);

        // Intercept, two numbers, levels 1 to 3. The reference's effect is the intercept's, and what the other levels lack of it.
        double[] pattern = level == 0 ? [1, 0, 0, -1, -1, -1] : [0, 0, 0, 0, 1, 0];
        Assert.Equal(
            pattern, result.Direction.Select(element => element == 0 ? 0 : Math.Round(element / Math.Abs(result.Direction.Max()), 12)));
        Assert.Equal(pattern.Select(element => element == 0), direction.Select(element => element == 0));
        double[] free = [.. SeparationSamples.Fit(data).Parameters];
        int last = level == 0 ? 5 : 4;
        Assert.Equal(free[last], result.Parameters[last], 1e-6);
    }

    [Fact]
    public void Analyze_TiesAtTheBoundary_IsQuasi()
    {
        double[] number = [-3, -2, -1, 0, 0, 0, 1, 2, 3];
        int[] classes = [0, 0, 0, 0, 1, 1, 1, 1, 1];
        ClassificationData data = SeparationSamples.Data([number], classes);
        SeparationResult result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, [.. number.Select(value => value != 0)], result);

        // What is left are the ties: one of class 0, two of class 1.
        DigitAssert.Within(1e-9, -(Math.Log(1 / 3.0) + (2 * Math.Log(2 / 3.0))) / 9, result.Loss);
    }

    [Fact]
    public void Analyze_CombinationOfFeatures_NamesThoseAlone()
    {
        Mixed sample = Mixed.Create(200, seed: 2);
        var random = new Random(3);
        double[] first = new double[200];
        double[] second = new double[200];
        int[] classes = [.. sample.Classes];
        for (int row = 0; row < 200; row += 5)
        {
            // No feature alone separates; the first less the second does.
            first[row] = random.Next(-20, 21);
            second[row] = first[row] + (random.Next(1, 10) * (classes[row] == 1 ? -1 : 1));
        }

        ClassificationData data = SeparationSamples.Data([.. sample.Numbers, first, second], classes);
        SeparationResult result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, [.. Enumerable.Range(0, 200).Select(row => row % 5 == 0)], result);
        SeparationSamples.AssertLimit(data, result);
        Assert.Equal(2, result.FreeDirections.Count);
        Assert.Equal([0, 0], result.Direction[1..3].Select(element => Math.Round(element, 9)));
        Assert.True(result.Direction[3] > 0 && result.Direction[4] < 0);
    }

    [Fact]
    public void Analyze_NestedSeparation_FindsEveryShell()
    {
        // Each column separates its own rows and misleads on those of the columns before it.
        const int Shells = 4;
        var random = new Random(4);
        var numbers = new double[Shells][];
        int[] classes = [.. Enumerable.Range(0, 200).Select(_ => random.Next(2))];
        for (int shell = 0; shell < Shells; shell++)
        {
            numbers[shell] = new double[200];
            for (int row = 0; row < 200; row++)
            {
                int own = row % (Shells + 1);
                double side = classes[row] == 1 ? 1 : -1;
                numbers[shell][row] = own == shell ? side * (1 + random.Next(3)) : own < shell ? -side * random.Next(50) : 0;
            }
        }

        ClassificationData data = SeparationSamples.Data(numbers, classes);
        SeparationResult result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, [.. Enumerable.Range(0, 200).Select(row => row % (Shells + 1) != Shells)], result);
        SeparationSamples.AssertLimit(data, result);
    }

    [Fact]
    public void Analyze_RowsSeparatedAtVeryDifferentRates_FindsAll()
    {
        Mixed sample = Mixed.Create(300, seed: 5);
        double[] number = [.. sample.Classes.Select((value, row) => row % 3 == 0 ? (value == 1 ? 1 : -1) * Math.Pow(10, -(row % 7)) : 0)];
        ClassificationData data = SeparationSamples.Data([.. sample.Numbers, number], sample.Classes);
        SeparationResult result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0)], result);
        SeparationSamples.AssertLimit(data, result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Analyze_AliasedColumns_AreNoFreeDirections(bool separated)
    {
        Mixed sample = Mixed.Create(200, seed: 6);
        double[] sum = [.. sample.Numbers[0].Zip(sample.Numbers[1], (first, second) => first + second)];
        int[] codes = [.. Enumerable.Range(0, 200).Select(row => row % 4)];
        int[] classes = [.. sample.Classes.Select((value, row) => separated && codes[row] == 3 ? 0 : value)];
        ClassificationData data = SeparationSamples.Data([.. sample.Numbers, sum], classes, categories: [codes, codes]);
        SeparationResult result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, [.. codes.Select(code => separated && code == 3)], result);
        Assert.Equal(separated ? 1 : 0, result.FreeDirections.Count);
    }

    [Fact]
    public void Analyze_WeightZero_HidesTheRowThatMixes()
    {
        Mixed sample = Mixed.Create(200, seed: 7);
        int[] codes = [.. Enumerable.Range(0, 200).Select(row => row % 4)];
        int[] classes = [.. sample.Classes.Select((value, row) => row == 2 ? 0 : codes[row] == 2 ? 1 : value)];
        double[] weights = [.. Enumerable.Repeat(1.0, 200)];
        ClassificationData whole = SeparationSamples.Data(sample.Numbers, classes, weights, categories: [codes]);
        SeparationSamples.AssertSeparates(whole, new bool[200], SeparationSamples.Analyze(whole));

        ClassificationData without =
            SeparationSamples.Data(
                sample.Numbers, classes, [.. weights.Select((weight, row) => row == 2 ? 0 : weight)], categories: [codes]);
        SeparationResult result = SeparationSamples.Analyze(without);
        SeparationSamples.AssertSeparates(without, [.. codes.Select((code, row) => code == 2 && row != 2)], result);
    }

    [Fact]
    public void Analyze_ExtremeWeightsAndOffsets_ChangeNothing()
    {
        Mixed sample = Mixed.Create(200, seed: 8);
        double[] weights = [.. Enumerable.Range(0, 200).Select(row => Math.Pow(10, (row % 9) - 4))];
        double[] offsets = [.. Enumerable.Range(0, 200).Select(row => (row % 11) - 5.0)];
        ClassificationData regular = SeparationSamples.Data(sample.Numbers, sample.Classes, weights, offsets);
        SeparationSamples.AssertSeparates(regular, new bool[200], SeparationSamples.Analyze(regular));

        double[] huge = [.. sample.Classes.Select(value => value == 1 ? 500.0 : -500)];
        ClassificationData misled = SeparationSamples.Data(sample.Numbers, sample.Classes, null, huge);
        Assert.Equal(SeparationKind.None, SeparationSamples.Analyze(misled).Kind);
    }

    [Fact]
    public void Analyze_HardButRegularData_IsNone()
    {
        var random = new Random(9);
        double[] number = [.. Enumerable.Range(0, 400).Select(row => (row - 199.5) / 100)];

        // One pair of neighbours on the wrong sides.
        int[] almost = [.. number.Select(value => value > 0 ? 1 : 0)];
        (almost[199], almost[200]) = (1, 0);
        AssertNone([number], almost);

        // One event in many rows, and one outlier.
        double[] outlier = [.. number];
        outlier[7] = 1e6;
        int[] rare = new int[400];
        rare[150] = 1;
        AssertNone([outlier], rare);

        // Columns that differ by little.
        double[] near = [.. number.Select(value => value + (1e-4 * random.NextDouble()))];
        AssertNone([number, near], [.. number.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-value)) ? 1 : 0)]);

        static void AssertNone(double[][] numbers, int[] classes)
        {
            ClassificationData data = SeparationSamples.Data(numbers, classes);
            SeparationSamples.AssertSeparates(data, new bool[classes.Length], SeparationSamples.Analyze(data));
        }
    }

    [Fact]
    public void Analyze_SeparationLostInRounding_ClaimsNoEstimate()
    {
        // Ties, and rows so near to them that no tolerance tells both apart: whatever is said, it must not be that the estimate exists.
        double[] number = [.. Enumerable.Range(0, 60).Select(row => row % 3 == 0 ? 0 : row % 3 == 1 ? 1e-14 : -1e-14), 1, -1];
        int[] classes = [.. Enumerable.Range(0, 60).Select(row => row % 3 == 0 ? row % 2 : row % 3 == 1 ? 1 : 0), 1, 0];
        ClassificationData data = SeparationSamples.Data([number], classes);
        SeparationResult result = SeparationSamples.Analyze(data);
        Assert.NotEqual(SeparationKind.None, result.Kind);
    }

    [Fact]
    public void Analyze_MoreColumnsThanRows_IsComplete()
    {
        var random = new Random(10);
        double[][] numbers =
        [
            .. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 40).Select(_ => (double)random.Next(-9, 10)).ToArray()),
        ];
        int[] classes = [.. Enumerable.Range(0, 40).Select(row => row % 2)];
        ClassificationData data = SeparationSamples.Data(numbers, classes);
        SeparationSamples.AssertSeparates(data, All(40), SeparationSamples.Analyze(data));
    }

    [Fact]
    public void Analyze_ThousandColumns_FindsTheLevelsOfOneClass()
    {
        const int Levels = 1000;
        Mixed sample = Mixed.Create(6 * Levels, seed: 11);
        int[] codes = [.. Enumerable.Range(0, 6 * Levels).Select(row => row % Levels)];

        // Three rows of each class in a level, but in every hundredth.
        int[] classes = [.. codes.Select((code, row) => code % 100 == 50 ? code / 100 % 2 : row / Levels % 2)];
        ClassificationData data = SeparationSamples.Data(sample.Numbers, classes, categories: [codes]);
        SeparationResult result = SeparationSamples.Analyze(data, SeparationSamples.Fit(data, tolerance: 1e-4));
        SeparationSamples.AssertSeparates(data, [.. codes.Select(code => code % 100 == 50)], result);
        SeparationSamples.AssertLimit(data, result);
        Assert.Equal(10, result.FreeDirections.Count);
        for (int parameter = 0; parameter < result.Direction.Length; parameter++)
        {
            int level = parameter - 2;
            Assert.Equal(level % 100 == 50 && level > 0 ? (level / 100 % 2 == 1 ? 1 : -1) : 0, Math.Sign(result.Direction[parameter]));
        }
    }

    [Fact]
    public void Analyze_AnyNumberOfThreads_GivesTheSameBits()
    {
        Mixed sample = Mixed.Create(9000, seed: 12);
        int[] codes = [.. Enumerable.Range(0, 9000).Select(row => row % 5)];
        int[] classes =
        [
            .. sample.Classes.Select((value, row) => codes[row] == 4 && sample.Numbers[0][row] > 0 ? 1 : codes[row] == 4 ? 0 : value),
        ];
        ClassificationData data = SeparationSamples.Data(
            [.. sample.Numbers, [.. sample.Numbers[0].Select((value, row) => codes[row] == 4 ? value : 0)]], classes, categories: [codes]);
        SolverResult fit = SeparationSamples.Fit(data);
        SeparationResult one = SeparationSamples.Analyze(data, fit, threads: 1);
        SeparationResult three = SeparationSamples.Analyze(data, fit, threads: 3);
        Assert.Equal(SeparationKind.Quasi, one.Kind);
        Assert.Equal(one.Direction, three.Direction);
        Assert.Equal(one.Parameters, three.Parameters);
        Assert.Equal(one.Loss, three.Loss);
    }

    [Fact]
    public void Analyze_Cancelled_Throws()
    {
        ClassificationData data = SeparationSamples.File("birthwt.csv", "1");
        SolverResult fit = SeparationSamples.Fit(data);
        Assert.ThrowsAny<OperationCanceledException>(() => SeparationAnalysis.Analyze(data, fit, 1, new CancellationToken(canceled: true)));
    }

    private static bool[] All(int count) => [.. Enumerable.Repeat(true, count)];

    /// <summary>Two columns of numbers, and classes that mix everywhere.</summary>
    private sealed record Mixed(double[][] Numbers, int[] Classes)
    {
        public static Mixed Create(int rowCount, int seed)
        {
            var random = new Random(seed);
            double[][] numbers =
            [
                .. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, rowCount).Select(_ => (double)random.Next(-50, 51)).ToArray()),
            ];
            return new Mixed(numbers, [.. numbers[0].Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-value / 40)) ? 1 : 0)]);
        }
    }
}
