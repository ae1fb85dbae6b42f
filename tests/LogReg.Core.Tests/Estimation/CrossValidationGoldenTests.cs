using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Estimation;

/// <summary>Against the curves of an independent program over the same folds: see Golden/crossvalidation.py.</summary>
public class CrossValidationGoldenTests
{
    private static readonly GoldenFile Expected = GoldenFile.Load("crossvalidation");

    private static readonly (ValidationMetric Metric, string Name)[] Metrics =
        [(ValidationMetric.LogLoss, "logLoss"), (ValidationMetric.RocAuc, "rocAuc"), (ValidationMetric.Accuracy, "accuracy")];

    [Theory]
    [InlineData("birthwt")]
    [InlineData("breast-cancer")]
    public void Fit_RidgePath_GivesTheCurve(string name)
    {
        foreach ((ValidationMetric metric, string member) in Metrics)
        {
            foreach (LambdaSelection selection in new[] { LambdaSelection.Minimum, LambdaSelection.OneStandardError })
            {
                LogisticFit fit = new LogisticRegression
                {
                    Penalty = PenaltyKind.Ridge,
                    LambdaChoice = LambdaChoice.CrossValidation,
                    Path = new PathOptions { Lambdas = Expected.Numbers(name, "lambdas") },
                    CrossValidation = new CrossValidationOptions { FoldsColumn = "fold", Metric = metric, Selection = selection },
                    Tolerance = 1e-12,
                }.Fit(WithFolds(name));
                CrossValidation validation = fit.CrossValidation!;
                AssertCurve(name, validation);
                Assert.Equal(5, validation.Folds);
                Assert.True(validation.FoldsAreValues);
                Assert.Equal(Expected.Number(name, member, "best"), validation.BestIndex);
                Assert.Equal(Expected.Number(name, member, "oneStandardError"), validation.OneStandardErrorIndex);
                Assert.Equal(
                    selection == LambdaSelection.Minimum ? validation.BestIndex : validation.OneStandardErrorIndex,
                    validation.SelectedIndex);

                // The model is that of the chosen λ on all rows.
                Assert.Equal(validation.Selected.Lambda, fit.Model.Training.Lambda);
                LogisticFit fixedFit = new LogisticRegression
                {
                    Penalty = PenaltyKind.Ridge,
                    Lambda = validation.Selected.Lambda,
                    Tolerance = 1e-12,
                    ExcludedColumns = ["fold"],
                }.Fit(WithFolds(name));
                DigitAssert.IdenticalCoefficients(fixedFit.Model, fit.Model);
                Assert.Equal(fit.Model.Coefficients.Count - 1, validation.Selected.NonZeroCount);
            }
        }
    }

    [Theory]
    [InlineData(ValidationMetric.LogLoss, "logLoss")]
    [InlineData(ValidationMetric.RocAuc, "rocAuc")]
    [InlineData(ValidationMetric.Accuracy, "accuracy")]
    public void Fit_LassoPath_GivesTheCurve(ValidationMetric metric, string member)
    {
        const string Name = "birthwt, lasso";
        LogisticFit fit = new LogisticRegression
        {
            Penalty = PenaltyKind.Lasso,
            LambdaChoice = LambdaChoice.CrossValidation,
            Path = new PathOptions { Lambdas = Expected.Numbers(Name, "lambdas") },
            CrossValidation = new CrossValidationOptions { FoldsColumn = "fold", Metric = metric },
            Tolerance = 1e-12,
        }.Fit(WithFolds("birthwt"));
        AssertCurve(Name, fit.CrossValidation!);
        Assert.Equal(Expected.Number(Name, member, "best"), fit.CrossValidation!.BestIndex);
        Assert.Equal(Expected.Number(Name, member, "oneStandardError"), fit.CrossValidation.OneStandardErrorIndex);
    }

    [Fact]
    public void Fit_FixedModelWithoutPenalty_GivesMetricsAndErrors()
    {
        LogisticFit fit =
            new LogisticRegression
            {
                CrossValidation = new CrossValidationOptions { FoldsColumn = "fold", Folds = 5 },
                Tolerance = 1e-12,
            }.Fit(WithFolds("birthwt"));
        AssertCurve("birthwt, no penalty", fit.CrossValidation!);
        Assert.False(fit.CrossValidation!.ChoosesLambda);
        Assert.Equal(8, fit.CrossValidation.Selected.NonZeroCount);
        Assert.NotNull(fit.Inference);
        Assert.Equal(189, fit.CrossValidation.OutOfSample!.Rows);

        // Folds weigh as much as their rows, so that means are those of all rows where a metric is a mean.
        DigitAssert.NineDigits(fit.CrossValidation.Selected.LogLoss.Mean, fit.CrossValidation.OutOfSample.LogLoss);
        DigitAssert.NineDigits(fit.CrossValidation.Selected.Accuracy.Mean, fit.CrossValidation.OutOfSample.Accuracy);
    }

    private static void AssertCurve(string name, CrossValidation validation)
    {
        foreach ((ValidationMetric metric, string member) in Metrics)
        {
            double[] means = Expected.Numbers(name, member, "mean");
            double[] errors = Expected.Numbers(name, member, "standardError");
            Assert.Equal(means.Length, validation.Points.Count);
            for (int index = 0; index < means.Length; index++)
            {
                DigitAssert.NineDigits(means[index], validation.Points[index].Of(metric).Mean, $"{member} {index}");
                DigitAssert.Within(1e-8, errors[index], validation.Points[index].Of(metric).StandardError, $"error of {member} {index}");
            }
        }
    }

    private static DataSource WithFolds(string name)
    {
        string[] lines = File.ReadAllLines(TestData.PathOf($"{name}.csv"));
        return TextSource.Of("fold," + lines[0], lines.Skip(1).Select((line, row) => $"{row % 5},{line}"));
    }
}
