using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

public class WorkingSetTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Random Random = new(5);
    private static readonly int RowCount = 300;
    private static readonly double[][] Numbers =
    [
        .. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, RowCount).Select(_ => (Random.NextDouble() * 4) - 2).ToArray()),
    ];
    private static readonly double[] Weights = [.. Enumerable.Range(0, RowCount).Select(_ => Random.NextDouble() + 0.5)];
    private static readonly int[] Draws = [.. Enumerable.Range(0, RowCount).Select(_ => Random.Next(6))];

    public static TheoryData<int, bool> Problems { get; } = new() { { 2, true }, { 2, false }, { 3, true }, { 3, false } };

    [Theory]
    [MemberData(nameof(Problems))]
    public void Evaluate_SomeColumns_IsTheLossWithTheOthers0(int classCount, bool isDense)
    {
        ClassificationData data = CreateData(classCount, isDense);
        WorkingSet set = CreateSet(data, [0, 2, 1]);
        double[] own = Point(set);
        double[] gradient = new double[own.Length];
        double loss = set.Evaluate(own, gradient, None).Loss;

        double[] all = ToAll(data, set, own);
        IObjective objective = classCount == 2
            ? new LogisticObjective(data, Penalty.None, 1)
            : new SoftmaxObjective(data, Penalty.None, 1, hasReference: false);
        double[] allGradient = new double[all.Length];
        DigitAssert.Within(1e-14, objective.Evaluate(all, allGradient, [], None).Loss, loss);
        AssertNear(FromAll(data, set, allGradient), gradient, 1e-14);
    }

    /// <summary>Columns that come in at 0 change neither loss nor residuals: their gradient is found without a pass over the
    /// others.</summary>
    [Theory]
    [MemberData(nameof(Problems))]
    public void Evaluate_SamePointOfMoreOrFewerColumns_IsThatOfANewSet(int classCount, bool isDense)
    {
        ClassificationData data = CreateData(classCount, isDense);
        WorkingSet set = CreateSet(data, [0, 2, 1]);
        set.Evaluate(Point(set), new double[set.ParameterCount], None);
        foreach (int[] columns in new int[][] { [0, 2, 1, 3, 4], [0, 2, 1, 4], [0, 1, 2] })
        {
            set.Choose(columns, None);
            double[] all = ToAll(data, CreateSet(data, [0, 2, 1]), Point(CreateSet(data, [0, 2, 1])));
            double[] gradient = new double[set.ParameterCount];
            ObjectiveEvaluation evaluation = set.Evaluate(FromAll(data, set, all), gradient, None);

            WorkingSet other = CreateSet(data, columns);
            double[] expected = new double[other.ParameterCount];
            Assert.Equal(other.Evaluate(FromAll(data, other, all), expected, None).Loss, evaluation.Loss, 1e-15);
            AssertNear(expected, gradient, 1e-15);
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void ModelAt_AfterRenewal_HasTheHessian(int classCount, bool isDense)
    {
        ClassificationData data = CreateData(classCount, isDense);
        WorkingSet set = CreateSet(data, [0, 1, 2, 3, 4]);
        double[] point = Point(set);
        double[] gradient = new double[point.Length];
        set.Evaluate(point, gradient, None);
        set.RenewModel(point, None);
        IQuadraticModel model = set.ModelAt(gradient);

        IObjective objective = classCount == 2
            ? new LogisticObjective(data, Penalty.None, 1)
            : new SoftmaxObjective(data, Penalty.None, 1, hasReference: false);
        double[] hessian = new double[point.Length * point.Length];
        objective.Evaluate(point, new double[point.Length], hessian, None);
        for (int row = 0; row < point.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                DigitAssert.Near(1e-14, hessian[(row * point.Length) + column], model.Matrix![(row * point.Length) + column]);
                DigitAssert.Near(1e-14, hessian[(row * point.Length) + column], model.Matrix![(column * point.Length) + row]);
            }
        }
    }

    /// <summary>The matrix grows by the rows of new columns, with the curvatures as they were: at the same point that is the whole
    /// matrix.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Choose_MoreColumnsAtTheSamePoint_GrowsTheMatrix(bool isDense)
    {
        ClassificationData data = CreateData(2, isDense);
        WorkingSet set = CreateSet(data, [0, 3]);
        double[] point = [0.2, -0.6];
        set.Evaluate(point, new double[2], None);
        set.RenewModel(point, None);
        set.Choose([0, 3, 4, 1], None);
        double[] matrix = set.ModelAt(new double[4]).Matrix!;

        WorkingSet other = CreateSet(data, [0, 3, 4, 1]);
        other.Evaluate([0.2, -0.6, 0, 0], new double[4], None);
        other.RenewModel([0.2, -0.6, 0, 0], None);
        AssertNear(other.ModelAt(new double[4]).Matrix!, matrix, 1e-15);
    }

    /// <summary>Without its matrix the model has the same slopes as with it.</summary>
    [Fact]
    public void ResidualModel_Moves_HasTheSlopesOfTheMatrix()
    {
        ClassificationData data = CreateData(2, isDense: false);
        double[] curvatures = [.. Enumerable.Range(0, RowCount).Select(row => 0.05 + (0.2 * Weights[row] / 2))];
        int length = data.Design.ParameterCount;
        double[] matrix = new double[length * length];
        var columns = new ColumnAccess(data.Design);
        for (int first = 0; first < length; first++)
        {
            for (int second = 0; second < length; second++)
            {
                double[] product = new double[RowCount];
                columns.Add(second, 1, product);
                matrix[(first * length) + second] =
                    columns.Product(first, [.. product.Select((value, row) => value * curvatures[row])]) / data.WeightSum;
            }
        }

        double[] gradient = [.. Enumerable.Range(0, length).Select(place => 0.1 * place)];
        double[] diagonal = [.. Enumerable.Range(0, length).Select(place => matrix[place * (length + 1)])];
        var gram = new GramModel(matrix, gradient);
        var residual = new ResidualModel(data.Design, gradient, diagonal, [curvatures], null, data.WeightSum);
        foreach ((int place, double change) in new[] { (0, 0.5), (3, -1.25), (length - 1, 2), (1, 0.125) })
        {
            gram.Move(place, change);
            residual.Move(place, change);
            for (int other = 0; other < length; other++)
            {
                DigitAssert.Near(1e-14, gram.SlopeOf(other), residual.SlopeOf(other));
            }
        }
    }

    private static ClassificationData CreateData(int classCount, bool isDense)
    {
        double[] ones = new double[RowCount];
        Array.Fill(ones, 1);
        DesignMatrix design = isDense
            ? new DesignMatrix([new DesignChunk([new DenseGroup(0, [ones, .. Numbers])], RowCount)], 5, [0, 1, 2, 3, 4])
            : ObjectiveSamples.CreateDesign(Numbers[..1], [[.. Draws.Select(draw => draw % 3)], [.. Draws.Select(draw => draw / 3)]]);
        int[] classes = [.. Enumerable.Range(0, RowCount).Select(row => row * 7 % classCount)];
        return new ClassificationData(design, classes, classCount, Weights, null);
    }

    private static WorkingSet CreateSet(ClassificationData data, int[] columns)
    {
        WorkingSet set = new ObjectiveFactory(threads: 2).WorkingSet(data, hasReference: false);
        set.Choose(columns, None);
        return set;
    }

    private static double[] Point(WorkingSet set) =>
        [.. Enumerable.Range(0, set.ParameterCount).Select(place => 0.3 * Math.Cos(place + 1))];

    private static double[] ToAll(ClassificationData data, WorkingSet set, double[] own)
    {
        double[] all = new double[set.EquationCount * data.Design.ParameterCount];
        for (int place = 0; place < own.Length; place++)
        {
            all[(place / set.Columns.Count * data.Design.ParameterCount) + set.Columns[place % set.Columns.Count]] = own[place];
        }

        return all;
    }

    private static double[] FromAll(ClassificationData data, WorkingSet set, double[] all) =>
        [.. Enumerable.Range(0, set.ParameterCount).Select(
            place => all[(place / set.Columns.Count * data.Design.ParameterCount) + set.Columns[place % set.Columns.Count]])];

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int place = 0; place < expected.Length; place++)
        {
            DigitAssert.Near(tolerance, expected[place], actual[place], $"{place}");
        }
    }
}
