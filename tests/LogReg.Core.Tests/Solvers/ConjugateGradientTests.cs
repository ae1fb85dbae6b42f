using CsCheck;
using LogReg.Numerics;
using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class ConjugateGradientTests
{
    [Fact]
    public void Solve_WithoutEdge_SolvesTheSystem() => Systems.Sample(
        system =>
        {
            var model = new ConjugateGradient(system.Length);
            model.Solve(
                system.Hessian,
                new DiagonalSystem(system.Diagonal),
                system.Gradient,
                double.PositiveInfinity,
                1e-12,
                CancellationToken.None);
            double[] image = system.Multiply(model.Step);
            for (int row = 0; row < system.Length; row++)
            {
                DigitAssert.Near(1e-9, -system.Gradient[row], image[row], $"row {row}");
            }

            Assert.False(model.IsAtEdge);
            DigitAssert.Near(1e-9, system.Change(model.Step), model.PredictedChange);
            DigitAssert.Near(1e-9, system.Norm(model.Step), model.Length);
        },
        iter: 200);

    [Fact]
    public void Solve_ThroughTheEdge_EndsOnItWithASmallerModel() => Systems.Sample(
        system =>
        {
            var free = new ConjugateGradient(system.Length);
            free.Solve(
                system.Hessian,
                new DiagonalSystem(system.Diagonal),
                system.Gradient,
                double.PositiveInfinity,
                1e-12,
                CancellationToken.None);
            double radius = free.Length / 2;
            var model = new ConjugateGradient(system.Length);
            model.Solve(system.Hessian, new DiagonalSystem(system.Diagonal), system.Gradient, radius, 1e-12, CancellationToken.None);
            Assert.True(model.IsAtEdge);
            DigitAssert.Near(1e-9, radius, system.Norm(model.Step));
            DigitAssert.Near(1e-9, system.Change(model.Step), model.PredictedChange);
            Assert.InRange(model.PredictedChange, free.PredictedChange, 0);

            // No worse than the best step along the preconditioned gradient.
            double[] steepest = [.. system.Gradient.Select((value, index) => -value / system.Diagonal[index])];
            double scale = radius / system.Norm(steepest);
            double best = Enumerable.Range(0, 101).Min(part => system.Change([.. steepest.Select(value => value * scale * part / 100)]));
            Assert.True(model.PredictedChange <= best + (1e-12 * Math.Abs(best)));
        },
        iter: 200);

    [Fact]
    public void Solve_NoGradient_StaysWhereItIs()
    {
        var model = new ConjugateGradient(2);
        model.Solve(new FormedHessian([2, 0, 0, 3], 2), new DiagonalSystem([2, 3]), [0, 0], 1, 0.1, CancellationToken.None);
        Assert.Equal([0, 0], model.Step);
        Assert.Equal((0, 0, false), (model.Length, model.PredictedChange, model.IsAtEdge));
    }

    [Fact]
    public void Solve_SingularButConsistent_FindsASolution()
    {
        // Both columns are the same: H = [1 1; 1 1], g in its range.
        var model = new ConjugateGradient(2);
        model.Solve(
            new FormedHessian([1, 0, 1, 1], 2),
            new DiagonalSystem([1, 1]),
            [-3, -3],
            double.PositiveInfinity,
            1e-10,
            CancellationToken.None);
        DigitAssert.Near(1e-14, 3, model.Step[0] + model.Step[1]);
        DigitAssert.Near(1e-14, -4.5, model.PredictedChange);
    }

    private static Gen<LinearSystem> Systems { get; } = Gen.Int[1, 6].SelectMany(length =>
        Gen.Select(
            Gen.Double[-1, 1].Array[length * length],
            Gen.Int[1, 8].Select(value => (double)value).Array[length],
            (factor, gradient) => new LinearSystem(factor, gradient)));

    // H = FFᵀ + I: every eigenvalue is at least 1.
    private sealed class LinearSystem
    {
        private readonly double[] _values;

        public LinearSystem(double[] factor, double[] gradient)
        {
            Length = gradient.Length;
            Gradient = gradient;
            _values = new double[Length * Length];
            for (int row = 0; row < Length; row++)
            {
                for (int column = 0; column < Length; column++)
                {
                    _values[(row * Length) + column] = (row == column ? 1 : 0)
                        + Enumerable.Range(0, Length).Sum(index => factor[(row * Length) + index] * factor[(column * Length) + index]);
                }
            }

            Hessian = new FormedHessian(_values, Length);
            Diagonal = Hessian.Diagonal(CancellationToken.None);
        }

        public int Length { get; }

        public double[] Gradient { get; }

        public double[] Diagonal { get; }

        public FormedHessian Hessian { get; }

        public double[] Multiply(double[] vector)
        {
            double[] product = new double[Length];
            Hessian.Multiply(vector, product, CancellationToken.None);
            return product;
        }

        public double Change(double[] step) =>
            step.Zip(Multiply(step), (value, image) => value * image / 2).Sum() + step.Zip(Gradient, (value, slope) => value * slope).Sum();

        public double Norm(double[] step) => Math.Sqrt(step.Select((value, index) => value * value * Diagonal[index]).Sum());
    }
}
