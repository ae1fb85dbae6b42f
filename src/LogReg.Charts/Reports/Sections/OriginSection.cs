using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Sections;

/// <summary>How the page was made, so that it can be reproduced.</summary>
internal static class OriginSection
{
    public static ReportSection Of(ReportInput input)
    {
        string model = ShellText.Quote(input.Outcome.ModelPath);
        string data = ShellText.Quote(input.Outcome.Data);
        string options = string.Concat(input.Options.CommandOptions.Select(option => $" {ShellText.Quote(option)}"));
        ReportField[] fields =
        [
            new("Program", $"logreg {ProgramVersion.Text}"),
            new("Model", input.Outcome.ModelPath),
            new("Data", input.Outcome.Data),
            new("Note", [.. new[] { input.Options.Note }.Where(note => note.Length > 0)]),
        ];
        return new ReportSection(
            "origin",
            "How this was made",
            [
                new FactsBlock(fields),
                new TextBlock(
                    input.IsOfAllRows
                        ? "The same model and data give the same page, byte for byte. It needs no network and contains no rows of the data."
                        : "This page was made at the end of training, which knows which rows were used. It needs no network and "
                            + "contains no rows of the data."),
                new CommandsBlock(
                [
                    (input.IsOfAllRows ? "This page" : "A page on all rows, whatever they were used for",
                        $"logreg report {model} {data}{options}"),
                    (input.IsOfAllRows ? "The same numbers for programs" : "The numbers of all rows for programs",
                        $"logreg evaluate {model} {data}{options} --json"),
                    ("The model in full", $"logreg inspect {model}"),
                ]),
            ]);
    }
}
