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

    /// <summary>How well a numeric feature alone ranks the classes in the sample.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="sampled">The sample's values.</param>
    /// <param name="sample">The sample.</param>
    /// <returns>The ROC AUC; NaN if there is none.</returns>
    public static double SampleAuc(CheckInput input, double[] sampled, RowSample sample) => input.ClassCount is < 2 or > MostClasses
        ? double.NaN
        : SingleFeatureAuc.OfNumbers(sampled, sample.Classes, input.ClassCount);

    /// <summary>How well it alone ranks two classes whether a feature is missing.</summary>
    /// <param name="cells">The feature.</param>
    /// <param name="sample">The sample.</param>
    /// <returns>The ROC AUC; NaN if there is none.</returns>
    public static double MissingAuc(CheckedCells cells, RowSample sample)
    {
        // Where the score has two values, the AUC is 1/2 plus half the difference of the classes' shares.
        IReadOnlyList<long> all = sample.RowsByClass;
        return cells.Missing is long[] missing
            ? 0.5 + (Math.Abs(((double)missing[1] / all[1]) - ((double)missing[0] / all[0])) / 2)
            : double.NaN;
    }

    /// <summary>Whether a numeric feature ranks the classes so well that there may be something to find.</summary>
    /// <param name="sampleAuc">What <see cref="SampleAuc"/> has found.</param>
    /// <param name="missingAuc">What <see cref="MissingAuc"/> has found.</param>
    public static bool IsSuspect(double sampleAuc, double missingAuc) => sampleAuc >= Screening || missingAuc >= Suspicious;

    /// <summary>Looks at a numeric feature.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="sampleAuc">What <see cref="SampleAuc"/> has found.</param>
    /// <param name="missingAuc">What <see cref="MissingAuc"/> has found.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public static FeatureFinding OfNumbers(CheckInput input, int feature, RowSample sample, double sampleAuc, double missingAuc)
    {
        string name = input.Features.Layout.Features[feature].Name;
        double confirmed = sampleAuc >= Screening && !sample.IsWhole ? OnAllRows(input, feature) : sampleAuc;
        double? shown = input.ClassCount == 2 && !double.IsNaN(sampleAuc) ? confirmed : null;
        if (confirmed >= Suspicious)
        {
            return new FeatureFinding(
                shown, Leak(input, name, $"alone predicts the target suspiciously well: its ROC AUC is {Text(confirmed)}"));
        }

        return missingAuc >= Suspicious
            ? new FeatureFinding(
                shown,
                Leak(
                    input,
                    name,
                    $"is missing for one class and present for the other: missingness alone has a ROC AUC of {Text(missingAuc)} "
                        + $"({FindingText.Count(input.Features.MissingCells[name], "cell")} missing)"))
            : new FeatureFinding(shown, null);
    }

    /// <summary>Looks at a categorical feature.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="counts">Its levels' rows.</param>
    public static FeatureFinding OfLevels(CheckInput input, int feature, RowSample sample, LevelClassCounts counts)
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
        bool hasFewRows = (long)RowsPerLevel * counts.Distinct() > input.Selection.TotalCount;
        double share = input.ClassCount < 2 || hasFewRows ? 0 : ShareOfOwnClass(counts);
        return new FeatureFinding(
            null,
            share < Suspicious || (double)sample.RowsByClass.Max() / input.Selection.TotalCount > 1 - (10 * (1 - Suspicious))
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
        return SingleFeatureAuc.OfNumbers(values, input.Classes, input.ClassCount, input.Selection.Parts);
    }

    private static double ShareOfOwnClass(LevelClassCounts counts)
    {
        long own = 0;
        long rows = 0;
        for (int code = CategoricalColumn.Missing; code < counts.LevelCount - 1; code++)
        {
            long most = 0;
            foreach (long count in counts.Classes(code))
            {
                most = Math.Max(most, count);
            }

            own += most;
            rows += counts.Rows(code);
        }

        return (double)own / rows;
    }

    private static DataFinding Leak(CheckInput input, string name, string what) => new(
        FindingKind.Leakage,
        FindingSeverity.Warning,
        [name],
        $"{FindingText.Quote(name)} {what}; it may encode the target, or be known only after the outcome",
        $"if it is not known when predictions are made, leave it {LeavingOut.Column(name, input.Features.Layout)}");

    private static string Text(double auc) => auc == 1 ? "1" : Math.Min(auc, 0.9999).ToString("F4", CultureInfo.InvariantCulture);
}
