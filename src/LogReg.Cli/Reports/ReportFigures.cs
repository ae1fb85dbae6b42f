using LogReg.Cli.Plots;
using LogReg.Cli.Plots.Kinds;
using LogReg.Evaluation;

namespace LogReg.Cli.Reports;

/// <summary>The pictures of a report: those that the program draws and the model can have.</summary>
internal static class ReportFigures
{
    // As wide as half a page is, so that what is written in it can be read on a phone, too.
    private const int Width = 480;
    private const int WidthOfNames = 540;

    /// <summary>Draws some kinds of picture, in the order they are named.</summary>
    public static IReadOnlyList<Figure> Of(ReportInput input, params IReadOnlyList<string> kinds)
    {
        var request = PlotRequest.Of(input.Environment, input.Model, input.Rows, input.Outcome.ModelPath, input.Outcome.Data);
        return [.. kinds.Where(kind => CanHave(input, kind))
            .SelectMany(name => PlotKind.All.Where(kind => kind.Name == name))
            .Select(kind => Fit(kind.Draw(request)))];
    }

    private static bool CanHave(ReportInput input, string kind)
    {
        ConfusionMatrix matrix = input.Evaluation.Metrics.ConfusionMatrix;
        bool hasSeveralClasses = Enumerable.Range(0, matrix.Classes.Count).Count(code => matrix.ActualTotal(code) > 0) > 1;
        return kind switch
        {
            "coefficients" => input.Model.ClassesWithEquation.Any(name => input.Model.CoefficientsOf(name).Count > 1),
            "path" => input.Model.Path is not null,
            "cv" => input.Model.Validation is { ChoosesLambda: true },
            "threshold" => input.Model.Target.IsBinary && hasSeveralClasses,
            _ => hasSeveralClasses,
        };
    }

    private static Figure Fit(Figure figure)
    {
        // Rows of names need their height; other charts keep their shape, and those below each other a little more than that.
        double air = figure.Charts is [{ Y.Categories: null }] ? 1 : 1.1;
        return figure.Charts.Any(chart => chart.Y.Categories is not null)
            ? figure with { Width = WidthOfNames }
            : figure with { Width = Width, Height = (int)Math.Round(figure.Height * air * Width / figure.Width) };
    }
}
