using LogReg.Data;
using LogReg.Solvers;
using LogReg.Terms;
using LogReg.Tests.Golden;
using LogReg.Tests.Serialization;

namespace LogReg.Tests.Estimation;

/// <summary>A coefficient for missing cells of a number: the fit is that of the mean and a 0/1 column made by hand, and every way to score
/// agrees.</summary>
public class MissingIndicatorTests
{
    private static readonly LogisticRegression Indicator = new() { Target = "survived", MissingHandling = MissingHandling.Indicator };

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    public void Fit_Titanic_IsTheFitOfColumnsMadeByHand(SolverKind solver)
    {
        LogisticFit fit = (Indicator with { Solver = solver }).Fit(TextSource.File("titanic.csv"));
        LogisticFit byHand = new LogisticRegression { Target = "survived", Solver = solver }.Fit(ByHand());
        string[] names = [.. byHand.Model.Coefficients.Keys.Select(name => name == "gone" ? "missing(age)" : name)];
        Assert.Equal(
            ["(intercept)", "sex=male", "age", "missing(age)", "passengerClass=2nd", "passengerClass=3rd"], fit.Model.Coefficients.Keys);
        Assert.Equal(names, fit.Model.Coefficients.Keys);
        Assert.All(
            fit.Model.Coefficients.Values.Zip(byHand.Model.Coefficients.Values), pair => DigitAssert.Near(1e-9, pair.Second, pair.First));
        Assert.All(
            fit.Inference!.StandardErrorValues["yes"].Zip(byHand.Inference!.StandardErrorValues["yes"]),
            pair => DigitAssert.Near(1e-8, pair.Second, pair.First));
        DigitAssert.Near(1e-10, byHand.LogLikelihood, fit.LogLikelihood);
        Assert.Equal(
            (MissingHandling.Indicator, MissingReason.Asked, 263L),
            (fit.Data.Missing!.Handling, fit.Data.Missing.Reason, fit.Data.Missing.IncompleteRows!.Value));
        Assert.Contains(fit.Warnings, warning => warning.Kind == FitWarningKind.Imputation);
    }

    [Fact]
    public void Fit_Ridge_PenalisesTheStandardisedColumn()
    {
        var ridge = new LogisticRegression { Target = "survived", Penalty = PenaltyKind.Ridge, Lambda = 0.1 };
        LogisticFit fit = (ridge with { MissingHandling = MissingHandling.Indicator }).Fit(TextSource.File("titanic.csv"));
        LogisticFit byHand = ridge.Fit(ByHand());
        Assert.All(
            fit.Model.Coefficients.Values.Zip(byHand.Model.Coefficients.Values), pair => DigitAssert.Near(1e-8, pair.Second, pair.First));
    }

    [Theory]
    [InlineData("survived")]
    [InlineData("passengerClass")]
    public void Score_AnyWay_IsTheSame(string target)
    {
        LogisticModel fitted = (Indicator with { Target = target }).Fit(TextSource.File("titanic.csv")).Model;
        LogisticModel model = ModelText.Load(ModelText.Of(fitted));
        Assert.Equal(fitted.Features, model.Features);
        string[] header = File.ReadLines(TestData.PathOf("titanic.csv")).First().Split(',');
        string[][] rows = [.. File.ReadLines(TestData.PathOf("titanic.csv")).Skip(1).Select(line => line.Split(','))];
        ScoredChunk chunk = Assert.Single(model.Score(TextSource.File("titanic.csv")));
        int classes = target == "survived" ? 1 : model.Target.Classes.Count;
        double[] own = new double[model.Target.Classes.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            var cells =
                header.Zip(rows[row]).ToDictionary(pair => pair.First, pair => (object?)(pair.Second.Length == 0 ? null : pair.Second));
            if (classes == 1)
            {
                Assert.Equal(model.PredictProbability(cells), chunk.Probabilities[row]);
            }
            else
            {
                Assert.Equal(model.PredictProbabilities(cells), chunk.Probabilities.Slice(row * classes, classes).ToArray());
            }
        }
    }

    [Fact]
    public void Score_MissingCell_AddsItsCoefficient()
    {
        LogisticModel model = Indicator.Fit(TextSource.File("titanic.csv")).Model;
        var age = (NumericFeature)model.Features[1];
        double missing = model.LogOdds([0, double.NaN, 1]);
        DigitAssert.Near(1e-12, model.LogOdds([0, age.ImputeWith, 1]) + model.Coefficients["missing(age)"], missing);
        DigitAssert.Near(1e-12, 263.0 / 1309, age.MissingShare!.Value);
    }

    [Fact]
    public void Score_IntervalsAndReasons_AreThoseOfColumnsMadeByHand()
    {
        LogisticModel model = Indicator.Fit(TextSource.File("titanic.csv")).Model;
        LogisticModel byHand = new LogisticRegression { Target = "survived" }.Fit(ByHand()).Model;
        var options = new ScoringOptions { Interval = 0.95, Contributions = 3 };
        ScoredChunk own = Assert.Single(model.Score(TextSource.File("titanic.csv"), options));
        ScoredChunk other = Assert.Single(byHand.Score(ByHand(), options with { Contributions = 4 }));
        for (int row = 0; row < own.RowCount; row++)
        {
            DigitAssert.Near(1e-8, other.Lower[row], own.Lower[row]);
            DigitAssert.Near(1e-8, other.Upper[row], own.Upper[row]);
            DigitAssert.Near(1e-9, other.LogOdds[row], own.LogOdds[row]);
            double sum = own.Explanations!.Contributions.Slice(row * 3, 3).ToArray().Sum();
            Assert.Equal(own.LogOdds[row], own.Explanations!.MeanLogOdds + sum, 1e-10);
        }

        LogReg.Inference.ConfidenceInterval interval = model.PredictInterval([0, double.NaN, 1]);
        Assert.True(
            interval.Lower < model.PredictProbability([0, double.NaN, 1]) && model.PredictProbability([0, double.NaN, 1]) < interval.Upper);
    }

    [Fact]
    public void Fit_StreamAndWeightsAndFolds_Work()
    {
        LogisticRegression stream =
            Indicator with { Solver = SolverKind.StochasticGradient, StochasticGradient = new StochasticGradientOptions { Stream = true } };
        LogisticFit streamed = stream.Fit(TextSource.File("titanic.csv"));
        LogisticFit exact = Indicator.Fit(TextSource.File("titanic.csv"));
        Assert.Equal(exact.Model.Features, streamed.Model.Features);
        Assert.Equal(exact.Model.Coefficients["missing(age)"], streamed.Model.Coefficients["missing(age)"], 0.1);
        LogisticFit validated =
            (Indicator with { CrossValidation = new CrossValidationOptions { Folds = 5 }, TestSize = 0.2 }).Fit(
                TextSource.File("titanic.csv"));
        Assert.NotNull(validated.CrossValidation);
        LogisticFit again = (Indicator with { InitialModel = exact.Model }).Fit(TextSource.File("titanic.csv"));
        DigitAssert.SameCoefficients(1e-9, exact.Model, again.Model);
        Assert.Equal(6, again.Start!.Matched);
        Assert.InRange(again.Iterations, 0, 2);
        LogisticFit weighted =
            (Indicator with { Target = "y", WeightColumn = "w" }).Fit(
                TextSource.Of("x,w,y", ["1,1,a", ",2,b", "3,1,a", "2,2,b", "4,1,a", ",1,a", "1,3,b"]));
        DigitAssert.Near(1e-15, 3.0 / 11, ((NumericFeature)weighted.Model.Features[0]).MissingShare!.Value);
    }

    [Fact]
    public void Save_Indicator_IsOfVersion2_AndOthersOfVersion1()
    {
        Assert.Contains(
            "\"formatVersion\": 2", ModelText.Of(Indicator.Fit(TextSource.File("titanic.csv")).Model), StringComparison.Ordinal);
        Assert.Contains("\"formatVersion\": 1", ModelText.Titanic(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ColumnOfTheIndicatorsName_IsRefused()
    {
        var exception =
            Assert.Throws<LogRegException>(
                () => (Indicator with { Target = "y" }).Fit(TextSource.Of("x,missing(x),y", ["1,2,a", ",1,b", "3,4,a", "2,7,b", "5,1,b"])));
        Assert.Contains("'missing(x)'", exception.Message, StringComparison.Ordinal);
    }

    // The mean for missing ages and a 0/1 column behind it, as no program but a person would write them.
    private static DataSource ByHand()
    {
        string[][] rows = [.. File.ReadLines(TestData.PathOf("titanic.csv")).Skip(1).Select(line => line.Split(','))];
        string mean =
            ((NumericFeature)new LogisticRegression
            {
                Target = "survived",
                MissingHandling = MissingHandling.Impute,
                SkipInference = true,
            }.Fit(TextSource.File("titanic.csv")).Model.Features[1])
                .ImputeWith.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        return TextSource.Of(
            "sex,age,gone,passengerClass,survived",
            rows.Select(row => $"{row[0]},{(row[1].Length == 0 ? mean : row[1])},{(row[1].Length == 0 ? 1 : 0)},{row[2]},{row[3]}"));
    }
}
