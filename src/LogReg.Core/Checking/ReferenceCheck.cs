using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>Finds reference levels with few rows: every coefficient of such a feature, and the intercept, is a comparison with them and has
/// their large standard error.</summary>
internal static class ReferenceCheck
{
    private const double SmallestShare = 0.01;
    private const int FewestRows = 20;

    /// <summary>Looks at the reference level of a feature, unless a caller chose it.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="term">The term of the feature.</param>
    /// <param name="levels">The levels of its column.</param>
    /// <param name="counts">Their rows.</param>
    public static DataFinding? Find(CheckInput input, Term term, LevelTable levels, LevelClassCounts counts)
    {
        if (term.Reference?.Description.Level is not string reference || term.WeightCount < 2 || !input.HasInference
            || input.References.ContainsKey(term.Name))
        {
            return null;
        }

        long rows = reference == Feature.MissingLevel ? counts.Rows(CategoricalColumn.Missing) : 0;
        string best = reference;
        long mostRows = 0;
        for (int code = 0; code < levels.Count; code++)
        {
            long own = counts.Rows(code);
            rows += levels[code] == reference ? own : 0;
            best = own > mostRows ? levels[code] : best;
            mostRows = Math.Max(mostRows, own);
        }

        // Of two levels the coefficient is the same but for its sign, whichever is the reference; only the intercept is another.
        double share = (double)rows / input.Selection.TotalCount;
        bool isRare = share < SmallestShare || (rows < FewestRows && term.WeightCount > 2);
        return !isRare || mostRows < 2 * rows
            ? null
            : new DataFinding(
                FindingKind.RareReference,
                FindingSeverity.Warning,
                [term.Name],
                $"the reference level of {FindingText.Quote(term.Name)} is rare: {FindingText.Quote(reference)} has "
                    + $"{FindingText.Count(rows)} of {FindingText.Count(input.Selection.TotalCount, "row")} ({FindingText.Percent(share)})",
                $"use {Option.References.Level(term.Name, best)}, the most frequent level, with {FindingText.Count(mostRows, "row")}");
    }
}
