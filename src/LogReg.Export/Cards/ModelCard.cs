using System.Text;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Export.Cards;

/// <summary>Writes a model card in Markdown: what a model predicts from what, what it was trained on, its coefficients, how good it is and
/// where it ends, as far as the model knows. Of any model, also of texts and vectors.</summary>
/// <param name="model">The model.</param>
/// <param name="title">What it is called, or <see langword="null"/>.</param>
internal sealed class ModelCard(LogisticModel model, string? title)
{
    private const int MostLevels = 8;

    /// <summary>Writes the card.</summary>
    /// <param name="output">Receives it; left open.</param>
    public void Write(Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (string line in Lines())
        {
            writer.WriteLine(line);
        }
    }

    private IEnumerable<string> Lines() =>
    [
        $"# Model card{(title is null ? "" : $": {MarkdownText.Plain(title)}")}",
        "",
        .. Purpose(),
        .. Data(),
        .. new UpdateSection(model).Lines(),
        .. new CoefficientSection(model).Lines(),
        .. Measures(),
        .. Limits(),
        .. Use(),
    ];

    private IEnumerable<string> Purpose()
    {
        yield return "## Purpose";
        yield return "";
        string target = MarkdownText.Name(model.Target.Name);
        string columns = MarkdownText.Count(model.Features.Count, "column");
        yield return model.Target.IsBinary
            ? $"A logistic regression that predicts {target} from {columns}: the probability of {MarkdownText.Name(model.Target.Positive!)} "
                + $"rather than {MarkdownText.Name(model.Target.Negative!)}. It says {MarkdownText.Name(model.Target.Positive!)} where the "
                + $"probability is at least {MarkdownText.Number(model.Threshold)}."
            : $"A multinomial logistic regression that predicts {target} from {columns}: the probability of each of "
                + $"{MarkdownText.Names(model.Target.Classes)}. It says the most probable class.";
        yield return "";
        if (model.CalibrationSteps is CalibrationSteps steps)
        {
            yield return $"A step function ({MarkdownText.Count(steps.Probabilities.Count, "step")}) turns the log-odds of the equation into "
                + $"probabilities from {MarkdownText.Number(steps.Probabilities[0])} to {MarkdownText.Number(steps.Probabilities[^1])} "
                + "(isotonic calibration).";
            yield return "";
        }

        if (model.Formula is string formula)
        {
            yield return $"Formula: {MarkdownText.Name(formula)}";
            yield return "";
        }

        if (model.OffsetColumn is string offset)
        {
            yield return $"The column {MarkdownText.Name(offset)} is added to the log-odds as it is (an offset).";
            yield return "";
        }
    }

    private IEnumerable<string> Data()
    {
        yield return "## Data";
        yield return "";
        bool isRefitted = model.Updates.Any(UpdateSection.IsRefit);
        long rows = isRefitted ? model.Updates[0].EarlierTrainingRows : model.Training.Rows;
        yield return $"Trained on {MarkdownText.Count(rows, "row")}{UpdateSection.Origin(model.Provenance)}"
            + (model.Training.WatchedRows > 0
                ? $"; {MarkdownText.Count(model.Training.WatchedRows, "further row")} decided when to stop." : ".");
        yield return "";
        if (!isRefitted)
        {
            yield return MissingCells();
            yield return "";
        }

        if (model.Training.ClassWeights.Count > 0)
        {
            yield return "The classes were weighed while fitting: " + string.Join(", ", model.Training.ClassWeights.Select(
                weight => $"{MarkdownText.Name(weight.Key)} by {MarkdownText.Number(weight.Value)}")) + ".";
            yield return "";
        }

        if (model.Training.Prior is double prior)
        {
            yield return $"The intercept was corrected for a proportion of {MarkdownText.Percent(prior)} positive rows.";
            yield return "";
        }

        foreach (string line in MarkdownText.Table(["column", "in the training rows"], model.Features.Select(Describe), hasNumbers: false))
        {
            yield return line;
        }

        yield return "";
    }

    private string MissingCells() => model.Training.Missing is not MissingSummary missing
        ? "The file tells of no missing cells in the training rows."
        : missing.Handling == MissingHandling.Drop
            ? $"Rows with missing cells were left out{Incomplete(missing)}."
            : $"Missing cells were kept{Incomplete(missing)}"
                + (missing.ImputedCells > 0
                    ? $"; {MarkdownText.Count(missing.ImputedCells, "missing number")} counted as the mean of the column." : ".");

    private static string Incomplete(MissingSummary missing) => missing.IncompleteRows is long rows
        ? $" ({rows:N0} of {MarkdownText.Count(missing.Rows, "row")} had one)" : "";

    private static string[] Describe(Feature feature) =>
    [
        MarkdownText.Name(feature.Name),
        feature switch
        {
            NumericFeature { DateOrder: not null } date => $"dates, {Range(date, Date)}",
            NumericFeature number => $"numbers, {Range(number, MarkdownText.Number)}",
            CategoricalFeature levels => Levels(levels),
            VectorFeature vector => $"vectors with {MarkdownText.Count(vector.Indices.Count, "coefficient")}",
            _ => "texts",
        },
    ];

    private static string Range(NumericFeature number, Func<double, string> text) =>
        (number is { Minimum: double least, Maximum: double most } ? $"{text(least)} to {text(most)}, " : "") + $"mean {text(number.Mean)}";

    private static string Date(double days) =>
        DateTime.UnixEpoch.AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Levels(CategoricalFeature feature)
    {
        IEnumerable<string> shown = feature.Levels.Take(MostLevels).Select((level, place) => MarkdownText.Name(level)
            + (feature.Shares is { } shares ? $" {MarkdownText.Percent(shares[place])}" : ""));
        string more = feature.Levels.Count > MostLevels ? $", and {feature.Levels.Count - MostLevels:N0} more" : "";
        return $"{MarkdownText.Count(feature.Levels.Count, "level")}: {string.Join(", ", shown)}{more}";
    }

    private IEnumerable<string> Measures()
    {
        yield return "## Measures";
        yield return "";
        bool isRecalibrated = model.Updates.Count > 0 && !UpdateSection.IsRefit(model.Updates[^1]);
        bool isRefitted = model.Updates.Any(UpdateSection.IsRefit);
        yield return $"Of the {(isRefitted ? "rows of the refit" : "training rows")}{(isRecalibrated ? ", before later updates" : "")}, "
            + "which flatter a model:";
        yield return "";
        yield return $"- Log loss {MarkdownText.Number(model.Training.Loss)}, accuracy {MarkdownText.Percent(model.Training.Accuracy)}"
            + (model.Target.IsBinary ? " at the threshold of training" : "");
        if (isRecalibrated)
        {
            yield return "";
            yield return $"Of the {MarkdownText.Count(model.Updates[^1].Rows, "row")} of the last update, after it, which flatter the model as well:";
            yield return "";
            yield return $"- Log loss {MarkdownText.Number(model.Updates[^1].LogLoss)}, accuracy "
                + $"{MarkdownText.Percent(model.Updates[^1].Accuracy)} at the threshold of that time";
        }

        if (model.Inference is ModelInference inference)
        {
            yield return $"- McFadden's R² {MarkdownText.Number(inference.McFaddenRSquared)}"
                + (inference.TjurRSquared is double tjur ? $", Tjur's {MarkdownText.Number(tjur)}" : "")
                + (double.IsNaN(inference.Aic) ? "" : $"; AIC {MarkdownText.Number(inference.Aic)}");
        }

        yield return "";
        if (model.Validation is not CrossValidation validation)
        {
            string unseen = model.Updates.Count > 0 ? "neither training nor an update has used" : "it was not trained on";
            yield return $"To see how good the model is on rows that {unseen}, run `logreg evaluate` on such rows.";
            yield return "";
            yield break;
        }

        CrossValidationPoint point = validation.Selected;
        yield return $"In cross-validation with {MarkdownText.Count(validation.Folds, "fold")}, of rows that each model was not trained on:";
        yield return "";
        yield return $"- Log loss {Estimate(point.LogLoss)}";
        yield return $"- Area under the ROC curve {Estimate(point.RocAuc)}";
        yield return $"- Accuracy {Estimate(point.Accuracy)}";
        yield return "";
        if (validation.ChoosesLambda)
        {
            yield return "The penalty was chosen by the same rows, so these figures are somewhat too good.";
            yield return "";
        }
    }

    private static string Estimate(MetricEstimate estimate) => MarkdownText.Number(estimate.Mean)
        + (double.IsNaN(estimate.StandardError) ? "" : $" ± {MarkdownText.Number(estimate.StandardError)} (standard error)");

    private IEnumerable<string> Limits()
    {
        yield return "## Limits";
        yield return "";
        yield return "- The coefficients tell what goes together in "
            + (model.Updates.Any(UpdateSection.IsRefit) ? "the rows of the refit" : "the training rows") + ", not what causes what.";
        if (model.Features.Any(feature => feature is NumericFeature))
        {
            yield return "- A number outside the range of its column above is extrapolation.";
            yield return "- A missing number counts as the mean of its column, except where a coefficient or a level of missing cells stands "
                + "for it.";
        }

        if (model.Features.OfType<CategoricalFeature>().Any())
        {
            yield return "- A level that training did not see has no coefficient: the model predicts without what the column would add.";
        }

        string[] unknown =
            [.. model.Features.Where(feature => feature is CategoricalFeature { KnowsMissing: false }).Select(feature => feature.Name)];
        if (unknown.Length > 0)
        {
            yield return $"- A missing cell counts as such a level in {MarkdownText.Names(unknown)}, where training had none.";
        }

        if (!model.Training.Converged)
        {
            yield return $"- Training ended before it reached the minimum ({MarkdownText.Plain(model.Training.Termination)}).";
        }

        string who = model.Updates.Any(UpdateSection.IsRefit) ? "The refit" : "Training";
        foreach (string warning in model.Training.Warnings)
        {
            yield return $"- {who} warned: {MarkdownText.Plain(warning)}";
        }

        foreach (string warning in model.Updates.SelectMany(update => update.Warnings))
        {
            yield return $"- An update warned: {MarkdownText.Plain(warning)}";
        }

        yield return "";
    }

    private IEnumerable<string> Use()
    {
        string file = title is not null && title.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '_' or '-') && title[0] != '-'
            ? title : "model.json";
        yield return "## Use";
        yield return "";
        yield return "```sh";
        yield return $"logreg predict {file} rows.csv -o predictions.csv";
        yield return $"logreg evaluate {file} rows.csv";
        yield return "```";
        yield return "";
        yield return $"The rows have the columns above under the same names{(model.OffsetColumn is null ? "" : ", and the offset")}"
            + $"; to evaluate, also {MarkdownText.Name(model.Target.Name)}.";
    }
}
