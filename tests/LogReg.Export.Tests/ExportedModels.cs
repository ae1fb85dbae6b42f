using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using LogReg.Data;
using LogReg.Updating;

namespace LogReg.Export.Tests;

/// <summary>Models of every kind of term, and rows of every kind of cell.</summary>
public static class ExportedModels
{
    /// <summary>The kind of model with a step function after its equation.</summary>
    public const string Isotonic = "isotonic calibration";

    private const string ManyLevels = "1,000 levels";
    private const int FewRows = 500;
    private const int ManyRows = 4_000;

    private const string Weird = "a \"quoted\" naïve, col: '\\ 😀";

    private static readonly string[] Names = ["x", "z", "n", Weird, "d", "t", "m", "y", "k"];

    private static readonly string[] Levels = ["red", "O'Neil \"x\"", "grün 😀", "rare", "TRUE", "1.50", "never seen", ""];

    /// <summary>The kinds of models by name: the formula, and the target.</summary>
    public static IReadOnlyDictionary<string, string> Formulas { get; } = new Dictionary<string, string>
    {
        ["main effects"] = $"y ~ x + z + `{Weird}` + d",
        ["missing"] = $"y ~ x + missing(x) + z + missing(`{Weird}`) + `{Weird}`",
        ["functions"] = "y ~ log(x) + sqrt(z) + log2(z) + log10(x) + log1p(x) + abs(z) + x^2 + scale(z) + log(log1p(z))",
        ["exponential"] = "y ~ exp(z) + center(x)",
        ["spline"] = "y ~ spline(x, 4) + linear(z, 3) + poly(n, 2)",
        ["product"] = $"y ~ x:`{Weird}` + `{Weird}`*d + x*z + spline(z, 3):d",
        ["levels of numbers"] = "y ~ cut(x, 1, 2, 4) + bins(z, 3):d + category(n)",
        ["codings"] = $"y ~ steps(`{Weird}`) + effect(d):x + lump(`{Weird}`, 0.1):d",
        ["dates"] = "y ~ year(t) + month(t) + weekday(t) + hour(t) + days(t, since 2020-01-01)",
        [ManyLevels] = "y ~ x + m",
        [Isotonic] = $"y ~ x + z + `{Weird}` + d",
        ["several classes"] = $"k ~ spline(x, 3) + `{Weird}` + d:z",
    };

    private static readonly ConcurrentDictionary<(string Kind, bool IsPenalised), LogisticModel> Fitted = new();

    /// <summary>Fits a model, once for all tests.</summary>
    /// <param name="kind">One of <see cref="Formulas"/>.</param>
    /// <param name="isPenalised">Whether it has a penalty, and all levels coefficients.</param>
    public static LogisticModel Fit(string kind, bool isPenalised) => Fitted.GetOrAdd((kind, isPenalised), _ =>
    {
        LogisticModel model = new LogisticRegression
        {
            Formula = Formulas[kind],
            Penalty = isPenalised ? PenaltyKind.Ridge : PenaltyKind.None,
            Lambda = isPenalised ? 0.01 : 0,
            MissingHandling = MissingHandling.Impute,
        }.Fit(Source(Training(kind == ManyLevels ? ManyRows : FewRows))).Model;
        return kind == Isotonic
            ? model.Update(Source(Training(ManyRows)), new UpdateOptions { Method = UpdateMethod.Isotonic }).Model
            : model;
    });

    /// <summary>A CSV source.</summary>
    /// <param name="text">The text.</param>
    public static CsvSource Source(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return CsvSource.FromStream(() => new MemoryStream(bytes), "data.csv");
    }

    /// <summary>Rows to score: with missing cells, unseen levels, numbers out of range, and texts in other forms.</summary>
    public static string Rows() => Text(120, row =>
    {
        var random = new Random(row + 5_000);
        return
        [
            random.Next(6) == 0 ? "NA" : random.Next(6) == 0 ? "1e0" : Math.Round((random.NextDouble() * 10) - 2, 3),
            random.Next(6) == 0 ? null : Math.Round((random.NextDouble() * 8) - 1, random.Next(4)),
            random.Next(6) == 0 ? null : random.Next(5),
            random.Next(5) == 0 ? "true" : random.Next(5) == 0 ? "1.5" : Levels[random.Next(Levels.Length)],
            random.Next(6) == 0 ? null : random.Next(6) == 0 ? "maybe" : " yes ",
            random.Next(6) == 0 || random.Next(8) == 0 ? null : Time(random),
            row % 10 == 0 ? null : $"shop {row * 37 % 1100}",
        ];
    });

    /// <summary>Rows to fit models to.</summary>
    /// <param name="count">How many.</param>
    public static string Training(int count = FewRows) => Text(count, row =>
    {
        var random = new Random(row);
        double x = Math.Round((random.NextDouble() * 8) + 0.05, 2);
        return
        [
            random.Next(12) == 0 ? null : x,
            Math.Round((random.NextDouble() * 6) + 0.5, 2),
            random.Next(4),
            random.Next(15) == 0 ? null : random.Next(30) == 0 ? "rare" : Levels[new[] { 0, 1, 2, 4, 5 }[random.Next(5)]],
            random.Next(2) == 0 ? "yes" : "no",
            Time(random),
            $"shop {((row * 7919) + 7) % 1000}",
            random.NextDouble() < 1 / (1 + Math.Exp(-0.3 * x)) ? "p's" : "q",
            new[] { "u", "v \"w\"", "😀" }[random.Next(3)],
        ];
    });

    private static string Time(Random random) =>
        DateTime.UnixEpoch.AddDays(18_300 + random.Next(700)).AddHours(random.Next(24)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The rows of a CSV text by name.</summary>
    /// <param name="text">The text, every cell in quotes.</param>
    public static IEnumerable<Dictionary<string, object?>> Parse(string text)
    {
        string[][] lines =
        [
            .. text.TrimEnd('\n').Split('\n').Select(line => line[1..^1].Split("\",\"").Select(
                cell => cell.Replace("\"\"", "\"", StringComparison.Ordinal)).ToArray()),
        ];
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => (object?)pair.Second));
    }

    private static string Text(int count, Func<int, object?[]> row) => string.Concat(
        Enumerable.Range(-1, count + 1).Select(place => string.Join(',', (place < 0 ? Names[..row(0).Length] : row(place)).Select(
            cell => $"\"{Convert.ToString(cell, CultureInfo.InvariantCulture)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));

    /// <summary>What the model says of <see cref="Rows"/>: the probability of the positive class, or of each.</summary>
    /// <param name="model">The model.</param>
    public static double[] Probabilities(LogisticModel model) =>
        [.. model.Score(Source(Rows())).SelectMany(chunk => chunk.Probabilities.ToArray())];
}
