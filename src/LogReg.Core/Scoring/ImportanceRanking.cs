using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Ranks features by the standard deviation of what they add to the log-odds: of a feature with a single term, from what the term
/// knows of the training rows (deviations, proportions of levels and of missing cells); of others, from what the fit has stored.</summary>
internal static class ImportanceRanking
{
    /// <summary>The features, the most important one first; those whose importance is not known last.</summary>
    /// <param name="model">The model.</param>
    public static IReadOnlyList<FeatureImportance> Of(ModelContent model)
    {
        HashSet<string> unbounded = [.. model.Inference?.Separation.Unbounded.Select(coefficient => coefficient.Name) ?? []];
        return
        [
            .. model.Layout.Features.Select((_, feature) => OfFeature(model, feature, unbounded)).OrderByDescending(
                importance => importance.StandardDeviation),
        ];
    }

    private static FeatureImportance OfFeature(ModelContent model, int feature, HashSet<string> unbounded)
    {
        int[] terms = [.. Enumerable.Range(0, model.Layout.Terms.Count).Where(
            index => model.Layout.Terms[index].Features.Contains(feature))];
        string name = model.Layout.Features[feature].Name;
        if (model.Layout.HasTermAlone(feature))
        {
            return Of(model, model.Layout.Terms[terms[0]], terms[0], unbounded) with { Feature = name };
        }

        bool isUnbounded = terms.Any(index => Unbounded(model, model.Layout.Terms[index], unbounded).Contains(true));
        double known = model.Importance.FirstOrDefault(one => one.Feature == name)?.StandardDeviation ?? double.NaN;
        return new FeatureImportance(name, isUnbounded ? double.PositiveInfinity : known) { IsUnbounded = isUnbounded };
    }

    private static FeatureImportance Of(ModelContent model, Term term, int index, HashSet<string> unbounded)
    {
        var weights = new TermWeights([.. model.Equations.Select(equation => equation.Weights[index])], model.Target.Classes.Count);
        bool[] isUnbounded = Unbounded(model, term, unbounded);
        return new FeatureImportance(term.Name, term.Deviation(weights, isUnbounded)) { IsUnbounded = isUnbounded.Contains(true) };
    }

    // For each weight of a term whether it has no finite estimate.
    private static bool[] Unbounded(ModelContent model, Term term, HashSet<string> unbounded)
    {
        bool[] isUnbounded = new bool[term.WeightCount];
        foreach (TermParameter parameter in unbounded.Count == 0 ? [] : term.Parameters)
        {
            isUnbounded[parameter.Place] =
                model.Target.Classes.Any(name => unbounded.Contains(model.Target.NameOfCoefficient(name, parameter.Name)));
        }

        return isUnbounded;
    }
}
