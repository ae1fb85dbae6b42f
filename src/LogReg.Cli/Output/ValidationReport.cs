using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Cli.Output;

/// <summary>What a report says about the cross-validation of a model.</summary>
internal static class ValidationReport
{
    public static void Write(ReportWriter report, CrossValidation validation, LogisticModel model)
    {
        report.Fields(ValidationText.Fields(validation, model, FlagSpelling.Instance));
        report.Blank();
        if (validation.ChoosesLambda)
        {
            report.Line($"{ValidationText.Heading(validation)}:");
        }

        report.Table(ValidationText.Table(validation, model));
    }
}
