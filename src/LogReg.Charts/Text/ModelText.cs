using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>How a model was fitted and what its features are, for the terminal and for pages.</summary>
internal static class ModelText
{
    private const int MostLevels = 12;

    /// <summary>The penalty in words.</summary>
    public static string PenaltyText(TrainingSummary training) => !training.HasPenalty ? EnumName.Of(PenaltyKind.None)
        : $"{training.Penalty}, λ = {NumberFormat.Setting(training.Lambda)}"
            + (training.Penalty == EnumName.Of(PenaltyKind.ElasticNet) ? $", α = {NumberFormat.Exact(training.Alpha)}" : "");

    /// <summary>Describes whether the solver converged.</summary>
    public static string Verdict(TrainingSummary training) => training.Converged
        ? "converged"
        : training.Termination == EnumName.Of(TerminationReason.Separation) ? "NOT to be relied on: complete separation"
        : $"NOT converged ({training.Termination})";

    /// <summary>How many iterations the solver took; those of stochastic gradient descent are epochs.</summary>
    public static string Iterations(TrainingSummary training) =>
        NumberFormat.Count(training.Iterations, training.Solver == EnumName.Of(SolverKind.StochasticGradient) ? "epoch" : "iteration");

    /// <summary>The features with what was learned of them.</summary>
    public static ReportTable FeatureTable(IReadOnlyList<Feature> features, int mostLevels = MostLevels)
    {
        var table = new ReportTable("feature", "mean", "std. deviation", "if missing");
        IReadOnlyList<string> means = Column(features, numeric => NumberFormat.OfCell(numeric, numeric.Mean, 6));
        IReadOnlyList<string> deviations = Column(features, Deviation);
        IReadOnlyList<string> imputed = Column(features, numeric => NumberFormat.OfCell(numeric, numeric.ImputeWith, 6));
        for (int index = 0; index < features.Count; index++)
        {
            table.Add(Label(features[index], mostLevels), means[index], deviations[index], imputed[index]);
        }

        return table;
    }

    /// <summary>The features whose cells write numbers in a notation of their own, each in a line.</summary>
    public static IReadOnlyList<string> NotationLines(IReadOnlyList<Feature> features, int most = MostLevels)
    {
        string[] lines =
        [
            .. features.OfType<NumericFeature>().Where(feature => feature.Notation is not null).Select(
                feature => $"{feature.Name}: \"{feature.Notation!.Example}\" read as numbers"),
        ];
        return lines.Length <= most ? lines : [.. lines.Take(most), $"and {NumberFormat.Count(lines.Length - most)} more"];
    }

    private static string Label(Feature feature, int mostLevels) => feature is CategoricalFeature categorical
        ? $"{feature.Name}: {Some([.. categorical.Levels.Select(level => level == categorical.Reference ? $"{level} (reference)" : level)], mostLevels)}"
        : feature is VectorFeature vector ? $"{vector.Name}: vectors of {NumberFormat.Count(vector.Indices.Count, "number")}"
        : feature is TextFeature text ? $"{text.Name}: text"
        : feature is NumericFeature { HasIndicator: true } numeric ? $"{numeric.Name}, {numeric.IndicatorName}" : feature.Name;

    private static IReadOnlyList<string> Column(IReadOnlyList<Feature> features, Func<NumericFeature, string> value) =>
        NumberFormat.AlignPoints([.. features.Select(feature => feature is NumericFeature numeric ? value(numeric) : "")]);

    private static string Deviation(NumericFeature feature) =>
        NumberFormat.Significant(feature.StandardDeviation, 6) + (feature.DateOrder is null ? "" : " days");

    public static string Some(IReadOnlyList<string> names, int most) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {NumberFormat.Count(names.Count - most)} more" : "");
}
