using LogReg.Data;

namespace LogReg.Tests;

public class TextTermTests
{
    private static readonly string[] Rows = CreateRows(200);

    [Theory]
    [InlineData("text(review)", "text(review)", true)]
    [InlineData("text(review, grams 1, minimum 5)", "text(review, grams 1, minimum 5)", false)]
    [InlineData("text(review, words 10)", "text(review, words 10)", true)]
    [InlineData("hash(review)", "hash(review, 18)", true)]
    [InlineData("hash(review, 6, grams 1)", "hash(review, 6, grams 1)", true)]
    [InlineData("text(review) + stars", "text(review)", true)]
    public void Fit_Formula_SavesAndPredictsAlike(string formula, string term, bool isPositiveFound)
    {
        LogisticModel model = Fit(formula);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        LogisticModel loaded = LogisticModel.Load(stream);

        Assert.Contains(model.CoefficientDescriptions, one => one.Term == term);
        double[] all = Probabilities(model, Source());
        Assert.Equal(all, Probabilities(loaded, Source()));
        Assert.True(!isPositiveFound || all.Max() > 0.5);
        Assert.Equal(all[..1], Probabilities(loaded, TextSource.Of("review,stars,good", Rows.Take(1))));
    }

    [Fact]
    public void Fit_WordLimit_KeepsThoseOfMostRows()
    {
        LogisticModel model = Fit("text(review, grams 1, words 3)");

        Assert.Equal(4, model.CoefficientsOf("yes").Count);
    }

    [Fact]
    public void Score_WordsThatTrainingDidNotSee_AddNothing()
    {
        LogisticModel model = Fit("text(review)");

        double[] empty = Probabilities(model, TextSource.Of("review,stars\n,1\nzyxw vuts,1\n"));

        DigitAssert.SameBits(empty[0], empty[1]);
        DigitAssert.SameBits(empty[0], model.PredictProbability(new Dictionary<string, object?> { ["review"] = null }));
    }

    [Theory]
    [InlineData("text(review):stars")]
    [InlineData("text(review) + review")]
    [InlineData("text(review, grams 9)")]
    [InlineData("text(review, letters 2)")]
    [InlineData("text(review, 2)")]
    [InlineData("hash(review, 30)")]
    [InlineData("log(text(review))")]
    [InlineData("text(review, minimum 1000)")]
    public void Fit_WhatMakesNoSense_IsRefused(string formula)
    {
        Exception? exception = Record.Exception(() => Fit(formula));

        Assert.True(exception is LogRegException or ArgumentException, exception?.ToString());
    }

    [Fact]
    public void Fit_CrossValidation_LearnsWordsInsideEachFold()
    {
        // A word that is in one row only is in no vocabulary of the folds that hold the row out, whose minimum is one row.
        var options = new LogisticRegression
        {
            Target = "good",
            Formula = "text(review, minimum 1)",
            Penalty = PenaltyKind.Ridge,
            LambdaChoice = LambdaChoice.CrossValidation,
            Path = new PathOptions { Lambdas = [1, 0.1, 0.01] },
        };

        LogisticFit fit = options.Fit(Source(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotNull(fit.CrossValidation);
        Assert.True(fit.Converged);
    }

    [Fact]
    public void Fit_AnyThreads_HasTheSameBits()
    {
        LogisticModel one = Fit("text(review)", threads: 1);
        LogisticModel three = Fit("text(review)", threads: 3);

        foreach ((string name, double value) in one.CoefficientsOf("yes"))
        {
            DigitAssert.SameBits(value, three.CoefficientsOf("yes")[name], name);
        }
    }

    [Fact]
    public void Fit_Table_IsTheSameAsOfASource()
    {
        Table table = new TableBuilder()
            .AddCategorical("review", Rows.Select(row => row.Split(',')[0]))
            .AddCategorical("good", Rows.Select(row => row.Split(',')[2]))
            .Build();
        LogisticModel model = Options("text(review)", 0).Fit(table, cancellationToken: TestContext.Current.CancellationToken).Model;

        DigitAssert.SameCoefficients(1e-12, Fit("text(review)"), model);
    }

    private static LogisticRegression Options(string formula, int threads) => new()
    {
        Target = "good",
        Formula = formula,
        Penalty = PenaltyKind.Ridge,
        Lambda = 0.01,
        Threads = threads,
    };

    private static LogisticModel Fit(string formula, int threads = 0) =>
        Options(formula, threads).Fit(Source(), cancellationToken: TestContext.Current.CancellationToken).Model;

    private static CsvSource Source() => TextSource.Of("review,stars,good", Rows);

    private static double[] Probabilities(LogisticModel model, DataSource source) =>
        [.. model.Score(source, cancellationToken: TestContext.Current.CancellationToken).SelectMany(
            chunk => chunk.Probabilities.ToArray())];

    private static string[] CreateRows(int count)
    {
        var random = new Random(11);
        string[] good = ["great", "love", "perfect", "works", "happy"];
        string[] bad = ["broken", "refund", "slow", "awful", "waste"];
        string[] plain = ["the", "product", "it", "is", "was", "and", "very", "I"];
        return
        [
            .. Enumerable.Range(0, count).Select(row =>
            {
                bool isGood = random.Next(2) == 0;
                string[] words =
                [
                    .. Enumerable.Range(0, random.Next(3, 12)).Select(
                        _ => (random.Next(3) == 0 ? isGood == (random.Next(6) > 0) ? good : bad : plain) is var own
                            ? own[random.Next(own.Length)]
                            : ""),
                ];
                return $"{string.Join(' ', words)}! n{row},{random.Next(1, 6)},{(isGood ? "yes" : "no")}";
            }),
        ];
    }
}
