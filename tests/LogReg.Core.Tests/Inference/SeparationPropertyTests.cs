using CsCheck;
using LogReg.Objectives;

namespace LogReg.Tests.Inference;

/// <summary>Generated data whose answer is known: rows that occur with both classes can never be separated, and rows on the sides of a
/// planted plane can.</summary>
public class SeparationPropertyTests
{
    private const int Iterations = 60;

    private static readonly Gen<double[]> Row = Gen.Int[-3, 3].Select(value => (double)value).Array[4];

    private static readonly Gen<int[]> Plane = Gen.Int[-2, 2].Array[5].Where(plane => plane.Skip(1).Any(element => element != 0));

    [Fact]
    public void Analyze_EveryRowWithBothClasses_IsNone() => Row.Array[6, 30].Sample(
        rows => AssertFound([], rows, null, null), iter: Iterations);

    [Fact]
    public void Analyze_RowsOnTheSidesOfAPlane_IsComplete() => Gen.Select(Row.Array[6, 40], Plane).Sample(
        (rows, plane) => AssertFound([.. rows.Where(row => Side(row, plane) != 0)], [], plane, null), iter: Iterations);

    [Fact]
    public void Analyze_MixedRowsInThePlane_IsQuasi() => Gen.Select(Row.Array[10, 40], Plane).Sample(
        (rows, plane) =>
            AssertFound([.. rows.Where(row => Side(row, plane) != 0)], [.. rows.Where(row => Side(row, plane) == 0)], plane, null),
        iter: 2 * Iterations);

    [Fact]
    public void Analyze_WeightsAndOffsets_ChangeNothing() => Gen.Select(Row.Array[10, 40], Plane, Gen.Int[0, int.MaxValue - 1]).Sample(
        (rows, plane, seed) => AssertFound(
            [.. rows.Where(row => Side(row, plane) != 0)], [.. rows.Where(row => Side(row, plane) == 0)], plane, new Random(seed)),
        iter: 2 * Iterations);

    /// <summary>Far out, where hardly a row tells of curvature, Newton's method takes columns for dependent that are not: the rows at the
    /// limit are fitted all the same.</summary>
    [Fact]
    public void Analyze_RowsWhoseFitHasNoCurvatureAtItsStart_FindsTheLimit()
    {
        double[][] rows =
        [
            [2, 1, 2, -3], [-3, 2, 1, 3], [2, 2, -3, 2], [-2, -2, 2, -1], [-2, -1, 3, 1], [0, 0, 2, -2], [-1, 3, 3, -2], [0, 2, 1, 3],
            [-2, 2, 1, 0], [3, 2, 1, 2],
        ];
        int[] plane = [0, 1, -2, -2, -2];
        AssertFound(
            [.. rows.Where(row => Side(row, plane) != 0)], [.. rows.Where(row => Side(row, plane) == 0)], plane, new Random(750327676));
    }

    private static int Side(double[] row, int[] plane) =>
        Math.Sign(plane[0] + row.Select((value, index) => plane[index + 1] * value).Sum());

    private static void AssertFound(double[][] sided, double[][] mixed, int[]? plane, Random? random)
    {
        int[] classes = [.. sided.Select(row => Side(row, plane!) > 0 ? 1 : 0), .. mixed.Select(_ => 0), .. mixed.Select(_ => 1)];
        if (classes.Distinct().Count() < 2)
        {
            return;
        }

        double[][] rows = [.. sided, .. mixed, .. mixed];
        double[][] numbers = [.. Enumerable.Range(0, 4).Select(column => rows.Select(row => row[column]).ToArray())];
        double[]? weights = random is null ? null : [.. classes.Select(_ => Math.Pow(10, (random.NextDouble() * 4) - 2))];
        double[]? offsets = random is null ? null : [.. classes.Select(_ => (random.NextDouble() * 8) - 4)];
        ClassificationData data = SeparationSamples.Data(numbers, classes, weights, offsets);
        bool[] expected = [.. classes.Select((_, row) => row < sided.Length)];
        var result = SeparationSamples.Analyze(data);
        SeparationSamples.AssertSeparates(data, expected, result);
        if (mixed.Length > 0)
        {
            SeparationSamples.AssertLimit(data, result);
        }
    }
}
