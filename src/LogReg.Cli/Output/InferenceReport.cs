using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Cli.Output;

/// <summary>The part of a report on the model as a whole.</summary>
internal static class InferenceReport
{
    public static void Write(ReportWriter report, ModelInference inference)
    {
        if (inference.Separation.Kind == SeparationKind.Complete)
        {
            report.Line(
                "The classes are completely separated: no coefficient has a finite estimate, and the numbers above are only where the "
                    + "solver stopped.",
                Tone.Error);
            return;
        }

        WriteLegend(report, inference);
        report.Fields(InferenceText.Tests(inference));
        report.Fields(InferenceText.Diagnostics(inference));
        if (inference.FeatureTests.Count > 0)
        {
            report.Blank();
            report.Table(InferenceText.FeatureTable(inference));
        }
    }

    // What follows a table of coefficients that has no estimate for some.
    private static void WriteLegend(ReportWriter report, ModelInference inference)
    {
        string[] lines = [.. InferenceText.Legend(inference)];
        foreach (string line in lines)
        {
            report.Line(line);
        }

        if (lines.Length > 0)
        {
            report.Blank();
        }
    }
}
