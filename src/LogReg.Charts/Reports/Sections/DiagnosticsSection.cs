using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Reports.Sections;

/// <summary>Separation, collinearity and calibration.</summary>
internal static class DiagnosticsSection
{
    private const int MostFeatures = 200;

    public static ReportSection Of(ReportInput input)
    {
        var blocks = new List<ReportBlock>();
        if (input.Model.Inference is ModelInference { Separation.Kind: SeparationKind.Complete } separated)
        {
            const string Verdict = "complete: a combination of the features separates all rows of one class from those of the other";
            IEnumerable<ReportField> aliased = separated.Aliased.Count > 0
                ? [new ReportField("Aliased", [.. separated.Aliased.Select(one => one.Name)])]
                : [];
            blocks.Add(new FactsBlock([new ReportField("Separation", Verdict), .. aliased]));
        }
        else if (input.Model.Inference is ModelInference inference)
        {
            ReportBlock[] inflations = inference.Collinearity is { Inflations.Count: > 1 } collinearity
                ? [new TableBlock("Variance inflation factors (VIF)", Inflations(collinearity))]
                : [];
            blocks.Add(new BesideBlock([new FactsBlock([.. InferenceText.Diagnostics(inference), .. Calibration(input)])], inflations));
        }
        else if (Calibration(input).ToArray() is { Length: > 0 } calibration)
        {
            blocks.Add(new FactsBlock(calibration));
        }

        return new ReportSection("diagnostics", "Diagnostics", blocks);
    }

    // Rows that the model was fitted to have an intercept of 0 and a slope of 1 whatever the model.
    private static IEnumerable<ReportField> Calibration(ReportInput input) => input.Groups
        .Where(group => group.Origin != RowOrigin.Training && group.Metrics.Binary?.Calibration is not null)
        .Select(
            group => new ReportField($"Calibration, {group.Name(input.DataName)}", CalibrationText.Of(group.Metrics.Binary!.Calibration!)));

    private static ReportTable Inflations(CollinearityDiagnosis collinearity)
    {
        var table = new ReportTable("feature", "VIF", "df", "VIF per coefficient");
        VarianceInflation[] shown = [.. collinearity.Inflations.OrderByDescending(one => one.FactorPerCoefficient).Take(MostFeatures)];
        IReadOnlyList<string> factors = NumberFormat.AlignPoints([.. shown.Select(one => NumberFormat.Significant(one.Factor, 4))]);
        IReadOnlyList<string> roots =
            NumberFormat.AlignPoints([.. shown.Select(one => NumberFormat.Significant(one.FactorPerCoefficient, 4))]);
        for (int index = 0; index < shown.Length; index++)
        {
            table.Add(shown[index].Feature, factors[index], NumberFormat.Exact(shown[index].DegreesOfFreedom), roots[index]);
        }

        return table;
    }
}
