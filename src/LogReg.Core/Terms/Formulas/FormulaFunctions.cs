namespace LogReg.Terms;

/// <summary>The names of the functions, and what each takes.</summary>
internal static class FormulaFunctions
{
    private static readonly Dictionary<string, FormulaFunction> ByName = Enum.GetValues<FormulaFunction>()
        .Where(function => function != FormulaFunction.Power)
        .ToDictionary(function => function.ToString().ToLowerInvariant());

    // What users of other programs write.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["I"] = "write a power without a function: age^2",
        ["factor"] = "write category(…)",
        ["as.factor"] = "write category(…)",
        ["C"] = "write category(…)",
        ["rcs"] = "write spline(…), which has the same knots",
        ["ns"] = "write spline(…)",
        ["bs"] = "write spline(…)",
        ["s"] = "write spline(…)",
        ["lsp"] = "write linear(…)",
        ["pol"] = "write poly(…)",
        ["ln"] = "write log(…), the natural logarithm",
        ["cut2"] = "write bins(x, 5) for quantiles, or cut(x, 25, 40)",
        ["qcut"] = "write bins(x, 5)",
        ["ordered"] = "write steps(x, low, medium, high)",
        ["Sum"] = "write effect(x)",
        ["fct_lump"] = "write lump(x, 0.01)",
        ["as.numeric"] = "write number(x)",
        ["is.na"] = "write missing(x)",
        ["wday"] = "write weekday(x)",
        ["strata"] = "write category(…)",
        ["interaction"] = "write a:b",
    };

    /// <summary>The names, in the order of the functions.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>Finds a function.</summary>
    public static bool TryFind(string name, out FormulaFunction function) => ByName.TryGetValue(name, out function);

    /// <summary>The name of a function.</summary>
    public static string NameOf(FormulaFunction function) => function.ToString().ToLowerInvariant();

    /// <summary>How to write what another program calls by a name; <see langword="null"/> if none is known.</summary>
    public static string? HintFor(string name) => Elsewhere.GetValueOrDefault(name);

    /// <summary>What a function takes, as a call of it.</summary>
    public static string UsageOf(FormulaFunction function) => function switch
    {
        FormulaFunction.Spline => "spline(x), spline(x, 4) with 3 to 7 knots, or spline(x, knots 20, 40, 60)",
        FormulaFunction.Linear => "linear(x, 30, 50), with 1 to 100 ascending numbers",
        FormulaFunction.Poly => "poly(x, 2), with a degree from 1 to 20",
        FormulaFunction.Power => "x^2, with an exponent from 2 to 20",
        FormulaFunction.Cut => "cut(x, 25, 40, 60), with 1 to 100 ascending numbers",
        FormulaFunction.Bins => "bins(x, 5), with 2 to 100 bins",
        FormulaFunction.Lump => "lump(x, 0.01), with a share between 0 and 1",
        FormulaFunction.Steps => "steps(x), or steps(x, low, medium, high) with every level in order",
        FormulaFunction.Days => "days(x), or days(x, since 2020-01-01)",
        _ => $"{NameOf(function)}(x)",
    };

    /// <summary>Whether the result of a function is a level.</summary>
    public static bool MakesLevels(FormulaFunction function) => ReadsLevels(function)
        || function is FormulaFunction.Cut or FormulaFunction.Bins or FormulaFunction.Month or FormulaFunction.Weekday;

    /// <summary>Whether a function that is applied to a column needs its cells as levels.</summary>
    public static bool ReadsLevels(FormulaFunction function) =>
        function is FormulaFunction.Category or FormulaFunction.Lump or FormulaFunction.Steps or FormulaFunction.Effect;

    /// <summary>Whether a function that is applied to a column needs its cells as dates.</summary>
    public static bool ReadsDates(FormulaFunction function) => function is >= FormulaFunction.Year and <= FormulaFunction.Days;

    /// <summary>Whether a function that is applied to a column needs its cells as numbers.</summary>
    public static bool ReadsNumbers(FormulaFunction function) =>
        !ReadsLevels(function) && !ReadsDates(function) && function != FormulaFunction.Missing;

    /// <summary>Whether a function can take arguments.</summary>
    public static bool IsValid(FormulaFunction function, FormulaArguments arguments)
    {
        IReadOnlyList<double> numbers = arguments.Numbers;
        return function switch
        {
            not FormulaFunction.Spline when arguments.AreKnots => false,
            FormulaFunction.Spline when arguments.AreKnots => numbers.Count is >= 3 and <= NumberFunction.MostKnots && IsAscending(numbers),
            FormulaFunction.Spline => numbers is [] or [3 or 4 or 5 or 6 or 7],
            FormulaFunction.Linear => numbers.Count is >= 1 and <= NumberFunction.MostKnots && IsAscending(numbers),
            FormulaFunction.Poly => IsWhole(numbers, 1, 20),
            FormulaFunction.Power => IsWhole(numbers, 2, 20),
            FormulaFunction.Cut => numbers.Count is >= 1 and <= NumberFunction.MostKnots && IsAscending(numbers),
            FormulaFunction.Bins => numbers.Count == 0 || IsWhole(numbers, 2, 100),
            FormulaFunction.Lump => numbers is [] or [> 0 and < 1],
            FormulaFunction.Steps => arguments.Texts.Count is 0 or >= 2 && arguments.Texts.Distinct().Count() == arguments.Texts.Count,
            _ => numbers.Count == 0,
        };
    }

    private static bool IsWhole(IReadOnlyList<double> numbers, double least, double most) =>
        numbers is [double number] && number >= least && number <= most && number == Math.Floor(number);

    private static bool IsAscending(IReadOnlyList<double> numbers)
    {
        for (int i = 1; i < numbers.Count; i++)
        {
            if (!(numbers[i] > numbers[i - 1]))
            {
                return false;
            }
        }

        return true;
    }
}
