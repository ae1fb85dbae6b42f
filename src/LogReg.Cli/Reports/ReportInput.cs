using LogReg.Cli.Output;
using LogReg.Cli.Plots.Kinds;

namespace LogReg.Cli.Reports;

/// <summary>What a report is about.</summary>
internal sealed record ReportInput
{
    public required CliEnvironment Environment { get; init; }

    /// <summary>The model, its file's name and how it does on the data.</summary>
    public required EvaluationOutcome Outcome { get; init; }

    /// <summary>The rows that it was compared with.</summary>
    public required ScoredRows Rows { get; init; }

    /// <summary>The columns of the data that the model makes no use of.</summary>
    public required IReadOnlyList<string> UnusedColumns { get; init; }

    /// <summary>The options of the command line that change what the page says, as they are typed.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Whether the model is another λ of a path: what is known of the fit is then not of this one.</summary>
    public bool IsTakenFromPath { get; init; }

    /// <summary>Words for the end of the page, such as a date; empty for none.</summary>
    public string Note { get; init; } = "";

    public LogisticModel Model => Outcome.Model;

    public ModelEvaluation Evaluation => Outcome.Evaluation;
}
