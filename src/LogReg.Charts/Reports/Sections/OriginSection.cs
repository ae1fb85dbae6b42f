using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Sections;

/// <summary>How the page was made, so that it can be reproduced.</summary>
internal static class OriginSection
{
    public static ReportSection Of(ReportInput input)
    {
        ReportField[] fields =
        [
            new("Program", $"logreg {ProgramVersion.Text}"),
            new("Model", [.. WhereGiven(input.Outcome.ModelPath)]),
            new("Data", input.Outcome.Data),
            new("Note", [.. WhereGiven(input.Options.Note)]),
        ];
        IReadOnlyList<ReportField> training = ProvenanceText.Fields(input.Model, inFull: true);
        ReportBlock[] ofModel = training.Count == 0 ? [] : [new HeadingBlock("The training of the model"), new FactsBlock(training)];
        var blocks = new List<ReportBlock>
        {
            new FactsBlock(fields),
            new TextBlock(
                input.IsOfAllRows
                    ? "The same model and data give the same page, byte for byte. It needs no network and contains no rows of the data."
                    : "This page was made at the end of training, which knows which rows were used. It needs no network and contains no "
                        + "rows of the data."),
        };
        if (input.Options.Commands is ReportCommands commands)
        {
            blocks.Add(
                new CommandsBlock(
                [
                    (input.IsOfAllRows ? "This page" : "A page on all rows, whatever they were used for", commands.Page),
                    (input.IsOfAllRows ? "The same numbers for programs" : "The numbers of all rows for programs", commands.Numbers),
                    ("The model in full", commands.Model),
                ]));
        }

        return new ReportSection("origin", "How this was made", [.. blocks, .. ofModel]);
    }

    private static IEnumerable<string> WhereGiven(string text) => text.Length > 0 ? [text] : [];
}
