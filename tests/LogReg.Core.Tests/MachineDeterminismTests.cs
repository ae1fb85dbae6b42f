using System.Globalization;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Tests.Architecture;
using LogReg.Tests.Numerics;

namespace LogReg.Tests;

/// <summary>
/// Models have the same bits on every machine that has fused multiply-adds, whatever its vectors: those of
/// machine-determinism.approved.txt. On a machine without, they agree to as many digits as the solver goes. With LOGREG_APPROVE=1 in the
/// environment the file is written anew; .ci/run runs these tests with sets of instructions turned off.
/// </summary>
public class MachineDeterminismTests
{
    private const string Approved = "machine-determinism.approved.txt";

    private static readonly bool IsFused = Fma.IsSupported || AdvSimd.Arm64.IsSupported;
    private static readonly Lock Writing = new();

    // To as many digits models agree without fused multiply-adds: all but rounding, where a solver ends at the optimum and not somewhere
    // near it.
    private const double Exact = 1e-11;
    private const double Near = 1e-5;

    private static readonly Dictionary<string, (Func<Table> Data, LogisticRegression Options, double Tolerance)> Fits = new()
    {
        ["newton"] = (() => Create(2_500, 2), new LogisticRegression { WeightColumn = "w", TestFeatures = true }, Exact),
        ["newton, many rows, some left out"] =
            (() => Create(40_000, 2), new LogisticRegression { MissingHandling = MissingHandling.Drop, TestSize = 0.2 }, Exact),
        ["newton-cg"] = (() => Create(2_500, 2), new LogisticRegression { Solver = SolverKind.NewtonConjugateGradient }, Near),
        ["lbfgs"] = (() => Create(20_000, 2), new LogisticRegression { Solver = SolverKind.Lbfgs }, Near),
        ["gd"] = (() => Create(2_500, 2), new LogisticRegression { Solver = SolverKind.GradientDescent }, Near),
        ["sgd"] = (() => Create(20_000, 2), new LogisticRegression { Solver = SolverKind.StochasticGradient, SkipInference = true }, Near),
        ["ridge"] = (() => Create(2_500, 2), new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01 }, Exact),
        ["lasso"] = (() => Create(2_500, 2), new LogisticRegression { Penalty = PenaltyKind.Lasso, Lambda = 0.01 }, Near),
        ["lasso, cross-validated path"] = (() => Create(2_500, 2), CrossValidated(PenaltyKind.Lasso), Near),
        ["ridge, cross-validated path"] = (() => Create(2_500, 2), CrossValidated(PenaltyKind.Ridge), Near),
        ["lasso of several classes"] =
            (() => Create(2_500, 3), new LogisticRegression { Penalty = PenaltyKind.Lasso, Lambda = 0.005 }, Near),
        ["softmax"] = (() => Create(2_500, 3), new LogisticRegression { WeightColumn = "w" }, Exact),
        ["softmax of many classes"] = (() => Create(2_500, 7), new LogisticRegression { Features = ["first", "second", "third"] }, Exact),
        ["softmax by lbfgs"] = (() => Create(2_500, 3), new LogisticRegression { Solver = SolverKind.Lbfgs }, Near),
        ["softmax by newton-cg"] = (() => Create(2_500, 3), new LogisticRegression { Solver = SolverKind.NewtonConjugateGradient }, Near),
        ["balanced classes"] = (() => Create(2_500, 2), new LogisticRegression { BalanceClasses = true }, Exact),
        ["offset"] = (() => Create(2_500, 2), new LogisticRegression { OffsetColumn = "w" }, Exact),
        ["robust errors"] = (() => Create(2_500, 2), new LogisticRegression { StandardErrors = StandardErrorKind.Hc1 }, Exact),
        ["clustered errors"] =
            (() => Create(2_500, 2), new LogisticRegression { StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "cluster" },
                Exact),
        ["profile intervals"] = (() => Create(1_000, 2), new LogisticRegression { Intervals = IntervalKind.Profile }, Exact),
        ["firth"] = (() => Create(300, 2), new LogisticRegression { Firth = true, CorrectIntercept = true }, Near),
        ["separated"] = (() => Create(2_500, 2, withSeparatedLevel: true), new LogisticRegression(), Near),
    };

    public static TheoryData<string> Names { get; } = [.. Fits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_AnyMachine_GivesTheApprovedModel(string name)
    {
        (Func<Table> data, LogisticRegression options, double tolerance) = Fits[name];
        LogisticModel model = (options with { Target = "y" }).Fit(data()).Model;
        string[] coefficients = [.. model.ClassesWithEquation.SelectMany(className => model.CoefficientsOf(className).Select(
            pair => $"{className} {pair.Key} {pair.Value.ToString("R", CultureInfo.InvariantCulture)}"))];
        string hash = HashOf(model);
        if (Environment.GetEnvironmentVariable("LOGREG_APPROVE") == "1")
        {
            Assert.True(IsFused, "Approve models on a machine with fused multiply-adds.");
            Approve(name, [hash, .. coefficients]);
        }

        string[] approved = Read().GetValueOrDefault(name) ?? [];
        if (IsFused)
        {
            Assert.True(
                approved.SequenceEqual([hash, .. coefficients]),
                $"The model «{name}» has other bits than the approved one; if that is wanted, run the tests with LOGREG_APPROVE=1.\n"
                + string.Join(
                    '\n',
                    coefficients.Prepend(hash).Zip(approved).Where(pair => pair.First != pair.Second).Select(
                        pair => $"{pair.Second} → {pair.First}")));
            return;
        }

        Assert.Equal(approved.Length, coefficients.Length + 1);
        Assert.All(
            approved.Skip(1).Zip(coefficients),
            pair => DigitAssert.Near(tolerance, NumberOf(pair.First), NumberOf(pair.Second), pair.First));
    }

    [Fact]
    public void Approved_HasTheseFitsAndNoOthers() =>
        Assert.Equal(Fits.Keys.Order(StringComparer.Ordinal), Read().Keys.Order(StringComparer.Ordinal));

    private static LogisticRegression CrossValidated(PenaltyKind penalty) =>
        new()
        {
            Penalty = penalty,
            LambdaChoice = LambdaChoice.CrossValidation,
            CrossValidation = new CrossValidationOptions { Folds = 3 },
            Path = new PathOptions { Count = 20 },
        };

    // All numbers of the model's file, in their order.
    private static string HashOf(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        var bits = new BitsHash();
        Add(document.RootElement);
        return bits.ToString();

        void Add(JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Number:
                    bits.Add(element.GetDouble());
                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in element.EnumerateArray())
                    {
                        Add(item);
                    }

                    break;
                case JsonValueKind.Object:
                    foreach (JsonProperty member in element.EnumerateObject())
                    {
                        Add(member.Value);
                    }

                    break;
            }
        }
    }

    private static double NumberOf(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    private static string PathOfApproved => Path.Combine(CoreSources.Folder, "..", "..", "tests", "LogReg.Core.Tests", Approved);

    // A fit's name, and indented its model.
    private static Dictionary<string, string[]> Read()
    {
        lock (Writing)
        {
            return File.Exists(PathOfApproved)
                ? File.ReadAllText(PathOfApproved).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Aggregate(new List<List<string>>(), (fits, line) =>
                    {
                        if (line[0] != ' ')
                        {
                            fits.Add([]);
                        }

                        fits[^1].Add(line.Trim());
                        return fits;
                    })
                    .ToDictionary(fit => fit[0], fit => fit.Skip(1).ToArray())
                : [];
        }
    }

    private static void Approve(string name, string[] lines)
    {
        lock (Writing)
        {
            Dictionary<string, string[]> all = Read();
            all[name] = lines;
            IEnumerable<string> text = all.Where(fit => Fits.ContainsKey(fit.Key)).OrderBy(fit => fit.Key, StringComparer.Ordinal)
                .SelectMany(fit => fit.Value.Select(line => $"  {line}").Prepend(fit.Key));
            File.WriteAllText(PathOfApproved, string.Join('\n', text) + "\n");
        }
    }

    // Sums, products and random numbers alone: the same on every machine.
    private static Table Create(int rowCount, int classCount, bool withSeparatedLevel = false)
    {
        string[] numeric = ["first", "second", "third", "fourth", "fifth", "sixth"];
        double[][] columns = [.. numeric.Select(_ => new double[rowCount])];
        double[] weights = new double[rowCount];
        string[] category = new string[rowCount];
        string[] cluster = new string[rowCount];
        string[] classes = new string[rowCount];
        var random = new Random(20261128);
        for (int row = 0; row < rowCount; row++)
        {
            foreach (double[] column in columns)
            {
                column[row] = random.NextDouble() + random.NextDouble() - 1;
            }

            columns[1][row] = random.Next(20) == 0 ? double.NaN : (100 * columns[1][row]) + columns[0][row];
            weights[row] = 0.5 + random.NextDouble();
            int level = random.Next(5);
            double place = 0.5 + (0.3 * columns[0][row]) - (0.2 * columns[2][row]) + (0.02 * level) + (0.7 * (random.NextDouble() - 0.5));
            int code = (int)(classCount * Math.Clamp(place, 0, 0.999));
            category[row] = withSeparatedLevel && code == 1 && row % 100 == 0 ? "separated" : $"level {level}";
            cluster[row] = $"cluster {random.Next(40)}";
            classes[row] = $"class {code}";
        }

        TableBuilder builder =
            new TableBuilder().AddCategorical("category", category).AddCategorical("cluster", cluster).AddCategorical("y", classes)
                .AddNumeric("w", weights);
        for (int column = 0; column < columns.Length; column++)
        {
            builder.AddNumeric(numeric[column], columns[column]);
        }

        return builder.Build();
    }
}
