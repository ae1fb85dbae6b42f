using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>The coefficients of a model as tables, one per equation.</summary>
internal static class CoefficientReport
{
    private const int MostRows = 40;
    private const int FewestRows = 5;
    private const int MostEquations = 8;

    /// <summary>Whether a report shows effects instead of the coefficients of functions and products.</summary>
    /// <param name="model">The model.</param>
    /// <param name="view">Which coefficients are wanted.</param>
    public static bool ShowsEffects(LogisticModel model, CoefficientView view) =>
        view == CoefficientView.Effects && CoefficientTable.ShowsEffects(model);

    /// <summary>The coefficients, or the effects of columns, in the order of the features, levels below their column; long lists are
    /// cut.</summary>
    /// <param name="report">The destination.</param>
    /// <param name="model">The model.</param>
    /// <param name="view">Which coefficients are wanted.</param>
    /// <param name="fullListHint">The command that shows all rows.</param>
    public static void WriteByFeature(ReportWriter report, LogisticModel model, CoefficientView view, string fullListHint)
    {
        bool showsEffects = ShowsEffects(model, view);
        string[] classes = [.. model.ClassesWithEquation];
        int mostRows = Math.Max(FewestRows, MostRows / classes.Length);
        foreach (string className in classes.Take(MostEquations))
        {
            report.Blank();
            WriteHeading(report, model, className);
            (ReportTable table, int more) = showsEffects
                ? CoefficientTable.ByColumn(model, className, mostRows)
                : CoefficientTable.ByFeature(model, className, mostRows);
            report.Table(table);
            if (more > 0)
            {
                report.Line($"… and {NumberFormat.Count(more, showsEffects ? "more row" : "more coefficient")}: {fullListHint}");
                if (!showsEffects && CoefficientTable.LargestNote(model) is string note)
                {
                    report.Line(note);
                }
            }

            WriteZeros(report, model, className);
        }

        if (classes.Length > MostEquations)
        {
            report.Blank();
            report.Line($"… and {NumberFormat.Count(classes.Length - MostEquations, "more equation")}: {fullListHint}");
        }

        WriteNotes(report, model, showsEffects);
    }

    /// <summary>All coefficients, those that move the log-odds most first; or the effects of columns, in the order of the
    /// features.</summary>
    /// <param name="report">The destination.</param>
    /// <param name="model">The model.</param>
    /// <param name="view">Which coefficients are wanted.</param>
    public static void WriteByEffect(ReportWriter report, LogisticModel model, CoefficientView view)
    {
        bool showsEffects = ShowsEffects(model, view);
        foreach (string className in model.ClassesWithEquation)
        {
            report.Blank();
            WriteHeading(report, model, className);
            (ReportTable table, int more) = showsEffects
                ? CoefficientTable.ByColumn(model, className, int.MaxValue)
                : CoefficientTable.ByEffect(model, className);
            report.Table(table);
            if (more > 0)
            {
                report.Line($"… and {NumberFormat.Count(more, "more coefficient")}: --json prints them all");
            }

            WriteZeros(report, model, className);
        }

        WriteNotes(report, model, showsEffects);
    }

    private static void WriteNotes(ReportWriter report, LogisticModel model, bool showsEffects)
    {
        HashSet<string> explained = [.. showsEffects ? model.CoefficientsOfEffects : []];
        if (model.CoefficientDescriptions.Any(one => one.StandardDeviation is not null && !explained.Contains(one.Name)))
        {
            report.Line("Odds ratios of numeric features are per unit.");
        }

        foreach (string note in showsEffects ? EffectRows.Notes(model) : [])
        {
            report.Line(note);
        }

        if (showsEffects)
        {
            report.Line("Use --coefficients all to see the coefficients of the terms.");
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
