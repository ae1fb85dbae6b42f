using LogReg.Data;
using LogReg.Features;

namespace LogReg.Scoring;

/// <summary>Whether a cell makes a prediction less sure than it looks.</summary>
internal static class CellFlags
{
    /// <summary>The flag of a number, NaN if it is missing; <see langword="null"/> if training saw such numbers.</summary>
    public static RowFlagKind? OfNumber(NumericFeature feature, double value) => double.IsNaN(value) ? RowFlagKind.Imputed
        : value < feature.Minimum ? RowFlagKind.BelowRange
        : value > feature.Maximum ? RowFlagKind.AboveRange
        : null;

    /// <summary>The flag of a level's code; <see langword="null"/> if training saw the level, or a missing cell where this is one.</summary>
    /// <param name="code">The code, or <see cref="CategoricalColumn.Missing"/> or <see cref="CategoricalColumn.Unseen"/>.</param>
    /// <param name="knowsMissing">Whether missing cells are a level of their own.</param>
    public static RowFlagKind? OfCode(int code, bool knowsMissing) => code >= 0 || (knowsMissing && code == CategoricalColumn.Missing) ? null : RowFlagKind.UnseenLevel;
}
