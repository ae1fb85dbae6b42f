using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Finds the levels whose training rows do not have every class: their coefficient has no finite maximum-likelihood
/// estimate.</summary>
internal static class LevelCheck
{
    /// <summary>The names of such levels' coefficients, such as <c>month=h1</c>; reference levels apart.</summary>
    /// <param name="table">The data.</param>
    /// <param name="features">The features.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="classCount">The number of classes.</param>
    public static FitFindings LevelsWithoutAllClasses(Table table, FeatureFit features, RowSet rows, int classCount)
    {
        var names = new List<string>();
        var references = new List<string>();
        for (int feature = 0; feature < features.TableColumns.Count; feature++)
        {
            if (table.Columns[features.TableColumns[feature]].Levels is not LevelTable levels)
            {
                continue;
            }

            // Of a feature by itself; levels within products are found by the search for separation.
            int place = feature;
            if (features.Layout.Terms.FirstOrDefault(own => !own.IsDense && own.Features is [int only] && only == place) is not Term term
                || !features.Layout.HasTerm(place) || features.Layout.SharesFeatures(term.Name))
            {
                continue;
            }

            bool[] occurs = Occurrences(table, features.TableColumns[feature], rows, classCount);
            for (int code = -1; code < levels.Count; code++)
            {
                ReadOnlySpan<bool> classes = occurs.AsSpan((code + 1) * classCount, classCount);
                if (classes.Contains(true) && classes.Contains(false))
                {
                    string level = code < 0 ? Feature.MissingLevel : levels[code];
                    (level == term.Reference?.Description.Level ? references : names).Add($"{term.Name}={level}");
                }
            }
        }

        return FitFindings.None with { Levels = names, References = references };
    }

    // For each level, the missing one first, whether each class occurs.
    private static bool[] Occurrences(Table table, int column, RowSet rows, int classCount)
    {
        bool[] occurs = new bool[(table.Columns[column].Levels!.Count + 1) * classCount];
        foreach (int chunk in table.OwnChunks)
        {
            ReadOnlySpan<int> codes = ((CategoricalColumn)table.Chunks[chunk].Columns[column]).Codes;
            RowPart part = rows.Selection.Parts[chunk];
            for (int index = 0; index < part.Count; index++)
            {
                int code =
                    Math.Max(CategoricalColumn.Missing, codes[rows.Selection.TakesAll(chunk) ? index : rows.Selection.Rows(chunk)[index]]);
                occurs[((code + 1) * classCount) + rows.Classes[part.First + index]] = true;
            }
        }

        if (table.Shares is null)
        {
            return occurs;
        }

        long[] all = Array.ConvertAll(occurs, own => own ? 1L : 0);
        table.Shares.Collective.Max(all);
        return Array.ConvertAll(all, any => any > 0);
    }
}
