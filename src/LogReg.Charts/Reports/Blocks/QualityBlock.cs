using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Blocks;

/// <summary>The table of all measures of quality, with their exact values for programs.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The rows that the model was judged on, by their names, each with the same measures; the first with what an intercept alone does.</param>
internal sealed record QualityBlock(string Caption, IReadOnlyList<(string Header, IReadOnlyList<QualityMeasure> Measures)> Columns) : ReportBlock
{
    /// <summary>What the model is compared with, as the header of a column.</summary>
    public string Baseline { get; init; } = "intercept only";

    /// <summary>Cross-validated measures by name, as texts; empty for none.</summary>
    public IReadOnlyDictionary<string, string> CrossValidated { get; init; } = new Dictionary<string, string>();
}
