using LogReg.Inference;

namespace LogReg.Serialization;

/// <summary>Writes the inference of a model as the member <c>inference</c> of its file.</summary>
internal static class InferenceWriter
{
    public static InferenceDocument ToDocument(ModelContent model, ModelInference inference) => new()
    {
        Method = EnumName.Of(inference.Method),
        InterceptCorrected = inference.HasCorrectedIntercept ? true : null,
        ClassWeights = inference.HasClassWeights ? true : null,
        StandardErrorsFrom = EnumName.Of(inference.StandardErrors),
        ClusterColumn = inference.ClusterColumn,
        ClusterCount = inference.ClusterColumn is null ? null : inference.ClusterCount,
        Weights = inference.Weights is WeightKind weights ? EnumName.Of(weights) : null,
        Observations = inference.Observations,
        Rank = inference.Rank,
        LogLikelihood = inference.LogLikelihood,
        NullLogLikelihood = inference.NullLogLikelihood,
        Aic = Finite(inference.Aic),
        Bic = Finite(inference.Bic),
        LikelihoodRatio =
            new(
                Finite(inference.LikelihoodRatio.Statistic),
                inference.LikelihoodRatio.DegreesOfFreedom,
                Finite(inference.LikelihoodRatio.PValue)),
        RobustWald = inference.RobustWald is ChiSquaredTest wald
            ? new(Finite(wald.Statistic), wald.DegreesOfFreedom, Finite(wald.PValue))
            : null,
        TjurRSquared = Finite(inference.TjurRSquared),
        HosmerLemeshow = inference.HosmerLemeshow is HosmerLemeshowTest test
            ? new(Finite(test.Statistic), test.Groups, Finite(test.PValue), Finite(test.MeanAbsoluteError))
            : null,
        StandardErrors = Named(model, inference.StandardErrorValues),
        P = Named(model, inference.PValues),
        Intervals = EnumName.Of(inference.Intervals),
        Confidence = inference.Confidence,
        ProfileIntervals = inference.ProfileIntervals.Count == 0 ? null : Named(model, inference.ProfileIntervals),
        FeatureTests = inference.FeatureTests.Count == 0
            ? null
            : [.. inference.FeatureTests.Select(one => new InferenceDocument.FeatureTestDocument(
                one.Feature, Finite(one.Test.Statistic), one.Test.DegreesOfFreedom, Finite(one.Test.PValue), Finite(one.Aic)))],
        Collinearity = inference.Collinearity is CollinearityDiagnosis collinearity
            ? new(
                Finite(collinearity.ConditionNumber),
                [.. collinearity.Inflations.Select(
                    one => new InferenceDocument.InflationDocument(one.Feature, Finite(one.Factor), one.DegreesOfFreedom))])
            : null,
        Separation = new(
            EnumName.Of(inference.Separation.Kind),
            inference.Separation.SeparatedRows,
            [.. inference.Separation.Unbounded.Select(one => new InferenceDocument.UnboundedDocument(one.Name, one.Direction))])
        {
            Classes = inference.Separation.Classes.Count == 0 ? null : inference.Separation.Classes,
            FreeDirections = inference.Separation.FreeDirections is { Count: > 0 } directions ? [.. directions] : null,
        },
        Undetermined = inference.Undetermined.Count == 0 ? null : inference.Undetermined,
        Aliased = [.. inference.Aliased.Select(one => new InferenceDocument.AliasedDocument(one.Name, one.DependsOn, one.Combination))],
        Covariance = Rows(inference.Covariance),
        CovarianceRemainders = RemaindersOf(inference.Covariance),
        ModelCovariance = inference.StandardErrors == StandardErrorKind.Model ? null : Rows(inference.ModelCovariance),
        ModelCovarianceRemainders =
            inference.StandardErrors == StandardErrorKind.Model ? null : RemaindersOf(inference.ModelCovariance),
    };

    private static double? Finite(double? value) => value is double number && double.IsFinite(number) ? number : null;

    private static Dictionary<string, Dictionary<string, double?>?> Named(
        ModelContent model, IReadOnlyDictionary<string, IReadOnlyList<double>> values) =>
        values.ToDictionary(
            pair => pair.Key,
            pair =>
                (Dictionary<string, double?>?)model.CoefficientsOf(pair.Key).Keys.Zip(pair.Value).ToDictionary(
                    one => one.First, one => Finite(one.Second)));

    private static Dictionary<string, Dictionary<string, InferenceDocument.BoundsDocument?>?> Named(
        ModelContent model, IReadOnlyDictionary<string, IReadOnlyList<ConfidenceInterval>> values) =>
        values.ToDictionary(
            pair => pair.Key,
            pair => (Dictionary<string, InferenceDocument.BoundsDocument?>?)model.CoefficientsOf(pair.Key).Keys.Zip(pair.Value)
                .ToDictionary(one => one.First, one => Bounds(one.Second)));

    // A bound at infinity is null; an interval that does not exist is null as a whole.
    private static InferenceDocument.BoundsDocument? Bounds(ConfidenceInterval interval) =>
        double.IsNaN(interval.Lower) && double.IsNaN(interval.Upper) ? null : new(
            Finite(interval.Lower),
            Finite(interval.Upper),
            double.IsNaN(interval.Lower) ? true : null,
            double.IsNaN(interval.Upper) ? true : null,
            interval.HasGap ? true : null);

    private static double[][]? Rows(CoefficientCovariance? covariance) =>
        covariance is null ? null : Triangle(covariance.Dimension, covariance.Generalized);

    private static double[][]? RemaindersOf(CoefficientCovariance? covariance) =>
        covariance is { HasRemainders: true } ? Triangle(covariance.Dimension, covariance.Remainder) : null;

    private static double[][] Triangle(int dimension, Func<int, int, double> entry) =>
        [.. Enumerable.Range(0, dimension).Select(row => Enumerable.Range(0, row + 1).Select(column => entry(row, column)).ToArray())];
}
