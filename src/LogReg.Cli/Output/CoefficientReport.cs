using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>The coefficients of a model as tables, one per equation.</summary>
internal static class CoefficientReport
{
    private const int MostRows = 40;
    private const int FewestRows = 5;
    private const int MostEquations = 8;

    /// <summary>The coefficients in the order of the features, levels below their column; long lists are cut.</summary>
    public static void WriteByFeature(ReportWriter report, LogisticModel model, string fullListHint)
    {
        string[] classes = [.. model.ClassesWithEquation];
        int mostRows = Math.Max(FewestRows, MostRows / classes.Length);
        foreach (string className in classes.Take(MostEquations))
        {
            report.Blank();
            WriteHeading(report, model, className);
            (ReportTable table, int more) = CoefficientTable.ByFeature(model, className, mostRows);
            report.Table(table);
            if (more > 0)
            {
                report.Line($"… and {NumberFormat.Count(more, "more coefficient")}: {fullListHint}");
            }

            WriteZeros(report, model, className);
        }

        if (classes.Length > MostEquations)
        {
            report.Blank();
            report.Line($"… and {NumberFormat.Count(classes.Length - MostEquations, "more equation")}: {fullListHint}");
        }

        WriteUnit(report, model);
    }

    /// <summary>All coefficients, those that move the log-odds most first.</summary>
    public static void WriteByEffect(ReportWriter report, LogisticModel model)
    {
        foreach (string className in model.ClassesWithEquation)
        {
            report.Blank();
            WriteHeading(report, model, className);
            report.Table(CoefficientTable.ByEffect(model, className));
            WriteZeros(report, model, className);
        }

        WriteUnit(report, model);
    }

    private static void WriteUnit(ReportWriter report, LogisticModel model)
    {
        if (model.CoefficientDescriptions.Any(one => one.StandardDeviation is not null))
        {
            report.Line("Odds ratios of numeric features are per unit.");
        }
    }

    private static void WriteZeros(ReportWriter report, LogisticModel model, string className)
    {
        if (CoefficientTable.Zeros(model, className) is { Length: > 0 } zeros)
        {
            report.Line(zeros);
        }
    }

    private static void WriteHeading(ReportWriter report, LogisticModel model, string className)
    {
        if (!model.Target.IsBinary)
        {
            report.Title(CoefficientTable.Heading(model, className));
        }
    }
}
