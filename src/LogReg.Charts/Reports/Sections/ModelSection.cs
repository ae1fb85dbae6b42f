using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The objective and how its minimisation ended; the path and the cross-validation of a model that has them.</summary>
internal static class ModelSection
{
    public static ReportSection Of(ReportInput input)
    {
        LogisticModel model = input.Model;
        var blocks = new List<ReportBlock> { new FactsBlock([.. Fields(input)]) };
        if (model.Validation is CrossValidation validation)
        {
            blocks.Add(new HeadingBlock("Cross-validation"));
            blocks.Add(new FactsBlock([.. ValidationText.Fields(validation, model, input.Options.Spelling)]));
            blocks.Add(
                new TableBlock(
                    validation.ChoosesLambda ? "Penalties tried" : "Cross-validated quality", ValidationText.Table(validation, model))
                {
                    LabelHeader = validation.ChoosesLambda ? "choice" : "measure",
                });
            AddFigures(blocks, ReportFigures.Of(input, "cv"));
        }

        if (model.Path is RegularizationPath path)
        {
            blocks.Add(new HeadingBlock("Regularisation path"));
            blocks.Add(new TableBlock(PathText.Heading(path), PathText.Table(model)));
            blocks.Add(
                new TextBlock(
                    $"{PathText.Optimality(path)} This page is about the model of λ = {NumberFormat.Setting(model.Training.Lambda)}."));
            AddFigures(blocks, ReportFigures.Of(input, "path"));
        }

        return new ReportSection("model", "Model", blocks);
    }

    private static IEnumerable<ReportField> Fields(ReportInput input)
    {
        LogisticModel model = input.Model;
        TrainingSummary training = model.Training;
        bool hasPenalty = training.HasPenalty;
        string estimate = training.IsBiasReduced ? "likelihood with Firth's penalty (Jeffreys prior), which reduces bias"
            : hasPenalty ? "mean log loss plus the penalty"
            : "mean log loss; no penalty (maximum likelihood)";
        string sum = model.Formula is null
            ? "each feature times its coefficient"
            : "the numbers of the formula's terms times their coefficients";
        yield return new ReportField("Kind", model.Target.IsBinary
            ? $"binary: the log-odds of {model.Target.Positive} are the intercept plus {sum}"
            : $"softmax: {NumberFormat.Count(model.ClassesWithEquation.Count())} equations for "
                + $"{NumberFormat.Count(model.Target.Classes.Count)} classes");
        if (model.Formula is string formula)
        {
            yield return new ReportField("Formula", formula);
        }

        yield return new ReportField("Objective", estimate);
        if (hasPenalty)
        {
            yield return new ReportField("Penalty", ModelText.PenaltyText(training));
        }

        yield return new ReportField("Solver", input.IsTakenFromPath
            ? $"{training.Solver}, along a path"
            : $"{training.Solver}: {ModelText.Verdict(training)} after "
                + $"{ModelText.Iterations(training)}");
        if (!input.IsTakenFromPath)
        {
            yield return new ReportField(
                model.Updates.Any(UpdateText.IsRefit) ? "Refit" : "Training",
                $"{NumberFormat.Count(training.Rows, "row")}, log loss {NumberFormat.Significant(training.Loss, 6)}, accuracy "
                    + $"{NumberFormat.Percent(training.Accuracy)}{UpdateText.AfterTraining(model)}");
        }

        if (UpdateText.Steps(model) is string steps)
        {
            yield return new ReportField("Calibration", steps);
        }

        if (training.Missing is MissingSummary missing)
        {
            yield return new ReportField("Missing", MissingText.Summary(missing, input.Options.Spelling, model.Updates.Count > 0));
        }

        foreach (ReportField field in ClassBalanceText.Fields(model))
        {
            yield return field;
        }
    }

    private static void AddFigures(List<ReportBlock> blocks, IReadOnlyList<Figure> figures)
    {
        if (figures.Count > 0)
        {
            blocks.Add(new FiguresBlock(figures));
        }
    }
}
