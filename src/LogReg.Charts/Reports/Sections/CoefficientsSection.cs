using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The coefficients of each equation, and a forest plot of their odds ratios.</summary>
internal static class CoefficientsSection
{
    // A page is read, not searched: the whole list of a model with thousands of levels is in its file.
    private const int MostRows = 600;
    private const int FewestRows = 10;

    public static ReportSection Of(ReportInput input)
    {
        LogisticModel model = input.Model;
        string[] classes = [.. model.ClassesWithEquation];
        int mostRows = Math.Max(FewestRows, MostRows / classes.Length);
        List<ReportBlock> blocks = [.. classes.SelectMany(className => Equation(input, className, mostRows))];
        if (model.Inference is ModelInference { Separation.Kind: not SeparationKind.Complete })
        {
            blocks.AddRange(InferenceText.Legend(model, CoefficientTable.ShowsEffects(model)).Select(line => new TextBlock(line)));
        }

        if (CoefficientTable.ShowsEffects(model))
        {
            blocks.AddRange(EffectRows.Notes(model).Select(line => new TextBlock(line)));
            blocks.Add(new TextBlock(input.Spell($"{ChartOperations.ListTermCoefficients} lists the coefficients of the terms.")));
        }

        IReadOnlyList<Figure> forest = ReportFigures.Of(input, "coefficients");

        // Where there is no calibration, and the model is to be trusted, the report begins with the first effect.
        bool hasFirst = ReportFigures.HasCalibration(input) || ModelDoubts.Of(input).Count > 0;
        Figure[] effects = [.. ReportFigures.OfEffects(input).Skip(hasFirst ? 0 : 1)];
        List<ReportBlock> all =
        [
            new TextBlock(Introduction(model)), new BesideBlock(blocks, forest.Count > 0 ? [new FiguresBlock(forest)] : []),
        ];
        if (effects.Length > 0)
        {
            all.Add(new FiguresBlock(effects));
        }

        return new ReportSection("coefficients", "Coefficients", all);
    }

    private static IEnumerable<ReportBlock> Equation(ReportInput input, string className, int mostRows)
    {
        LogisticModel model = input.Model;
        string caption = model.Target.IsBinary
            ? $"Coefficients for {model.Target.Name} = {className}"
            : $"Coefficients for {CoefficientTable.Heading(model, className)}";
        (ReportTable table, int more) = CoefficientTable.ByColumn(model, className, mostRows);
        bool showsEffects = CoefficientTable.ShowsEffects(model);
        yield return new TableBlock(caption, table) { LabelHeader = showsEffects ? "column" : "coefficient of" };
        if (more > 0)
        {
            string count = NumberFormat.Count(more, showsEffects ? "more row" : "more coefficient");
            yield return new TextBlock(input.Spell($"… and {count}: {ChartOperations.ListCoefficients} lists them."));
        }

        if (CoefficientTable.Zeros(model, className) is { Length: > 0 } zeros)
        {
            yield return new TextBlock(zeros);
        }
    }

    private static string Introduction(LogisticModel model)
    {
        string meaning =
            "A coefficient is the change in the log-odds per unit of a numeric feature, or for this level instead of the reference "
                + "level; an odds ratio is the factor by which the odds change, again per unit or for this level.";
        string uncertainty = model.Inference switch
        {
            { Separation.Kind: SeparationKind.Complete } =>
                " The classes are completely separated: no coefficient has an estimate, and the numbers are where the solver stopped.",
            { } inference => $" Intervals are {NumberFormat.Setting(inference.Confidence * 100)}% confidence intervals of the odds ratios.",
            _ when model.Updates.Count > 0 =>
                " There are no standard errors or tests, since an updated model keeps none.",
            _ when model.Training.HasPenalty =>
                " There are no standard errors or tests, since none are valid under a penalty.",
            _ => " The model has no standard errors or tests.",
        };
        string effects = CoefficientTable.ShowsEffects(model)
            ? " Where a formula applies functions to a column or multiplies it with others, the table shows how the log-odds and the odds "
                + "change when the column goes from one value to another, through all its terms."
            : "";
        string steps = model.CalibrationSteps is null
            ? ""
            : " The log-odds and odds are those of the equation, before the step function that turns them into probabilities.";
        return meaning + effects + steps + uncertainty;
    }
}
