using LogReg.Evaluation;
using LogReg.Serialization;

namespace LogReg.Tests.Serialization;

public class ValidationFileTests
{
    [Fact]
    public void SaveAndLoad_Validation_IsTheSame()
    {
        LogisticFit fit = new LogisticRegression
        {
            Penalty = PenaltyKind.Ridge,
            LambdaChoice = LambdaChoice.CrossValidation,
            Path = new PathOptions { Lambdas = [1, 0.1, 0.01] },
            CrossValidation =
                new CrossValidationOptions
                {
                    Folds = 4,
                    FoldsColumn = "lwt",
                    Selection = LambdaSelection.OneStandardError,
                    Metric = ValidationMetric.RocAuc,
                },
            ThresholdRule = ThresholdRule.Cost(1, 2.5),
        }.Fit(TextSource.File("birthwt.csv"), cancellationToken: TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);
        CrossValidation expected = fit.CrossValidation!;
        CrossValidation actual = loaded.Validation!;
        Assert.Equal(expected.Points, actual.Points);
        Assert.Equal(expected.FoldRows, actual.FoldRows);
        Assert.Null(actual.OutOfSample);
        Assert.Equal(expected with { Points = [], FoldRows = [], OutOfSample = null }, actual with { Points = [], FoldRows = [] });
        Assert.Equal(fit.Model.Threshold, loaded.Threshold);
    }

    [Fact]
    public void ToValidation_MetricsThatAreNoNumbers_SurviveTheFile()
    {
        var point = new CrossValidationPoint
        {
            Lambda = 0,
            Alpha = 0,
            NonZeroCount = 2,
            LogLoss = new MetricEstimate(double.PositiveInfinity, double.NaN),
            RocAuc = new MetricEstimate(double.NaN, double.NaN),
            Accuracy = new MetricEstimate(0.5, 0.1),
        };
        CrossValidation validation = Sample([point]);
        Assert.Equal([point], ValidationReader.ToValidation(ValidationWriter.ToDocument(validation)).Points);
    }

    [Fact]
    public void ToValidation_ImpossibleMembers_AreRefused()
    {
        ValidationDocument document = ValidationWriter.ToDocument(Sample([]));
        ValidationDocument.PointDocument point = new(1, 0.5, 2, null, null, null);
        document = document with { Points = [point] };
        ValidationReader.ToValidation(document);
        ValidationDocument[] broken =
        [
            document with { Folds = 1 },
            document with { FoldRows = [3] },
            document with { FoldRows = [3, -1] },
            document with { Seed = null },
            document with { Metric = "f1" },
            document with { Points = [] },
            document with { Points = [null] },
            document with { Points = [point with { Lambda = -1 }] },
            document with { Points = [point with { Alpha = 2 }] },
            document with { Points = [point with { NonZeros = null }] },
            document with { Points = [point with { Accuracy = new(-1, 0) }] },
            document with { Best = 1 },
            document with { Selected = -1 },
            document with { ThresholdRule = new("other", null, null, null) },
            document with { ThresholdRule = new("recall", null, null, 7) },
        ];
        Assert.All(broken, one => Assert.StartsWith(
            "its member 'validation.",
            Assert.Throws<ModelFormatException>(() => ValidationReader.ToValidation(one)).Message,
            StringComparison.Ordinal));
    }

    private static CrossValidation Sample(IReadOnlyList<CrossValidationPoint> points) => new()
    {
        Folds = 2,
        FoldRows = [3, 2],
        Seed = 1,
        Metric = ValidationMetric.Accuracy,
        ChoosesLambda = false,
        Points = points,
        BestIndex = 0,
        OneStandardErrorIndex = 0,
        SelectedIndex = 0,
    };
}
