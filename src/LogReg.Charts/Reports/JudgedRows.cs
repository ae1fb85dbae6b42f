using LogReg.Charts.Plots;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports;

/// <summary>Rows that a report judges a model on.</summary>
/// <param name="Origin">What they were to the model.</param>
/// <param name="Rows">The rows with the model's answers.</param>
/// <param name="Metrics">How the model does on them.</param>
internal sealed record JudgedRows(RowOrigin Origin, ScoredRows Rows, ClassificationMetrics Metrics)
{
    /// <summary>Whether they are reweighted to the model's prior, as training does.</summary>
    public bool IsReweighted { get; init; }

    /// <summary>Their name.</summary>
    /// <param name="data">The data's name.</param>
    public string Name(string data) => Origin switch { RowOrigin.HeldOut => "held-out rows", RowOrigin.Training => "training rows", _ => $"rows of {data}" };

    /// <summary>How many of them there are, with their name.</summary>
    /// <param name="data">The data's name.</param>
    public string CountText(string data) => Origin == RowOrigin.Unknown ? $"{Rows.CountText} of {data}" : Rows.CountText;
}
