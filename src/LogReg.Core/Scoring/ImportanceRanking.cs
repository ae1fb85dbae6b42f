using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Ranks features by the standard deviation of what they add to the log-odds, from what the terms of the model know of the
/// training rows: deviations, proportions of levels and of missing cells.</summary>
internal static class ImportanceRanking
{
    /// <summary>The features, the most important one first.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<FeatureImportance> Of(ModelContent model)
    {
        HashSet<string> unbounded = [.. model.Inference?.Separation.Unbounded.Select(coefficient => coefficient.Name) ?? []];
        return
        [
            .. model.Layout.Terms.Select((term, index) => Of(model, term, index, unbounded)).OrderByDescending(
                importance => importance.StandardDeviation),
        ];
    }

    private static FeatureImportance Of(ModelContent model, Term term, int index, HashSet<string> unbounded)
    {
        var weights = new TermWeights([.. model.Equations.Select(equation => equation.Weights[index])], model.Target.Classes.Count);
        bool[] isUnbounded = new bool[term.WeightCount];
        foreach (TermParameter parameter in unbounded.Count == 0 ? [] : term.Parameters)
        {
            isUnbounded[parameter.Place] =
                model.Target.Classes.Any(name => unbounded.Contains(model.Target.NameOfCoefficient(name, parameter.Name)));
        }

        return new FeatureImportance(term.Name, term.Deviation(weights, isUnbounded)) { IsUnbounded = isUnbounded.Contains(true) };
    }
}
