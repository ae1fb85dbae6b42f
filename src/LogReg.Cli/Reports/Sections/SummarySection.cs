using LogReg.Cli.Output;
using LogReg.Cli.Reports.Blocks;
using LogReg.Evaluation;

namespace LogReg.Cli.Reports.Sections;

/// <summary>What a report says first, in plain words.</summary>
internal static class SummarySection
{
    public static ReportSection Of(ReportInput input)
    {
        IReadOnlyList<string> doubts = ModelDoubts.Of(input);
        var blocks = new List<ReportBlock>();
        if (doubts.Count > 0)
        {
            blocks.Add(new WarningsBlock(doubts) { Lead = "Do not trust this model. " });
        }

        blocks.Add(new TextBlock($"{Purpose(input.Model)} {RowText(input)}"));
        if (doubts.Count > 0 && input is { IsTakenFromPath: false, Model.Validation: CrossValidation doubtful })
        {
            blocks.Add(new TextBlock(QualityText.Of(input, doubtful)));
        }

        if (doubts.Count == 0)
        {
            blocks.AddRange(SummaryTiles.Of(input));
            IReadOnlyList<Plots.Figure> figures = ReportFigures.OfOpening(input);
            if (figures.Count > 0)
            {
                blocks.Add(new FiguresBlock(figures));
            }
        }

        var watch = new List<ReportBlock> { new HeadingBlock("Warnings") };
        IReadOnlyList<string> warnings = ReportWarnings.Of(input);
        watch.Add(warnings.Count > 0 ? new WarningsBlock(warnings) : new TextBlock(doubts.Count > 0 ? "None beyond the above." : "None, neither from training nor from these rows."));
        blocks.Add(new BesideBlock([.. doubts.Count > 0 ? [] : Quality(input), .. Effects(input)], watch));
        return new ReportSection("summary", "Summary", blocks);
    }

    private static IEnumerable<ReportBlock> Quality(ReportInput input)
    {
        yield return new HeadingBlock("Quality in words");
        foreach (JudgedRows group in input.Groups)
        {
            yield return new TextBlock(QualityText.Of(input, group));
        }

        if (input is { IsTakenFromPath: false, Model.Validation: CrossValidation validation })
        {
            yield return new TextBlock(QualityText.Of(input, validation));
        }
    }

    private static IEnumerable<ReportBlock> Effects(ReportInput input)
    {
        IReadOnlyList<(string Lead, string Text)> effects = EffectText.Strongest(input.Model);
        if (effects.Count > 0)
        {
            yield return new HeadingBlock("The most important features");
            yield return new ListBlock(effects);
        }
    }

    private static string Purpose(LogisticModel model)
    {
        TargetDescription target = model.Target;
        string what = target.IsBinary
            ? $"The model predicts the probability that {target.Name} is {target.Positive} rather than {target.Negative}"
            : $"The model predicts which of {NumberFormat.Count(target.Classes.Count)} classes {target.Name} is";
        return $"{what}, from {FeatureText(model)}. It was trained on {NumberFormat.Count(model.Training.Rows, "row")}.";
    }

    private static string FeatureText(LogisticModel model)
    {
        const int MostNames = 6;
        int count = model.Features.Count;
        string offset = model.OffsetColumn is string column ? $" and the offset {column}" : "";
        return count switch
        {
            0 => $"its intercept alone{offset}",
            <= MostNames => string.Join(", ", model.Features.Select(feature => feature.Name)) + offset,
            _ => $"{NumberFormat.Count(count)} features, among them {string.Join(", ", model.Features.Take(MostNames - 2).Select(feature => feature.Name))}{offset}",
        };
    }

    // Which rows all numbers are of, and what that means.
    private static string RowText(ReportInput input)
    {
        JudgedRows first = input.Groups[0];
        string count = NumberFormat.Count(first.Rows.Count, "row");
        bool hasCells = input.Model.Training.Missing is { Handling: MissingHandling.Drop } && input.Evaluation.MissingCells.Count > 0;
        string filled = hasCells ? " Some have missing cells, which are filled in here; training left out rows with missing cells." : "";
        return first.Origin switch
        {
            RowOrigin.HeldOut => $"Another {count} were held out of training: unless labelled otherwise, every number and picture is for these held-out rows.",
            RowOrigin.Training when input is { IsTakenFromPath: false, Model.Validation: not null } =>
                "Cross-validated numbers come from models that were not fitted to the rows they predict; all other numbers and pictures are for the training rows, and usually look better than new rows will.",
            RowOrigin.Training => "All numbers and pictures are for these training rows. They do not show how well the model predicts new rows: train with --test-size 0.2 or --cv 10 to see that.",
            _ => $"All numbers and pictures are for {count} of {input.DataName}.{filled} Rows that were used for training usually look better than new ones.",
        };
    }
}
