using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

public class CrossValidationTests
{
    private static readonly LogisticRegression RidgePath = new()
    {
        Penalty = PenaltyKind.Ridge,
        LambdaChoice = LambdaChoice.CrossValidation,
        Path = new PathOptions { Lambdas = [1, 0.1, 0.01] },
        CrossValidation = new CrossValidationOptions { Folds = 5 },
    };

    [Theory]
    [InlineData("iris.csv")]
    [InlineData("titanic.csv")]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits(string file)
    {
        LogisticFit one =
            (RidgePath with { Threads = 1 }).Fit(TextSource.File(file), cancellationToken: TestContext.Current.CancellationToken);
        foreach (int threads in new[] { 2, 7, 16 })
        {
            LogisticFit other =
                (RidgePath with { Threads = threads }).Fit(TextSource.File(file), cancellationToken: TestContext.Current.CancellationToken);
            DigitAssert.IdenticalCoefficients(one.Model, other.Model);
            Assert.Equal(one.CrossValidation!.Points, other.CrossValidation!.Points);
            Assert.Equal(one.CrossValidation.FoldRows, other.CrossValidation.FoldRows);
            DigitAssert.SameBits(one.CrossValidation.OutOfSample!.LogLoss, other.CrossValidation.OutOfSample!.LogLoss);
            DigitAssert.SameBits(one.CrossValidation.OutOfSample.RocAuc, other.CrossValidation.OutOfSample.RocAuc);
        }
    }

    [Fact]
    public void Fit_SeveralAlphas_TriesEach()
    {
        LogisticRegression options = RidgePath with
        {
            Penalty = PenaltyKind.ElasticNet,
            CrossValidation = new CrossValidationOptions { Folds = 3, Alphas = [0.0] },
        };
        CrossValidation net =
            options.Fit(TextSource.File("birthwt.csv"), cancellationToken: TestContext.Current.CancellationToken).CrossValidation!;
        CrossValidation ridge = (RidgePath with { CrossValidation = new CrossValidationOptions { Folds = 3 } })
            .Fit(TextSource.File("birthwt.csv"), cancellationToken: TestContext.Current.CancellationToken).CrossValidation!;
        Assert.Equal(ridge.Points, net.Points);
        Assert.Equal([63, 63, 63], net.FoldRows);
    }

    [Fact]
    public void Fit_TestRows_AreInNoFold()
    {
        LogisticFit fit =
            (RidgePath with { TestSize = 0.2 }).Fit(
                TextSource.File("birthwt.csv"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(fit.Data.TrainingRows, fit.CrossValidation!.FoldRows.Sum());
        Assert.NotNull(fit.Test);
    }

    [Fact]
    public void Fit_ThresholdRule_IsChosenOnOutOfSamplePredictions()
    {
        LogisticFit fit = new LogisticRegression { ThresholdRule = ThresholdRule.Youden }
            .Fit(TextSource.File("birthwt.csv"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(5, fit.CrossValidation!.Folds);
        Assert.Equal(ThresholdRule.Youden, fit.CrossValidation.ThresholdRule);
        BinaryMetrics outOfSample = fit.CrossValidation.OutOfSample!.Binary!;
        Assert.Equal(fit.Model.Threshold, outOfSample.Threshold);
        Assert.NotEqual(0.5, fit.Model.Threshold);

        // The curve is at 0.5 still, where recall plus specificity is smaller.
        BinaryMetrics middle = new LogisticRegression { CrossValidation = new CrossValidationOptions { Folds = 5 } }
            .Fit(
                TextSource.File("birthwt.csv"),
                cancellationToken: TestContext.Current.CancellationToken).CrossValidation!.OutOfSample!.Binary!;
        Assert.Equal(middle.RocAuc, outOfSample.RocAuc);
        Assert.True(outOfSample.Recall + outOfSample.Specificity > middle.Recall + middle.Specificity);
    }

    [Fact]
    public void Fit_SeparatedFolds_AreToldNotThrown()
    {
        CsvSource source = TextSource.Of("x,y", Enumerable.Range(0, 40).Select(row => $"{row},{(row < 20 ? "a" : "b")}"));
        LogisticFit fit =
            new LogisticRegression { CrossValidation = new CrossValidationOptions { Folds = 4 } }.Fit(
                source, cancellationToken: TestContext.Current.CancellationToken);
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Validation);
        Assert.StartsWith(
            "the features separate the classes completely in the training rows of 4 of 4 folds", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LambdaChoice.Given)]
    [InlineData(LambdaChoice.Path)]
    public void Fit_UnpenalizedColumnSeparates_HasNoEstimateAtAnyLambda(LambdaChoice choice)
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 40).Select(row => $"{(row * 7) % 11},{(row < 20 ? -1 : 1) * (1 + (row % 3))},{(row < 20 ? 0 : 1)}"),
        ];
        var options = new LogisticRegression
        {
            Penalty = PenaltyKind.Lasso,
            Lambda = choice == LambdaChoice.Given ? 0.001 : 0,
            LambdaChoice = choice,
            PenaltyFactors = new Dictionary<string, double> { ["s"] = 0 },
        };
        LogisticFit fit = options.Fit(TextSource.Of("x,s,y", rows), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(TerminationReason.Separation, fit.Termination);
        Assert.False(fit.Converged);
        Assert.Contains(fit.Warnings, warning => warning.Kind == FitWarningKind.Separation);
    }

    [Fact]
    public void Fit_ColumnLooksLikeAnIdentifierInAFoldAlone_IsInItsModelToo()
    {
        // 40 levels in 120 rows are a feature; in the 60 rows of a fold alone they would be taken for an identifier.
        string[] rows = [.. Enumerable.Range(0, 120).Select(row => $"g{row * 17 % 40},{(row * 17 % 40 < 20) ^ (row % 10 == 0)}")];
        var options =
            new LogisticRegression
            {
                Penalty = PenaltyKind.Ridge,
                Lambda = 0.01,
                CrossValidation = new CrossValidationOptions { Folds = 2 },
            };
        double accuracy =
            options.Fit(
                TextSource.Of("g,y", rows),
                cancellationToken: TestContext.Current.CancellationToken).CrossValidation!.OutOfSample!.Accuracy;
        double named =
            (options with { Features = ["g"] }).Fit(
                TextSource.Of("g,y", rows),
                cancellationToken: TestContext.Current.CancellationToken).CrossValidation!.OutOfSample!.Accuracy;
        DigitAssert.SameBits(named, accuracy);
        Assert.True(accuracy > 0.6, $"{accuracy}");
    }

    [Theory]
    [InlineData(PenaltyKind.None)]
    [InlineData(PenaltyKind.Ridge)]
    [InlineData(PenaltyKind.Lasso)]
    public void Fit_ColumnIsConstantOrEmptyInAFold_IsWithoutEffectThere(PenaltyKind penalty)
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 40).Select(
                row => $"{(row == 3 ? 1 : 0)},{(row == 5 ? "2" : "")},{(row * 7 % 5 < 2 ? 1 : 0)},{row / 2 % 4}"),
        ];
        var options = new LogisticRegression
        {
            Target = "y",
            Penalty = penalty,
            Lambda = penalty == PenaltyKind.None ? 0 : 0.01,
            CrossValidation = new CrossValidationOptions { FoldsColumn = "fold", Folds = 4 },
        };
        LogisticFit fit = options.Fit(TextSource.Of("rare,gap,y,fold", rows), cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(fit.CrossValidation!.Points, point => Assert.True(double.IsFinite(point.LogLoss.Mean)));
    }

    [Fact]
    public void Fit_LooseTolerance_IsNotLoosenedFurtherInFolds()
    {
        LogisticRegression options =
            RidgePath with { Penalty = PenaltyKind.Lasso, Tolerance = 1e-4, CrossValidation = new CrossValidationOptions { Folds = 5 } };
        CrossValidation curve =
            options.Fit(TextSource.File("breast-cancer.csv"), cancellationToken: TestContext.Current.CancellationToken).CrossValidation!;
        CrossValidation exact =
            (options with { Tolerance = 1e-9 }).Fit(
                TextSource.File("breast-cancer.csv"), cancellationToken: TestContext.Current.CancellationToken).CrossValidation!;
        foreach ((CrossValidationPoint own, CrossValidationPoint other) in curve.Points.Zip(exact.Points))
        {
            DigitAssert.Near(1e-3, other.LogLoss.Mean, own.LogLoss.Mean);
        }
    }

    [Fact]
    public void Fit_FoldsColumn_KeepsValuesTogetherAndIsNoFeature()
    {
        CsvSource source = TextSource.Of(
            "patient,x,y", Enumerable.Range(0, 60).Select(row => $"p{row / 4},{(row * 29) % 31},{(row * 17) % 5 % 2}"));
        LogisticFit fit = new LogisticRegression { CrossValidation = new CrossValidationOptions { Folds = 5, FoldsColumn = "patient" } }
            .Fit(source, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["x"], fit.Model.Features.Select(feature => feature.Name));
        Assert.Equal([12, 12, 12, 12, 12], fit.CrossValidation!.FoldRows);
        Assert.False(fit.CrossValidation.FoldsAreValues);
        Assert.Equal("patient", fit.CrossValidation.FoldsColumn);
    }

    [Fact]
    public void Fit_Progress_CountsEveryFitOnce()
    {
        var reports = new List<FitCount>();
        (RidgePath with { Threads = 4 }).Fit(
            TextSource.File("birthwt.csv"),
            new ForwardedProgress<TrainingProgress>(report =>
            {
                if (report.Fits is FitCount fits)
                {
                    reports.Add(fits);
                }
            }),
            TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 16).Select(done => new FitCount(done, 15)), reports);
    }

    [Fact]
    public void Fit_MoreFoldsThanRows_IsAnError() => AssertError(
        "data.csv: 4 rows cannot be divided into 10 folds",
        "lower CrossValidation to 4 or less",
        new CrossValidationOptions(),
        "x,y",
        "1,a",
        "2,b",
        "3,a",
        "0,b");

    [Fact]
    public void Fit_ClassOfOneRow_IsAnError() => AssertError(
        "data.csv, column 'y': fold 2 of 2 holds out the only row of class 'b', so none is left to train on",
        "add rows of that class, or leave it out",
        new CrossValidationOptions { Folds = 2 },
        "x,y",
        "1,a",
        "2,a",
        "3,a",
        "0,b");

    [Fact]
    public void Fit_MissingFold_IsAnErrorWithLine() => AssertError(
        "data.csv, line 4, column 'site': the fold is missing",
        "fill it in, or leave the row out: every row must belong to a fold",
        new CrossValidationOptions { FoldsColumn = "site" },
        "site,x,y",
        "u,1,a",
        "v,2,b",
        ",3,a",
        "v,0,b");

    [Fact]
    public void Fit_OneFold_IsAnError() => AssertError(
        "data.csv, column 'site': the column has only one value, so no fold has rows to train on",
        "choose another CrossValidation.FoldsColumn, or leave it out",
        new CrossValidationOptions { FoldsColumn = "site" },
        "site,x,y",
        "u,1,a",
        "u,2,b",
        "u,3,a");

    [Fact]
    public void Fit_UnknownFoldsColumn_IsAnError() => AssertError(
        "data.csv: there is no column 'sitee' (folds)",
        null,
        new CrossValidationOptions { FoldsColumn = "sitee" },
        "site,x,y",
        "u,1,a",
        "v,2,b");

    [Fact]
    public void Fit_FoldsOfTheTarget_IsAnError() => Assert.Throws<ArgumentException>(() =>
        new LogisticRegression { Target = "y", CrossValidation = new CrossValidationOptions { FoldsColumn = "y" } }.Fit(
            TextSource.Of("x,y\n1,a\n2,b\n")));

    [Fact]
    public void Fit_PathOrSelectionThatHasNothingToChoose_IsAnError()
    {
        Assert.Throws<ArgumentException>(() => (RidgePath with { LambdaChoice = LambdaChoice.Path }).Fit(TextSource.File("birthwt.csv")));
        Assert.Throws<ArgumentException>(() => new LogisticRegression
        {
            CrossValidation = new CrossValidationOptions { Selection = LambdaSelection.OneStandardError },
        }.Fit(TextSource.File("birthwt.csv")));
    }

    private static void AssertError(string message, string? hint, CrossValidationOptions validation, params string[] lines)
    {
        DataException exception = Assert.Throws<DataException>(() =>
            new LogisticRegression { Target = "y", CrossValidation = validation }.Fit(TextSource.Of(string.Join('\n', lines) + "\n")));
        Assert.Equal(message, exception.Message);
        if (hint is not null)
        {
            Assert.Equal(hint, exception.Hint);
        }
    }
}
