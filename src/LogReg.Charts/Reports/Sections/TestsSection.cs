using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The tests of the model and of its features, where it has any.</summary>
internal static class TestsSection
{
    public static ReportSection Of(ReportInput input)
    {
        var blocks = new List<ReportBlock>();
        if (input.Model.Inference is ModelInference { Separation.Kind: not SeparationKind.Complete } inference)
        {
            blocks.Add(new FactsBlock([.. InferenceText.Tests(inference)]));
            if (inference.FeatureTests.Count > 0)
            {
                blocks.Add(new TableBlock("Tests of each feature", InferenceText.FeatureTable(inference)));
            }

            if (input.Model.ColumnTests.Count > 0)
            {
                blocks.Add(new TableBlock("Wald tests of each column, through all its terms", ColumnTestText.Table(input.Model)));
                blocks.AddRange(ColumnTestText.Notes(input.Model).Select(note => new TextBlock(note)));
            }
        }

        return new ReportSection("tests", "Tests", blocks);
    }
}
