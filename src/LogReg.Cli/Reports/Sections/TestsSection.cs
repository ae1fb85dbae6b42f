using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;
using LogReg.Inference;

namespace LogReg.Cli.Reports.Sections;

/// <summary>The tests of the model and of its features, where it has any.</summary>
internal static class TestsSection
{
    public static ReportSection Of(ReportInput input)
    {
        var blocks = new List<ReportBlock>();
        if (input.Model.Inference is ModelInference { Separation.Kind: not SeparationKind.Complete } inference)
        {
            blocks.Add(new FactsBlock([.. InferenceReport.Tests(inference)]));
            if (inference.FeatureTests.Count > 0)
            {
                blocks.Add(new TableBlock("Tests of each feature", InferenceReport.FeatureTable(inference)));
            }
        }

        return new ReportSection("tests", "Tests", blocks);
    }
}
