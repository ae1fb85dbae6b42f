using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The opening of a report, in plain words.</summary>
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

        var purpose = new TextBlock($"{Purpose(input.Model)} {RowText(input)}");
        IReadOnlyList<Figure> figures = [];
        if (doubts.Count == 0)
        {
            blocks.Add(purpose);
            blocks.AddRange(SummaryTiles.Of(input));
            figures = ReportFigures.OfOpening(input);
            if (figures.Count > 1)
            {
                blocks.Add(new FiguresBlock(figures));
            }
        }

        var watch = new List<ReportBlock> { new HeadingBlock("Warnings") };
        IReadOnlyList<string> warnings = ReportWarnings.Of(input);
        watch.Add(
            warnings.Count > 0
                ? new WarningsBlock(warnings)
                : new TextBlock(doubts.Count > 0 ? "None beyond the above." : "None, neither from training nor from these rows."));
        ReportBlock[] quality = doubts.Count > 0 ? [] : [.. Quality(input)];
        ReportBlock[] effects = [.. Effects(input)];

        // Words fill the half of the page that a picture, or the lack of one, leaves empty.
        blocks.Add(figures.Count == 1 ? new BesideBlock([new FiguresBlock(figures)], [.. quality, .. watch, .. effects])
            : doubts.Count == 0 ? new BesideBlock([.. quality, .. watch], effects)
            : new BesideBlock([purpose, .. Doubtful(input)], [.. watch, .. effects]));
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

    // The numbers of a model that is not to be trusted are told only where it was not fitted to the rows.
    private static IEnumerable<ReportBlock> Doubtful(ReportInput input)
    {
        foreach (JudgedRows group in input.Groups.Where(group => group.Origin == RowOrigin.HeldOut))
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
        return $"{what}, from {FeatureText(model)}. It was {(model.Updates.Any(UpdateText.IsRefit) ? "refitted to" : "trained on")} {NumberFormat.Count(model.Training.Rows, "row")}"
            + (UpdateText.AfterTraining(model).Length == 0 ? "." : $", and later recalibrated to {NumberFormat.Count(model.Updates[^1].Rows)} newer ones.");
    }

    private static string FeatureText(LogisticModel model)
    {
        const int MostNames = 10;
        const int MostImportant = 4;
        int count = model.Features.Count;
        string offset = model.OffsetColumn is string column ? $" and the offset {column}" : "";
        return count switch
        {
            0 => $"its intercept alone{offset}",
            <= MostNames => string.Join(", ", model.Features.Select(feature => feature.Name)) + offset,
            _ when EffectText.StrongestFeatures(model, MostImportant) is { Count: > 0 } strongest =>
                $"{NumberFormat.Count(count)} features{offset}; the most important are {string.Join(", ", strongest)}",
            _ => $"{NumberFormat.Count(count)} features{offset}",
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
            RowOrigin.HeldOut =>
                $"Another {count} were held out of training: unless labelled otherwise, every number and picture is for these held-out "
                    + $"rows.",
            RowOrigin.Training when input is { IsTakenFromPath: false, Model.Validation: not null } =>
                "Cross-validated numbers come from models that were not fitted to the rows they predict; all other numbers and pictures "
                    + "are for the training rows, and usually look better than new rows will.",
            RowOrigin.Training =>
                input.Spell(
                    $"All numbers and pictures are for these training rows. They do not show how well the model predicts new rows: "
                        + $"train with {Remedies.TestSize(0.2)} or {Remedies.CrossValidation(10)} to see that."),
            _ =>
                $"All numbers and pictures are for {count} of {input.DataName}.{filled} Rows that were used for training usually look "
                    + $"better than new ones.",
        };
    }
}
