using LogReg.Design;
using LogReg.Estimation;
using LogReg.Solvers;
using LogReg.Storage;

namespace LogReg.Tests.Estimation;

public class SolverChoiceTests
{
    [Theory]
    [InlineData(28, 1, SolverKind.Newton)]
    [InlineData(200, 1, SolverKind.Newton)]
    [InlineData(400, 1, SolverKind.NewtonConjugateGradient)]
    [InlineData(1000, 1, SolverKind.NewtonConjugateGradient)]
    [InlineData(1500, 1, SolverKind.NewtonConjugateGradient)]
    [InlineData(17, 25, SolverKind.Newton)]
    [InlineData(300, 3, SolverKind.Newton)]
    [InlineData(300, 9, SolverKind.NewtonConjugateGradient)]
    public void Of_DenseColumns_TakesWhatCostsLess(int columns, int equations, SolverKind expected) =>
        Assert.Equal(expected, SolverChoice.Of(new LogisticRegression().ToPlan(), Dense(columns), equations, needsHessian: true).Kind);

    [Fact]
    public void Of_LevelsOfACategory_TakesNewton()
    {
        // A row has two numbers, however many levels there are: the Hessian costs next to nothing.
        double[] ones = [1, 1, 1];
        int[] codes = [0, 450, 899];
        int[] parameterColumns = [.. Enumerable.Range(0, 901).Where(column => column != 1)];
        var design =
            new DesignMatrix(
                [new DesignChunk([new DenseGroup(0, [ones]), new CategoricalGroup(1, 900, codes)], codes.Length)], 901, parameterColumns);
        Assert.Equal(2, design.ValuesPerRow);
        Assert.Equal(SolverKind.Newton, SolverChoice.Of(new LogisticRegression().ToPlan(), design, 1, needsHessian: true).Kind);
    }

    [Fact]
    public void Of_FirthsPenalty_TakesNewton() =>
        Assert.IsType<NewtonSolver>(SolverChoice.Of(new LogisticRegression { Firth = true }.ToPlan(), Dense(1500), 1, needsHessian: true));

    [Theory]
    [InlineData(true, typeof(NewtonFinishSolver))]
    [InlineData(false, typeof(NewtonConjugateGradientSolver))]
    public void Of_ConjugateGradients_FormsTheHessianOnlyForInference(bool needsHessian, Type expected) => Assert.IsType(
        expected,
        SolverChoice.Of(new LogisticRegression { Solver = SolverKind.NewtonConjugateGradient }.ToPlan(), Dense(3), 1, needsHessian));

    [Fact]
    public void RowsFor_ManyColumns_FitsTheCache()
    {
        Assert.Equal([2048, 2048, 1024, 256], new[] { 1, 64, 65, 1000 }.Select(RowBlock.RowsFor));
    }

    // 16,384 rows that share one array.
    private static DesignMatrix Dense(int columns)
    {
        double[] values = new double[16_384];
        var group = new DenseGroup(0, [.. Enumerable.Repeat((ColumnValues<double>)values, columns)]);
        return new DesignMatrix([new DesignChunk([group], values.Length)], columns, [.. Enumerable.Range(0, columns)]);
    }
}
