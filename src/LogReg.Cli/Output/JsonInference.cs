using System.Text.Json.Serialization;
using LogReg.Inference;

namespace LogReg.Cli.Output;

/// <summary>The inference of a model in the reports for programs. A number that is not defined is null.</summary>
internal sealed record JsonInference
{
    public required string Method { get; init; }

    public required string StandardErrorsFrom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? ClusterColumn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required int? ClusterCount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Weights { get; init; }

    public required string Intervals { get; init; }

    public required double Confidence { get; init; }

    public required double Observations { get; init; }

    public required int Rank { get; init; }

    public required double Deviance { get; init; }

    public required double NullDeviance { get; init; }

    public required double? Aic { get; init; }

    public required double? Bic { get; init; }

    public required TestDocument LikelihoodRatio { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required TestDocument? RobustWald { get; init; }

    public required double? McFaddenRSquared { get; init; }

    public required double? CoxSnellRSquared { get; init; }

    public required double? NagelkerkeRSquared { get; init; }

    public required double? TjurRSquared { get; init; }

    public required TestDocument? HosmerLemeshow { get; init; }

    public required IReadOnlyDictionary<string, TestDocument> FeatureTests { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, ColumnTestDocument>? ColumnTests { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, TestDocument>? TermTests { get; init; }

    public required double? ConditionNumber { get; init; }

    public required IReadOnlyDictionary<string, double?> VarianceInflation { get; init; }

    public required string Separation { get; init; }

    public required long SeparatedRows { get; init; }

    public required IReadOnlyDictionary<string, int> Unbounded { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<string>? SeparatedClasses { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Aliased { get; init; }

    public required IReadOnlyList<string> Undetermined { get; init; }

    /// <param name="inference">What is known of the uncertainty.</param>
    /// <param name="model">The model that it belongs to.</param>
    public static JsonInference? Of(ModelInference? inference, LogisticModel model) => inference is null ? null : new JsonInference
    {
        Method = EnumName.Of(inference.Method),
        StandardErrorsFrom = EnumName.Of(inference.StandardErrors),
        ClusterColumn = inference.ClusterColumn,
        ClusterCount = inference.ClusterColumn is null ? null : inference.ClusterCount,
        Weights = inference.Weights is WeightKind weights ? EnumName.Of(weights) : null,
        Intervals = EnumName.Of(inference.Intervals),
        Confidence = inference.Confidence,
        Observations = inference.Observations,
        Rank = inference.Rank,
        Deviance = inference.Deviance,
        NullDeviance = inference.NullDeviance,
        Aic = Finite(inference.Aic),
        Bic = Finite(inference.Bic),
        LikelihoodRatio = Test(inference.LikelihoodRatio),
        RobustWald = inference.RobustWald is null ? null : Test(inference.RobustWald),
        McFaddenRSquared = Finite(inference.McFaddenRSquared),
        CoxSnellRSquared = Finite(inference.CoxSnellRSquared),
        NagelkerkeRSquared = Finite(inference.NagelkerkeRSquared),
        TjurRSquared = inference.TjurRSquared is double tjur ? Finite(tjur) : null,
        HosmerLemeshow = inference.HosmerLemeshow is HosmerLemeshowTest test
            ? new TestDocument(Finite(test.Statistic), test.DegreesOfFreedom, Finite(test.PValue), null)
            {
                MeanAbsoluteError = test.MeanAbsoluteError,
            }
            : null,
        FeatureTests = inference.FeatureTests.ToDictionary(one => one.Feature, one => Test(one.Test) with { AicWithout = Finite(one.Aic) }),
        ColumnTests = model.ColumnTests.Count == 0
            ? null
            : model.ColumnTests.ToDictionary(one => one.Column, one => new ColumnTestDocument(Test(one.Overall))
            {
                NonLinearity = one.NonLinearity is null ? null : Test(one.NonLinearity),
                LinearIn = one.LinearIn,
                Products = one.Products is null ? null : Test(one.Products),
            }),
        TermTests = model.TermTests.Count == 0 ? null : model.TermTests.ToDictionary(one => one.Feature, one => Test(one.Test)),
        ConditionNumber = inference.Collinearity is null ? null : Finite(inference.Collinearity.ConditionNumber),
        VarianceInflation = (inference.Collinearity?.Inflations ?? []).ToDictionary(one => one.Feature, one => Finite(one.Factor)),
        Separation = EnumName.Of(inference.Separation.Kind),
        SeparatedRows = inference.Separation.SeparatedRows,
        Unbounded = inference.Separation.Unbounded.ToDictionary(one => one.Name, one => one.Direction),
        SeparatedClasses = inference.Separation.Classes.Count == 0 ? null : inference.Separation.Classes,
        Aliased = inference.Aliased.ToDictionary(one => one.Name, one => one.DependsOn),
        Undetermined = inference.Undetermined,
    };

    private static TestDocument Test(ChiSquaredTest test) => new(Finite(test.Statistic), test.DegreesOfFreedom, Finite(test.PValue), null);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>Wald tests of a column through all terms that read it.</summary>
    internal sealed record ColumnTestDocument(TestDocument Overall)
    {
        /// <summary>The test of the coefficients that are not those of a line.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public TestDocument? NonLinearity { get; init; }

        /// <summary>What the line is a line in.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? LinearIn { get; init; }

        /// <summary>The test of the coefficients of products.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public TestDocument? Products { get; init; }
    }

    internal sealed record TestDocument(
        double? Statistic,
        int DegreesOfFreedom,
        double? P,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? AicWithout)
    {
        /// <summary>The differences between predicted and observed proportions in the Hosmer–Lemeshow test.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? MeanAbsoluteError { get; init; }
    }
}
