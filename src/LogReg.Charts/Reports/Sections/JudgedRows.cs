using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>Rows that a report judges a model on.</summary>
/// <param name="Origin">What they were to the model.</param>
/// <param name="Rows">The rows with the model's answers.</param>
/// <param name="Metrics">The metrics of the model on them.</param>
internal sealed record JudgedRows(RowOrigin Origin, ScoredRows Rows, ClassificationMetrics Metrics)
{
    /// <summary>Whether they are reweighted to the model's prior, as training does.</summary>
    public bool IsReweighted { get; init; }

    /// <summary>Their name.</summary>
    /// <param name="data">The data's name.</param>
    public string Name(string data) => Rows.Kind.Length > 0 ? $"{Rows.Kind} rows" : $"rows of {data}";

    /// <summary>How many of them there are, with their name.</summary>
    /// <param name="data">The data's name.</param>
    public string CountText(string data) => Origin == RowOrigin.Unknown ? $"{Rows.CountText} of {data}" : Rows.CountText;
}

/// <summary>The role of rows in training, before a report evaluates a model on them.</summary>
internal enum RowOrigin
{
    /// <summary>Nobody can say: they come from a file, and so may training rows have done.</summary>
    Unknown,

    /// <summary>The coefficients were estimated from them.</summary>
    Training,

    /// <summary>They were held out of training.</summary>
    HeldOut,
}
