using LogReg.Terms;


namespace LogReg.Tests.Terms;

public class FormulaTests
{
    private static readonly string[] Birthwt = ["low", "age", "lwt", "race", "smoke", "ptl"];
    private static readonly string[] Awkward =
        [
            "mean radius", "worst area", "mean", "a", "b", "a*b", "debt-to-income", "debt", "log", "x y", "größe", "1st", "col.1",
            "sex=male",
            "na`me",
        ];

    // Terms as R's terms(…) has them, but for the square.
    [Theory]
    [InlineData("age", "age")]
    [InlineData("age + lwt", "age | lwt")]
    [InlineData("age+lwt+age", "age | lwt")]
    [InlineData("age*smoke", "age | smoke | age:smoke")]
    [InlineData("lwt*smoke + race*smoke", "lwt | smoke | race | lwt:smoke | smoke:race")]
    [InlineData("age:smoke + age", "age | age:smoke")]
    [InlineData("smoke:age", "smoke:age")]
    [InlineData("lwt + smoke:lwt", "lwt | lwt:smoke")]
    [InlineData("(age + lwt):smoke", "age:smoke | lwt:smoke")]
    [InlineData("(age + lwt + race)^2", "age | lwt | race | age:lwt | age:race | lwt:race")]
    [InlineData("(age + lwt + race)^3", "age | lwt | race | age:lwt | age:race | lwt:race | age:lwt:race")]
    [InlineData("(age + lwt + race)^2 - age:lwt", "age | lwt | race | age:race | lwt:race")]
    [InlineData("age*lwt*race - age:lwt:race", "age | lwt | race | age:lwt | age:race | lwt:race")]
    [InlineData("age*(lwt + race)", "age | lwt | race | age:lwt | age:race")]
    [InlineData("age:age", "age")]
    [InlineData("age^2", "age^2")]
    [InlineData("age + age^2", "age | age^2")]
    [InlineData("(age)^2 + log(lwt)^3", "age^2 | log(lwt)^3")]
    [InlineData("age^1", "age")]
    [InlineData("1 + age", "age")]
    [InlineData(". - ptl", "age | lwt | race | smoke")]
    [InlineData(".", "age | lwt | race | smoke | ptl")]
    [InlineData(". + spline(lwt, 4) + smoke*race", "age | ptl | spline(lwt, 4) | smoke | race | smoke:race")]
    [InlineData(". + age^2", "age | lwt | race | smoke | ptl | age^2")]
    [InlineData(". + log(lwt) + lwt", "age | race | smoke | ptl | log(lwt) | lwt")]
    [InlineData("spline(lwt) + spline(lwt, 5)", "spline(lwt, 5)")]
    [InlineData("spline( lwt ,knots 100,120 , 150.5)", "spline(lwt, knots 100, 120, 150.5)")]
    [InlineData("linear(age, -25, 4e1)", "linear(age, -25, 40)")]
    [InlineData("spline(log(abs(age)), 4):category(race)", "spline(log(abs(age)), 4):category(race)")]
    [InlineData("  age\n +\tlwt ", "age | lwt")]
    public void Parse_OfKnownColumns_HasTheTerms(string text, string terms) => Assert.Equal(terms, TermsOf(text, Birthwt));

    [Theory]
    [InlineData("mean radius*worst area", "mean radius | worst area | mean radius:worst area")]
    [InlineData("mean + x y", "mean | x y")]
    [InlineData("größe:1st", "größe:1st")]
    [InlineData("`a*b` + a", "a*b | a")]
    [InlineData("debt-to-income + debt", "debt-to-income | debt")]
    [InlineData("col.1 + sex=male", "col.1 | sex=male")]
    [InlineData("log(a) + `log`", "log(a) | log")]
    public void Parse_OfNamesWithSpacesAndSigns_TakesTheLongest(string text, string terms)
        => Assert.Equal(terms, TermsOf(text, Awkward));

    [Theory]
    [InlineData("low ~ age", "low", "age")]
    [InlineData("`low`~.", "low", "age | lwt | race | smoke | ptl")]
    [InlineData("~ age", null, "age")]
    [InlineData("age", null, "age")]
    public void Parse_WithTarget_FindsIt(string text, string? target, string terms)
    {
        var formula = Formula.Parse(text, Birthwt, Birthwt[1..]);

        Assert.Equal(target, Formula.TargetOf(text, Birthwt));
        Assert.Equal(terms, string.Join(" | ", formula.Terms));
    }

    [Theory]
    [InlineData("", "the formula is empty", 0, 1, null)]
    [InlineData("age +", "the formula ends where a column is expected", 5, 1, null)]
    [InlineData("agee + lwt", "there is no column 'agee'", 0, 4, "did you mean 'age'?")]
    [InlineData("age + splin(lwt)", "there is no function 'splin'", 6, 5, "did you mean spline(…)?")]
    [InlineData("age + rcs(lwt)", "there is no function 'rcs'", 6, 3, "write spline(…), which has the same knots")]
    [InlineData("age lwt", "'l' cannot stand here", 4, 1, "write + between terms")]
    [InlineData("age/lwt", "'/' cannot stand here", 3, 1, "write a + a:b for a/b")]
    [InlineData("(age + lwt", "a parenthesis is not closed", 0, 1, "add )")]
    [InlineData("age)", "')' cannot stand here", 3, 1, "it closes no parenthesis")]
    [InlineData("age - 1", "a model always has an intercept", 4, 3, "leave it out of the formula")]
    [InlineData("age + 0", "a model always has an intercept", 6, 1, "leave 0 out of the formula")]
    [InlineData("age^0", "an exponent must be a whole number from 1 to 20", 4, 1, "such as age^2 or (a + b + c)^2")]
    [InlineData("age^2^2", "only one exponent is possible", 5, 1, "write a single whole number after ^")]
    [InlineData("log(age + lwt)", "log takes one column", 8, 1, "write log(x)")]
    [InlineData("log age", "'log' is a function and needs a column", 0, 3, "write log(x)")]
    [InlineData(
        "spline(age, 9)",
        "spline cannot take these arguments",
        0,
        14,
        "write spline(x), spline(x, 4) with 3 to 7 knots, or spline(x, knots 20, 40, 60)")]
    [InlineData(
        "linear(age, 40, 25)", "linear cannot take these arguments", 0, 19, "write linear(x, 30, 50), with 1 to 100 ascending numbers")]
    [InlineData("cut(age)", "cut cannot take these arguments", 0, 8, "write cut(x, 25, 40, 60), with 1 to 100 ascending numbers")]
    [InlineData("bins(age, 1)", "bins cannot take these arguments", 0, 12, "write bins(x, 5), with 2 to 100 bins")]
    [InlineData("lump(race, 1)", "lump cannot take these arguments", 0, 13, "write lump(x, 0.01), with a share between 0 and 1")]
    [InlineData("steps(race, a, a)", "steps cannot take these arguments", 0, 17, null)]
    [InlineData(
        "steps(race, , b)", "a level is expected", 12, 1, "write steps(x), or steps(x, low, medium, high) with every level in order")]
    [InlineData("days(age, since 2020-02-30)", "a date is expected", 16, 10, "write days(x), or days(x, since 2020-01-01)")]
    [InlineData("cut2(age, 25)", "there is no function 'cut2'", 0, 4, "write bins(x, 5) for quantiles, or cut(x, 25, 40)")]
    [InlineData("linear(age, forty)", "a number is expected", 12, 5, "write linear(x, 30, 50), with 1 to 100 ascending numbers")]
    [InlineData("age(lwt)", "'age' is a column, not a function", 0, 3, null)]
    [InlineData("low ~ low + age", "'low' is the target", 6, 3, "leave it out after ~")]
    [InlineData("lwo ~ age", "there is no column 'lwo'", 0, 3, "did you mean 'low' or 'lwt'?")]
    [InlineData("log(low) ~ age", "there is no column 'log(low)'", 0, 8, null)]
    [InlineData("age - age", "the formula has no terms", 0, 9, "name a column")]
    [InlineData("`age", "a backtick is not closed", 0, 1, "write a name between two backticks")]
    [InlineData("age ~ lwt ~ race", "'~' cannot stand here", 10, 1, "a formula has one ~, after its target")]
    public void Parse_OfAFault_SaysWhereAndWhatToDo(string text, string message, int position, int length, string? hint)
    {
        var error = Assert.Throws<FormulaException>(() => Formula.Parse(text, Birthwt, Birthwt[1..]));

        Assert.Equal($"{message}, at character {position + 1} of the formula", error.Message);
        Assert.Equal((position, length), (error.Position, error.Length));
        if (hint is not null)
        {
            Assert.Equal(hint, error.Hint?.ToString());
        }
    }

    [Fact]
    public void Parse_OfAnAmbiguousName_AsksForBackticks()
    {
        var error = Assert.Throws<FormulaException>(() => Formula.Parse("a*b", Awkward, Awkward));

        Assert.Equal("'a*b' is a column, but also an expression of other columns, at character 1 of the formula", error.Message);
        Assert.Equal("write the column as `a*b`, or put the names of the others between backticks", error.Hint?.ToString());
    }

    [Fact]
    public void Excerpt_ShowsThePlace()
    {
        var error = Assert.Throws<FormulaException>(() => Formula.Parse("low ~ age + smokes", Birthwt, Birthwt[1..]));
        Assert.Equal("low ~ age + smokes\n            ^^^^^^", error.Excerpt);

        string longText =
            string.Join(" + ", Enumerable.Repeat("age", 100)) + " + nothing + " + string.Join(" + ", Enumerable.Repeat("lwt", 100));
        error = Assert.Throws<FormulaException>(() => Formula.Parse(longText, Birthwt, Birthwt[1..]));
        string[] lines = error.Excerpt.Split('\n');
        Assert.Equal(
            "nothing", lines[0].Substring(lines[1].IndexOf('^', StringComparison.Ordinal), lines[1].Count(character => character == '^')));
        Assert.True(lines[0].Length <= 74);
    }

    [Theory]
    [InlineData("(", 100_000, "")]
    [InlineData("(a+", 5000, "a")]
    [InlineData("log(", 5000, "a")]
    [InlineData("a:", 50_000, "a")]
    [InlineData("a+", 100_000, "a")]
    [InlineData("a*", 50_000, "b")]
    [InlineData("a^2+", 50_000, "b")]
    [InlineData("`", 99_999, "")]
    public void Parse_OfLongRepetitions_EndsWithTermsOrAFault(string piece, int times, string end)
    {
        string text = string.Concat(Enumerable.Repeat(piece, times)) + end;
        Exception? error = Record.Exception(() => Formula.Parse(text, ["a", "b"], ["a", "b"]));
        Assert.True(error is null or FormulaException);
    }

    [Fact]
    public void Parse_OfTooManyProducts_IsRefused()
    {
        string[] columns = [.. Enumerable.Range(0, 300).Select(column => $"x{column}")];
        var error = Assert.Throws<FormulaException>(() => Formula.Parse(".^2", columns, columns));
        Assert.StartsWith("the formula has more than 10,000 terms", error.Message, StringComparison.Ordinal);
        string subsets = $"({string.Join("+", columns.Take(13))})^13";
        Assert.Throws<FormulaException>(() => Formula.Parse($"{subsets}:{subsets}", columns, columns));
    }

    [Fact]
    public void Parse_OfRandomTexts_GivesTermsOrAPlace()
    {
        string[] pieces =
            [
                "a", "b", "x y", "log", "spline", "(", ")", "+", "-", "*", ":", "^", "2", ",", ".", "~", " ", "`", "knots", "1e9", "é",
                "\ud83d", "\0", "a*b", "linear(", "cut(a,", "steps(", "days(b,", "since 2020-01-01", "low", "bins(", "lump(", "0.01",
            ];
        string[] columns = ["a", "b", "x y", "a*b", "c"];
        var random = new Random(20);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                Assert.NotEmpty(Formula.Parse(text, columns, columns).Terms);
            }
            catch (FormulaException error)
            {
                Assert.InRange(error.Position, 0, text.Length);
                Assert.NotEmpty(error.Excerpt);
            }
        }
    }

    [Theory]
    [InlineData("steps( race ,b,`c (1)` )", "steps(race, b, `c (1)`)")]
    [InlineData("days(lwt)", "days(lwt, since 1970-01-01)")]
    [InlineData("days(lwt, 2020-01-01)", "days(lwt, since 2020-01-01)")]
    [InlineData("bins(age):lump(race)", "bins(age, 5):lump(race, 0.01)")]
    [InlineData("number(month(lwt)) + missing(age)", "number(month(lwt)) | missing(age)")]
    public void Parse_OfAFunction_WritesItInOneWay(string text, string expected)
    {
        Assert.Equal(expected, TermsOf(text, Birthwt));
        Assert.Equal(expected, TermsOf(expected.Replace("|", "+", StringComparison.Ordinal), Birthwt));
    }

    [Theory]
    [InlineData("age*smoke", "age + smoke + age:smoke")]
    [InlineData("(age + smoke)^2", "age*smoke")]
    [InlineData("(age + smoke + race)^2", "age*smoke*race - age:smoke:race")]
    [InlineData("age:(smoke + race)", "age:smoke + age:race")]
    public void Parse_OfEqualFormulas_GivesEqualTerms(string one, string other) =>
        Assert.Equal(TermsOf(one, Birthwt), TermsOf(other, Birthwt));

    private static string TermsOf(string text, string[] columns) =>
        string.Join(" | ", Formula.Parse(text, columns, [.. columns.Where(column => column != "low")]).Terms);
}
