using LogReg.Solvers;

namespace LogReg.Tests;

public class LogisticFitTests
{
    [Fact]
    public void Fit_Progress_ReportsReadingThenIterations()
    {
        var reports = new List<TrainingProgress>();
        LogisticFit fit =
            new LogisticRegression { Threads = 1 }.Fit(
                TextSource.File("titanic.csv"), new ForwardedProgress<TrainingProgress>(reports.Add));
        Assert.Equal(fit.History, reports.Where(report => report.Iteration is not null).Select(report => report.Iteration!.Value));
        int firstIteration = reports.FindIndex(report => report.Iteration is not null);
        Assert.True(firstIteration > 0);
        Assert.All(reports.Take(firstIteration), report => Assert.NotNull(report.Reading));
        Assert.All(reports.Skip(firstIteration), report => Assert.Null(report.Reading));
    }

    [Fact]
    public void Fit_CancelledBefore_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => new LogisticRegression().Fit(TextSource.File("titanic.csv"), null, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    [InlineData(SolverKind.GradientDescent)]
    public void Fit_CancelledAtAnIteration_Throws(SolverKind solver)
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new ForwardedProgress<TrainingProgress>(report =>
        {
            if (report.Iteration?.Iteration == 1)
            {
                cancellation.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(
            () =>
                new LogisticRegression { Solver = solver, Threads = 2 }.Fit(TextSource.File("titanic.csv"), progress, cancellation.Token));
    }

    [Fact]
    public void Fit_Titanic_DescribesItself()
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.File("titanic.csv"));
        Assert.Equal(SolverKind.Newton, fit.Solver);
        Assert.Equal(TerminationReason.Gradient, fit.Termination);
        Assert.True(fit.GradientNorm <= 1e-8);
        Assert.Equal("mean log loss; no penalty (maximum likelihood)", fit.ObjectiveDescription);
        Assert.Equal([619, 427], fit.Data.ClassCounts);
        Assert.Equal(263, fit.Data.RowsWithMissingCells);
        DigitAssert.Within(1e-12, fit.Objective, fit.Training.LogLoss);
        DigitAssert.Within(1e-12, -fit.LogLikelihood / 1046, fit.Training.LogLoss);
        Assert.Equal(fit.Training.LogLoss, fit.Model.Training.Loss);
        Assert.Equal(fit.Training.Accuracy, fit.Model.Training.Accuracy);
        Assert.Empty(fit.Warnings);
    }

    [Fact]
    public void ObjectiveDescription_EveryOption_IsNamed()
    {
        LogisticFit fit = new LogisticRegression { WeightColumn = "PSI", OffsetColumn = "TUCE", Penalty = PenaltyKind.Ridge, Lambda = 0.25 }
            .Fit(TextSource.Of("GPA,TUCE,PSI,GRADE", ["2,1,1,0", "3,0,2,1", "2.5,1,1,1", "2,1,1,0"]));
        Assert.Equal(
            "mean log loss weighted by 'PSI', with 'TUCE' added to the log-odds + λ/2·‖β‖² with λ = 0.25 on standardised coefficients, "
                + "intercept unpenalised",
            fit.ObjectiveDescription);
    }

    [Fact]
    public void ToName_EveryKindAndReason_IsShort()
    {
        Assert.Equal(
            ["auto", "newton", "lbfgs", "gd", "cd", "sgd", "newton-cg"], Enum.GetValues<SolverKind>().Select(kind => EnumName.Of(kind)));
        Assert.Equal(
            ["gradient", "precision", "iterations", "separation", "divergence", "early-stopping", "statistical"],
            Enum.GetValues<TerminationReason>().Select(reason => EnumName.Of(reason)));
    }
}
