using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;
using LogReg.Inference;

namespace LogReg.Cli.Reports.Sections;

/// <summary>Separation, collinearity, calibration, and what training warned of.</summary>
internal static class DiagnosticsSection
{
    private const int MostFeatures = 200;

    public static ReportSection Of(ReportInput input)
    {
        var blocks = new List<ReportBlock>();
        if (input.Model.Inference is ModelInference { Separation.Kind: SeparationKind.Complete } separated)
        {
            blocks.Add(new FactsBlock([new ReportField("Separation", "complete: a combination of the features puts every row on its own class's side"), .. separated.Aliased.Count > 0 ? [new ReportField("Aliased", [.. separated.Aliased.Select(one => one.Name)])] : Array.Empty<ReportField>()]));
        }
        else if (input.Model.Inference is ModelInference inference)
        {
            blocks.Add(new FactsBlock([.. InferenceReport.Diagnostics(inference)]));
            if (inference.Collinearity is { Inflations.Count: > 1 } collinearity)
            {
                blocks.Add(new TableBlock("How much the dependence on other features inflates variances", Inflations(collinearity)));
            }
        }

        IReadOnlyList<string> warnings = ReportWarnings.Of(input);
        if (warnings.Count > 0)
        {
            blocks.Add(new HeadingBlock("Warnings"));
            blocks.Add(new WarningsBlock(warnings));
        }

        return new ReportSection("diagnostics", "Diagnostics", blocks);
    }

    private static ReportTable Inflations(CollinearityDiagnosis collinearity)
    {
        var table = new ReportTable("feature", "variance inflation", "df", "per coefficient");
        VarianceInflation[] shown = [.. collinearity.Inflations.OrderByDescending(one => one.FactorPerCoefficient).Take(MostFeatures)];
        IReadOnlyList<string> factors = NumberFormat.AlignPoints([.. shown.Select(one => NumberFormat.Significant(one.Factor, 4))]);
        IReadOnlyList<string> roots = NumberFormat.AlignPoints([.. shown.Select(one => NumberFormat.Significant(one.FactorPerCoefficient, 4))]);
        for (int index = 0; index < shown.Length; index++)
        {
            table.Add(shown[index].Feature, factors[index], NumberFormat.Exact(shown[index].DegreesOfFreedom), roots[index]);
        }

        return table;
    }
}
