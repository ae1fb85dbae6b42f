using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Export.Cards;

/// <summary>The coefficients of a model, largest first.</summary>
/// <param name="model">The model.</param>
internal sealed class CoefficientSection(LogisticModel model)
{
    private const int Most = 40;

    /// <summary>Writes the section.</summary>
    public IEnumerable<string> Lines() => Introduction().Concat(model.ClassesWithEquation.SelectMany(Equation));

    private IEnumerable<string> Introduction()
    {
        yield return "## Coefficients";
        yield return "";
        yield return "An odds ratio is the factor by which the odds change when the column of the coefficient grows by 1, or where its level "
            + "holds, while the other columns of the equation stay as they are. The coefficients stand by the effect that they have in the "
            + $"{(model.Updates.Any(UpdateSection.IsRefit) ? "original " : "")}training rows: by their size times the standard deviation of their column, the largest first; those whose standard "
            + "deviation the file does not have come last.";
        yield return "";
        yield return Uncertainty();
        yield return "";
        if (model.CalibrationSteps is not null)
        {
            yield return "The odds are those of the equation, before the step function: the probability changes only where a row moves to "
                + "another step.";
            yield return "";
        }
    }

    private string Uncertainty() => model.Inference is not ModelInference inference
        ? model.Updates.Count > 0
            ? "The model was updated to newer rows, and an updated model keeps no standard errors, so there are no intervals."
            : model.Training.HasPenalty
            ? $"The model was trained with a penalty ({model.Training.Penalty}, λ = {MarkdownText.Number(model.Training.Lambda)}), "
                + "which shrinks the coefficients towards 0: they have no standard errors, and there are no intervals."
            : "The file holds no standard errors, so there are no intervals."
        : $"The intervals are {(inference.Intervals == IntervalKind.Profile ? "profile-likelihood" : "Wald")} intervals at "
            + $"{MarkdownText.Percent(inference.Confidence)}"
            + (inference.IsRobust ? ", with robust standard errors" : "")
            + (inference.IsBiasReduced ? "; the estimates have Firth's reduction of bias" : "")
            + ". A dash stands where there is no estimate.";

    private IEnumerable<string> Equation(string className)
    {
        Dictionary<string, CoefficientDescription> descriptions = model.CoefficientDescriptions.ToDictionary(one => one.Name);
        CoefficientEstimate[] estimates = model.Inference is null
            ? [.. model.CoefficientsOf(className).Select(one => new CoefficientEstimate(
                one.Key, one.Value, double.NaN, double.NaN, new ConfidenceInterval(double.NaN, double.NaN)))]
            : [.. model.Estimates(className)];
        CoefficientEstimate[] sorted =
        [
            .. estimates.Where((estimate, place) => place > 0).OrderByDescending(
                estimate => EffectOf(estimate.Estimate, descriptions.GetValueOrDefault(estimate.Name))),
        ];
        if (!model.Target.IsBinary)
        {
            yield return $"### {MarkdownText.Name(className)}"
                + (model.BaseClass is string other ? $" rather than {MarkdownText.Name(other)}" : "");
            yield return "";
        }

        bool hasIntervals = model.Inference is not null;
        string[] heading = ["coefficient", "estimate", "odds ratio"];
        foreach (string line in MarkdownText.Table(
            hasIntervals ? [.. heading, "interval of the odds ratio", "p"] : heading,
            sorted.Take(Most).Append(estimates[0]).Select(estimate => RowOf(estimate, hasIntervals)),
            hasNumbers: true))
        {
            yield return line;
        }

        yield return "";
        if (sorted.Length > Most)
        {
            yield return $"{MarkdownText.Count(sorted.Length - Most, "smaller coefficient")} left out here.";
            yield return "";
        }
    }

    private static string[] RowOf(CoefficientEstimate estimate, bool hasIntervals)
    {
        string[] cells =
        [
            MarkdownText.Name(estimate.Name), MarkdownText.Number(estimate.Estimate), MarkdownText.Number(estimate.OddsRatio),
        ];
        ConfidenceInterval interval = estimate.OddsRatioInterval;
        return hasIntervals
            ?
            [
                .. cells,
                double.IsNaN(interval.Lower) && double.IsNaN(interval.Upper)
                    ? "–"
                    : $"{MarkdownText.Number(interval.Lower)} to {MarkdownText.Number(interval.Upper)}",
                MarkdownText.PValue(estimate.PValue),
            ]
            : cells;
    }

    // −1 for what is not known, so that it comes last.
    private static double EffectOf(double estimate, CoefficientDescription? description)
    {
        double? deviation = description?.StandardDeviation ?? (description?.Share is double share ? Math.Sqrt(share * (1 - share)) : null);
        return double.IsNaN(estimate) || deviation is not double known ? -1 : Math.Abs(estimate) * known;
    }
}
