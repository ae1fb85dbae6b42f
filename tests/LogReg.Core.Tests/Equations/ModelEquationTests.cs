using System.Globalization;
using LogReg.Data;
using LogReg.Equations;

namespace LogReg.Tests.Equations;

/// <summary>A model written out as arithmetic says what the model says, of every row.</summary>
public sealed class ModelEquationTests
{
    private static readonly string[] Levels = ["red", "green", "blue", "rare", "new", ""];

    private static readonly string[] Truths = ["yes", "no", "maybe", ""];

    [Theory]
    [InlineData("x + z + c + d")]
    [InlineData("log(x) + sqrt(z) + c")]
    [InlineData("log2(z) + log10(x) + log(log1p(z)) + c")]
    [InlineData("log1p(x) + exp(x) + abs(x)")]
    [InlineData("x + x^2 + x^3 + center(z) + scale(x)")]
    [InlineData("spline(x, 4) + linear(z, 3) + poly(x, 3)")]
    [InlineData("spline(log(z), 3):c + c + spline(log(z), 3)")]
    [InlineData("c*d + x:c + x*z")]
    [InlineData("(c + d):x")]
    [InlineData("lump(c, 0.1):x + d")]
    [InlineData("lump(c, 0.1)*d")]
    [InlineData("cut(x, 1, 2, 4) + bins(z, 3):d")]
    [InlineData("category(n) + category(n):x")]
    [InlineData("steps(c) + effect(d) + effect(d):x")]
    [InlineData("missing(x) + x + missing(c) + c")]
    [InlineData("year(t) + month(t) + weekday(t) + hour(t) + days(t, since 2020-01-01)")]
    [InlineData("month(t):x + sqrt(days(t, since 2019-01-01))")]
    public void WriteEquation_OfAFormula_HasTheLogOddsOfTheModel(string formula)
    {
        foreach (string target in new[] { "y", "k" })
        {
            foreach (PenaltyKind penalty in new[] { PenaltyKind.None, PenaltyKind.Ridge })
            {
                var options = new LogisticRegression
                {
                    Formula = $"{target} ~ {formula}",
                    Penalty = penalty,
                    Lambda = penalty == PenaltyKind.None ? 0 : 0.01,
                    MissingHandling = MissingHandling.Impute,
                };
                Compare(options.Fit(Data()).Model, $"{target} {penalty}");
            }
        }
    }

    [Theory]
    [InlineData(MissingHandling.Impute)]
    [InlineData(MissingHandling.Indicator)]
    public void WriteEquation_WithoutAFormula_HasTheLogOddsOfTheModel(MissingHandling handling)
    {
        var options = new LogisticRegression { Target = "y", ExcludedColumns = ["k", "t"], MissingHandling = handling };
        Compare(options.Fit(Data()).Model, handling.ToString());
    }

    [Fact]
    public void WriteEquation_NumbersOfASpline_AreComputedOnce()
    {
        var options = new LogisticRegression { Formula = "y ~ spline(x, 4):c + spline(x, 4)", MissingHandling = MissingHandling.Impute };
        ModelEquation equation = options.Fit(Data()).Model.WriteEquation();
        Assert.Equal(
            ["spline(x, 4), cube above knot 3", "spline(x, 4), cube above knot 4", "spline(x, 4)'", "spline(x, 4)''"],
            equation.Steps.Select(step => step.Name));
        EquationColumn[] columns = [.. equation.Terms[0].Columns];
        Assert.All(columns.GroupBy(column => column.When), combination => Assert.Equal(3, combination.Count()));
    }

    [Fact]
    public void WriteEquation_OfTexts_SaysWhyNot()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(
            row => $"{(row * 7 % 11 < 5 ? "a" : "b")},word{row % 3} other{row % 5}");
        LogisticModel model = new LogisticRegression { Formula = "y ~ text(s)", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(TextSource.Of("y,s", rows)).Model;
        LogRegException error = Assert.Throws<LogRegException>(model.WriteEquation);
        Assert.Equal("the term 'text(s)' reads the words of texts, which cannot be written out as an equation", error.Message);
    }

    private static void Compare(LogisticModel model, string what)
    {
        ModelEquation equation = model.WriteEquation();
        Assert.Equal(model.ClassesWithEquation, equation.Classes);
        Assert.Equal(
            model.CoefficientDescriptions.Skip(1).Select(one => one.Name),
            equation.Terms.SelectMany(term => term.Columns).Select(one => one.Coefficient));
        foreach (Dictionary<string, object?> row in Rows())
        {
            double[] logOdds = new EquationReader(equation, row).LogOdds();
            double[] own = model.Target.IsBinary ? logOdds : Probabilities(model, logOdds);
            double[] expected = Expected(model, row);
            for (int place = 0; place < own.Length; place++)
            {
                Assert.True(
                    Math.Abs(own[place] - expected[place]) <= 1e-11 * Math.Max(1, Math.Abs(expected[place])),
                    $"{what} {model.Formula}: {string.Join(' ', row)} has {own[place]:R} instead of {expected[place]:R}");
            }
        }
    }

    private static double[] Probabilities(LogisticModel model, double[] logOdds)
    {
        string[] classes = [.. model.ClassesWithEquation];
        double[] all = [.. model.Target.Classes.Select(name => Array.IndexOf(classes, name) is int place and >= 0 ? logOdds[place] : 0)];
        double[] odds = [.. all.Select(one => Math.Exp(one - all.Max()))];
        return [.. odds.Select(one => one / odds.Sum())];
    }

    private static double[] Expected(LogisticModel model, Dictionary<string, object?> row)
    {
        IEnumerable<string> cells = model.Features.Select(feature => feature.Name == "t" && row["t"] is double days
            ? DateTime.UnixEpoch.AddMinutes(Math.Round(days * 1440)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : Convert.ToString(row[feature.Name], CultureInfo.InvariantCulture)!);
        string text = string.Join(',', model.Features.Select(feature => feature.Name)) + ",other\n" + string.Join(',', cells) + ",1\n";
        ScoredChunk scored = model.Score(TextSource.Of(text)).Single();
        return model.Target.IsBinary
            ? [scored.LogOdds[0]]
            : scored.Probabilities.ToArray();
    }

    private static CsvSource Data() => TextSource.Of("x,z,n,c,d,t,y,k", Enumerable.Range(0, 400).Select(row =>
    {
        var random = new Random(row);
        double x = Math.Round((random.NextDouble() * 8) + 0.05, 2);
        double z = Math.Round((random.NextDouble() * 6) + 0.5, 2);
        string level = random.Next(40) == 0 ? "rare" : Levels[random.Next(3)];
        DateTime time = DateTime.UnixEpoch.AddDays(18_300 + random.Next(700)).AddHours(random.Next(24));
        object?[] cells =
        [
            random.Next(12) == 0 ? null : x,
            z,
            random.Next(4),
            random.Next(15) == 0 ? null : level,
            random.Next(2) == 0 ? "yes" : "no",
            time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            random.NextDouble() < 1 / (1 + Math.Exp(-0.3 * x)) ? "p" : "q",
            "uvw"[random.Next(3)],
        ];
        return string.Join(',', cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)));
    }));

    private static IEnumerable<Dictionary<string, object?>> Rows()
    {
        var random = new Random(1);
        for (int row = 0; row < 60; row++)
        {
            string level = Levels[random.Next(Levels.Length)];
            string truth = Truths[random.Next(Truths.Length)];
            yield return new()
            {
                ["x"] = random.Next(6) == 0 ? null : Math.Round((random.NextDouble() * 10) - 3, 3),
                ["z"] = random.Next(6) == 0 ? null : Math.Round((random.NextDouble() * 8) - 1, random.Next(4)),
                ["n"] = random.Next(6) == 0 ? null : (double)random.Next(5),
                ["c"] = level.Length == 0 ? null : level,
                ["d"] = truth.Length == 0 ? null : truth,
                ["t"] = random.Next(6) == 0 ? null : 18_000 + random.Next(1_500) + (random.Next(24) / 24.0),
            };
        }
    }
}
