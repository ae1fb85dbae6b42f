using System.Globalization;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>
/// Finds features that alone tell the classes apart almost perfectly. Such a feature is most often the target in other words, or known only
/// once the target is.
/// </summary>
internal static class LeakageCheck
{
    private const double Suspicious = 0.99;

    // A sample's AUC is that of all rows within a few thousandths.
    private const double Screening = 0.98;

    // Of many classes the pairs would take too long.
    private const int MostClasses = 10;

    /// <summary>Looks at a numeric feature.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="sampled">The sample's values.</param>
    /// <param name="sample">The sample.</param>
    public static FeatureFinding OfNumbers(CheckInput input, int feature, double[] sampled, RowSample sample)
    {
        if (input.ClassCount is < 2 or > MostClasses)
        {
            return FeatureFinding.None;
        }

        string name = input.Features.Layout.Features[feature].Name;
        double auc = SingleFeatureAuc.OfNumbers(sampled, sample.Classes, input.ClassCount);
        double confirmed = auc >= Screening && !sample.IsWhole ? OnAllRows(input, feature) : auc;
        double? shown = input.ClassCount == 2 && !double.IsNaN(auc) ? confirmed : null;
        if (confirmed >= Suspicious)
        {
            return new FeatureFinding(
                shown, Leak(input, name, $"alone predicts the target suspiciously well: its ROC AUC is {Text(confirmed)}"));
        }

        return input.ClassCount == 2 && input.Features.MissingCells.TryGetValue(name, out long missing)
            && MissingAuc(input, feature) is >= Suspicious and double byMissing
            ? new FeatureFinding(
                shown,
                Leak(
                    input,
                    name,
                    $"is missing for one class and present for the other: missingness alone has a ROC AUC of {Text(byMissing)} "
                        + $"({FindingText.Count(missing, "cell")} missing)"))
            : new FeatureFinding(shown, null);
    }

    /// <summary>Looks at a categorical feature.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="counts">Its levels' rows.</param>
    public static FeatureFinding OfLevels(CheckInput input, int feature, LevelClassCounts counts)
    {
        string name = input.Features.Layout.Features[feature].Name;
        if (input.ClassCount == 2)
        {
            double auc = SingleFeatureAuc.OfLevels(counts);
            return new FeatureFinding(
                auc,
                auc < Suspicious
                    ? null
                    : Leak(input, name, $"alone predicts the target suspiciously well: the ROC AUC of its levels is {Text(auc)}"));
        }

        // Of several classes: nearly every level belongs to one class. Levels of few rows would do so by chance.
        const int RowsPerLevel = 20;
        double share = input.ClassCount < 2 || (long)RowsPerLevel * counts.Distinct() > input.Selection.TotalCount ? 0 : ShareOfOwnClass(counts);
        return new FeatureFinding(
            null,
            share < Suspicious || LargestClassShare(input) > 1 - (10 * (1 - Suspicious))
                ? null
                : Leak(
                    input,
                    name,
                    $"alone predicts the target suspiciously well: {FindingText.Percent(share)} of the rows belong to the most frequent "
                        + $"class of their level"));
    }

    private static double OnAllRows(CheckInput input, int feature)
    {
        double[] values = SelectedCells.Numbers(input.Table, input.Features.TableColumns[feature], input.Selection);
        RowParts parts = input.Selection.Parts;
        return SingleFeatureAuc.OfNumbers(parts.All(values), parts.All(input.Classes), input.ClassCount);
    }

    // Where the score has two values, the AUC is 1/2 plus half the difference of the classes' shares.
    private static double MissingAuc(CheckInput input, int feature)
    {
        long[] all = new long[2];
        foreach (int own in input.Classes)
        {
            all[own]++;
        }

        input.Table.Sum(all);
        long[] missing = new long[2];
        SelectedCells.VisitNumbers(input.Table, input.Features.TableColumns[feature], input.Selection, (cells, firstRow) =>
        {
            for (int index = 0; index < cells.Length; index++)
            {
                missing[input.Classes[firstRow + index]] += double.IsNaN(cells[index]) ? 1 : 0;
            }
        });
        input.Table.Sum(missing);
        return 0.5 + (Math.Abs(((double)missing[1] / all[1]) - ((double)missing[0] / all[0])) / 2);
    }

    private static double ShareOfOwnClass(LevelClassCounts counts)
    {
        long own = 0;
        long rows = 0;
        for (int code = CategoricalColumn.Missing; code < counts.LevelCount - 1; code++)
        {
            int most = 0;
            foreach (int count in counts.Classes(code))
            {
                most = Math.Max(most, count);
            }

            own += most;
            rows += counts.Rows(code);
        }

        return (double)own / rows;
    }

    private static double LargestClassShare(CheckInput input)
    {
        long[] counts = new long[input.ClassCount];
        foreach (int own in input.Classes)
        {
            counts[own]++;
        }

        input.Table.Sum(counts);
        return (double)counts.Max() / input.Selection.TotalCount;
    }

    private static DataFinding Leak(CheckInput input, string name, string what) => new(
        FindingKind.Leakage,
        FindingSeverity.Warning,
        [name],
        $"{FindingText.Quote(name)} {what}; it may encode the target, or be known only after the outcome",
        $"if it is not known when predictions are made, leave it {LeavingOut.Column(name, input.Features.Layout)}");

    private static string Text(double auc) => auc == 1 ? "1" : Math.Min(auc, 0.9999).ToString("F4", CultureInfo.InvariantCulture);
}
