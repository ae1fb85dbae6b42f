using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The subject of a report.</summary>
internal sealed record ReportInput
{
    /// <summary>The model, its file's name and how it does on the data.</summary>
    public required EvaluationOutcome Outcome { get; init; }

    /// <summary>The rows that it is judged on: held-out ones before those of training.</summary>
    public required IReadOnlyList<JudgedRows> Groups { get; init; }

    /// <summary>The number of rows with a known class that were left out because of a missing cell.</summary>
    public long DroppedRows { get; init; }

    /// <summary>The number of rows set aside for early stopping.</summary>
    public long WatchedRows { get; init; }

    /// <summary>The columns of the data that the model makes no use of.</summary>
    public required IReadOnlyList<string> UnusedColumns { get; init; }

    /// <summary>Names, weights and what is known of the training.</summary>
    public required ReportOptions Options { get; init; }

    /// <summary>Whether the model is another λ of a path: what is known of the fit is then not of this one.</summary>
    public bool IsTakenFromPath => Options.IsTakenFromPath;

    public LogisticModel Model => Outcome.Model;

    /// <summary>The rows that pictures and tables are of.</summary>
    public ScoredRows Rows => Groups[0].Rows;

    /// <summary>Whether the page is of all rows that have a class, so that the model and the data are enough to make it again.</summary>
    public bool IsOfAllRows => Groups.Count == 1 && DroppedRows == 0 && WatchedRows == 0;

    /// <summary>The number and kind of the rows that pictures and tables are of.</summary>
    public string RowsText => Groups[0].CountText(DataName);

    /// <summary>The header of a column that counts rows, or sums up their weights.</summary>
    public string CountHeader => WeightText.Length > 0 ? "weight" : "rows";

    /// <summary>That counts are sums of weights, in a caption; empty where each row counts 1.</summary>
    public string WeightText =>
        Groups[0].IsReweighted ? " (reweighted to the prior)" : Outcome.WeightColumn is not null ? " (weighted)" : "";

    /// <summary>The data's name in a sentence.</summary>
    public string DataName => Outcome.Data;

    public ModelEvaluation Evaluation => Outcome.Evaluation;

    /// <summary>A text with options and operations as the reader of the page knows them.</summary>
    public string Spell(OptionText text) => text.Spell(Options.Spelling);
}
