using LogReg.Data;

namespace LogReg.Scoring;

/// <summary>A pass over an input, with all that is made ready before its rows are read.</summary>
/// <param name="Options">The options of the caller.</param>
/// <param name="Columns">The columns to read.</param>
/// <param name="Rules">What is skipped rather than refused.</param>
/// <param name="Evaluator">Computes variances; <see langword="null"/> if they are not needed.</param>
/// <param name="Explainer">Explains rows; <see langword="null"/> if that is not wanted.</param>
/// <param name="Shifted">Looks at the indices of vectors.</param>
internal sealed record ScoringPass(
    ScoringOptions Options,
    ScoringColumns Columns,
    ChunkRules Rules,
    LogOddsVarianceEvaluator? Evaluator,
    RowExplainer? Explainer,
    ShiftedIndices Shifted);
