using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>The checks of one categorical feature.</summary>
internal static class CategoricalCheck
{
    private const int ManyLevels = 100;
    private const int FewRowsPerLevel = 100;

    /// <summary>Looks at the feature's levels; leakage apart.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="counts">Its levels' rows.</param>
    public static IEnumerable<DataFinding> Find(CheckInput input, int feature, LevelClassCounts counts)
    {
        Term term = input.Features.Layout.Cells[feature].CreateTerm();
        string name = term.Name;
        LevelTable levels = input.Table.Columns[input.Features.TableColumns[feature]].Levels!;
        int distinct = counts.Distinct();
        DataFinding? text = TextCheck.Find(name, levels, input.Table.Origin is null);
        if (text is not null)
        {
            yield return text;
        }

        if (LevelNameCheck.Find(name, [.. levels.Where((_, code) => counts.Rows(code) > 0)], "levels") is DataFinding similar)
        {
            yield return similar;
        }

        if (!input.Features.Layout.HasTerm(feature))
        {
            yield break;
        }

        if (ReferenceCheck.Find(input, term, levels, counts) is DataFinding reference)
        {
            yield return reference;
        }

        if (text is null && distinct > ManyLevels && (long)distinct * FewRowsPerLevel > input.Selection.TotalCount)
        {
            yield return new DataFinding(
                FindingKind.ManyLevels,
                FindingSeverity.Warning,
                [name],
                $"{FindingText.Quote(name)} has {FindingText.Count(distinct)} levels, each with its own coefficient, and "
                    + $"{FindingText.Count(input.Selection.TotalCount / distinct, "row")} per level on average",
                $"merge levels into groups, leave it {LeavingOut.Column(name, input.Features.Layout)}, or use "
                    + $"{Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001))}");
        }
    }
}
