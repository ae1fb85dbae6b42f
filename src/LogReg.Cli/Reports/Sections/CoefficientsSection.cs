using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;
using LogReg.Inference;

namespace LogReg.Cli.Reports.Sections;

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
        var blocks = new List<ReportBlock> { new TextBlock(Introduction(model)) };
        foreach (string className in classes)
        {
            string caption = model.Target.IsBinary ? $"Coefficients for {model.Target.Name} = {className}" : $"Coefficients for {CoefficientTable.Heading(model, className)}";
            (ReportTable table, int more) = CoefficientTable.ByFeature(model, className, mostRows);
            blocks.Add(new TableBlock(caption, table) { LabelHeader = "coefficient of" });
            string rest = more > 0 ? $"… and {NumberFormat.Count(more, "more coefficient")}: logreg inspect lists them." : "";
            string[] remarks = [.. new[] { rest, CoefficientTable.Zeros(model, className) }.Where(text => text.Length > 0)];
            blocks.AddRange(remarks.Select(remark => new TextBlock(remark)));
        }

        if (model.Inference is ModelInference { Separation.Kind: not SeparationKind.Complete } inference)
        {
            blocks.AddRange(InferenceReport.Legend(inference).Select(line => new TextBlock(line)));
        }

        IReadOnlyList<Plots.Figure> figures = [.. ReportFigures.Of(input, "coefficients"), .. ReportFigures.OfEffects(input)];
        if (figures.Count > 0)
        {
            blocks.Add(new FiguresBlock(figures));
        }

        return new ReportSection("coefficients", "Coefficients", blocks);
    }

    private static string Introduction(LogisticModel model)
    {
        string meaning = "A coefficient is the change of the log-odds for one unit more of its feature, or for this level instead of the reference; the odds ratio is what the odds are multiplied with.";
        string uncertainty = model.Inference switch
        {
            { Separation.Kind: SeparationKind.Complete } => " The classes are completely separated: no coefficient has an estimate, and the numbers are where the solver stopped.",
            { } inference => $" Intervals are of the odds ratios, with a confidence of {NumberFormat.Setting(inference.Confidence * 100)}%.",
            _ when model.Training.Penalty is not ("none" or "firth") => " There are no standard errors and tests: under a penalty none are valid.",
            _ => " There are no standard errors and tests: the model was trained without.",
        };
        return meaning + uncertainty;
    }
}
