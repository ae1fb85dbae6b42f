using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>Models whose coefficients and covariance are R's: those of Golden/influence.R.</summary>
internal static class InferenceSamples
{
    /// <summary>The fits of the golden file.</summary>
    public static TheoryData<string> Fits { get; } = ["titanic", "birthwt", "birthwtWeighted", "birthwtOffset"];

    /// <summary>The rows of a fit, with a column w for weights or o for an offset where it has them.</summary>
    public static DataSource Source(string fit) => fit switch
    {
        "titanic" => TextSource.Of(
            "sex,age,passengerClass,survived",
            File.ReadLines(TestData.PathOf("titanic.csv")).Skip(1).Where(line => line.Split(',')[1].Length > 0)),
        "birthwt" => TextSource.File("birthwt.csv"),
        "birthwtWeighted" => TextSource.FileWith("birthwt.csv", "w", row => (int.Parse(row["lwt"]) % 3) + 1),
        "birthwtOffset" => TextSource.FileWith("birthwt.csv", "o", row => (0.1 * int.Parse(row["ftv"])) - 0.2),
        _ => throw new ArgumentException($"There is no fit '{fit}'.", nameof(fit)),
    };

    /// <summary>The model of a fit.</summary>
    public static LogisticModel Model(string fit)
    {
        var estimator = new LogisticRegression
        {
            CategoricalColumns = fit == "titanic" ? [] : ["race"],
            WeightColumn = fit == "birthwtWeighted" ? "w" : null,
            OffsetColumn = fit == "birthwtOffset" ? "o" : null,
        };
        LogisticModel fitted = estimator.Fit(Source(fit)).Model;
        GoldenFile golden = GoldenFile.Load("influence");
        string[] names = golden.Texts(fit, "names");
        double[] coefficients = golden.Numbers(fit, "coefficients");
        double[] square = golden.Numbers(fit, "covariance");
        int[] positions = [.. fitted.Coefficients.Keys.Select(name => Array.IndexOf(names, name))];
        for (int index = 0; index < positions.Length; index++)
        {
            DigitAssert.NineDigits(coefficients[positions[index]], fitted.Coefficients.Values.ElementAt(index), names[positions[index]]);
        }

        double[] triangle =
        [
            .. positions.SelectMany((row, index) => positions.Take(index + 1).Select(column => square[(row * positions.Length) + column])),
        ];
        return With(fitted, Inference(triangle, positions.Length, golden.Number(fit, "observations"), (int)golden.Number(fit, "rank")));
    }

    /// <summary>The same model with another inference.</summary>
    public static LogisticModel With(LogisticModel model, ModelInference? inference, string penalty = "none") =>
        model.With(
            content =>
                content with
                {
                    Training = content.Training with { Penalty = penalty },
                    Inference = inference,
                    Path = null,
                    Validation = null,
                });

    /// <summary>An inference that knows a covariance, given as a lower triangle, and little else.</summary>
    public static ModelInference Inference(double[] triangle, int dimension, double observations, int rank, params string[] unbounded) =>
        new()
        {
            Observations = observations,
            Rank = rank,
            LogLikelihood = -1,
            NullLogLikelihood = -2,
            LikelihoodRatio = new ChiSquaredTest(2, 1, 0.1573),
            StandardErrorValues = new Dictionary<string, IReadOnlyList<double>>(),
            PValues = new Dictionary<string, IReadOnlyList<double>>(),
            Covariance = new CoefficientCovariance(triangle, [.. Enumerable.Repeat(true, dimension)]),
            Separation = unbounded.Length == 0
                ? SeparationSummary.Undetermined
                : new SeparationSummary(SeparationKind.Quasi, 1, [.. unbounded.Select(name => new UnboundedCoefficient(name, 1))]),
        };
}
