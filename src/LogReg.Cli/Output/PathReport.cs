using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>What a person reads of a regularisation path.</summary>
internal static class PathReport
{
    public static void Write(ReportWriter report, LogisticModel model, string modelPath)
    {
        report.Line($"{PathText.Heading(model.Path!)}:");
        report.Table(PathText.Table(model));
        report.Line(PathText.Optimality(model.Path!));
        report.Line(
            $"The model and everything else here belong to the smallest λ. To predict with another: 'logreg predict {modelPath} "
                + $"--lambda NUMBER'. To choose λ by cross-validation, train with '--lambda cv'.");
    }
}
