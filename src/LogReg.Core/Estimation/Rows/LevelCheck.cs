using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Finds the levels whose training rows do not have every class: their coefficient has no finite maximum-likelihood
/// estimate.</summary>
internal static class LevelCheck
{
    // How many pairs of a level and a class are looked at together.
    private const int MostAtOnce = 1 << 20;

    /// <summary>The names of such levels' coefficients, such as <c>month=h1</c>; reference levels apart.</summary>
    /// <param name="table">The data.</param>
    /// <param name="features">The features.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="classCount">The number of classes.</param>
    public static FitFindings LevelsWithoutAllClasses(Table table, FeatureFit features, RowSet rows, int classCount)
    {
        var names = new List<string>();
        var references = new List<string>();
        var looked = new List<LookedAt>();
        int length = 0;
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

            looked.Add(new LookedAt(term, levels, Occurrences(table, features.TableColumns[feature], rows, classCount)));
            length += looked[^1].Occurs.Length;
            if (length >= MostAtOnce)
            {
                Find(looked);
                length = 0;
            }
        }

        Find(looked);
        return FitFindings.None with { Levels = names, References = references };

        void Find(List<LookedAt> some)
        {
            ShareAll(table, some);
            foreach (LookedAt own in some)
            {
                for (int code = -1; code < own.Levels.Count; code++)
                {
                    ReadOnlySpan<long> classes = own.Occurs.AsSpan((code + 1) * classCount, classCount);
                    if (classes.Contains(1) && classes.Contains(0))
                    {
                        string level = code < 0 ? Feature.MissingLevel : own.Levels[code];
                        (level == own.Term.Reference?.Description.Level ? references : names).Add($"{own.Term.Name}={level}");
                    }
                }
            }

            some.Clear();
        }
    }

    // For each level, the missing one first, whether each class occurs among the rows that are here: 1 or 0.
    private static long[] Occurrences(Table table, int column, RowSet rows, int classCount)
    {
        long[] occurs = new long[(table.Columns[column].Levels!.Count + 1) * classCount];
        foreach (int chunk in table.OwnChunks)
        {
            ReadOnlySpan<int> codes = ((CategoricalColumn)table.Chunks[chunk].Columns[column]).Codes;
            RowPart part = rows.Selection.Parts[chunk];
            for (int index = 0; index < part.Count; index++)
            {
                int code =
                    Math.Max(CategoricalColumn.Missing, codes[rows.Selection.TakesAll(chunk) ? index : rows.Selection.Rows(chunk)[index]]);
                occurs[((code + 1) * classCount) + rows.Classes[part.First + index]] = 1;
            }
        }

        return occurs;
    }

    // What occurs among the rows of any process, of all these columns at once.
    private static void ShareAll(Table table, List<LookedAt> some)
    {
        if (table.Shares is null || some.Count == 0)
        {
            return;
        }

        long[] all = [.. some.SelectMany(own => own.Occurs)];
        table.Shares.Collective.Max(all);
        int first = 0;
        foreach (LookedAt own in some)
        {
            all.AsSpan(first, own.Occurs.Length).CopyTo(own.Occurs);
            first += own.Occurs.Length;
        }
    }

    // A column, with what occurs in it.
    private sealed record LookedAt(Term Term, LevelTable Levels, long[] Occurs);
}
