using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Cli.Output;

/// <summary>The part of a report on the model as a whole.</summary>
internal static class InferenceReport
{
    /// <param name="report">The destination.</param>
    /// <param name="model">A model with inference.</param>
    /// <param name="view">Which coefficients the table above shows.</param>
    public static void Write(ReportWriter report, LogisticModel model, CoefficientView view)
    {
        ModelInference inference = model.Inference!;
        if (inference.Separation.Kind == SeparationKind.Complete)
        {
            report.Line(
                "The classes are completely separated: no coefficient has a finite estimate, and the numbers above are only where the "
                    + "solver stopped.",
                Tone.Error);
            return;
        }

        WriteLegend(report, model, view);
        report.Fields(InferenceText.Tests(inference));
        report.Fields(InferenceText.Diagnostics(inference));
        if (inference.FeatureTests.Count > 0)
        {
            report.Blank();
            report.Table(InferenceText.FeatureTable(inference));
        }

        if (model.ColumnTests.Count > 0)
        {
            report.Blank();
            report.Table(ColumnTestText.Table(model));
            foreach (string note in ColumnTestText.Notes(model))
            {
                report.Line(note);
            }
        }
    }

    // What follows a table of coefficients that has no estimate for some.
    private static void WriteLegend(ReportWriter report, LogisticModel model, CoefficientView view)
    {
        string[] lines = [.. InferenceText.Legend(model, CoefficientReport.ShowsEffects(model, view))];
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
