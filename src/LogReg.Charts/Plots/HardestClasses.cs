using LogReg.Charts.Text;

namespace LogReg.Charts.Plots;

/// <summary>Which of many classes a picture of curves shows: more than some curves and their legend could not be told apart.</summary>
internal static class HardestClasses
{
    private const int Most = 8;

    /// <summary>The classes with the lowest measure, in their own order; all where there are few.</summary>
    /// <param name="measures">A measure for each class, the higher the better told apart; NaN where it has none.</param>
    public static int[] Of(IReadOnlyList<double> measures)
    {
        int[] measured = [.. Enumerable.Range(0, measures.Count).Where(curve => !double.IsNaN(measures[curve]))];
        return measured.Length <= Most ? measured : [.. measured.OrderBy(curve => measures[curve]).Take(Most).Order()];
    }

    /// <summary>The part of a subtitle on those left out; empty if there are none.</summary>
    /// <param name="shown">How many are shown.</param>
    /// <param name="count">How many classes there are.</param>
    public static string Note(int shown, int count) =>
        shown == count || shown < Most ? "" : $"; the {shown} of {NumberFormat.Count(count)} classes that are hardest to tell";
}
