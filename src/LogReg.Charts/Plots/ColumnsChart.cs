using LogReg.Charts.Figures;
using LogReg.Charts.Text;

namespace LogReg.Charts.Plots;

/// <summary>How much columns matter through functions and products of a formula: bars below the odds ratios of the others.</summary>
internal static class ColumnsChart
{
    private const int HeightOfAxis = 80;
    private const int HeightOfRow = 26;
    private const int MostRows = 20;

    /// <summary>The columns whose coefficients have no row of their own, the most important one first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">The coefficients with a row.</param>
    public static IEnumerable<FeatureImportance> Of(LogisticModel model, string[] names)
    {
        HashSet<string?> shown = [.. model.CoefficientDescriptions.Where(one => names.Contains(one.Name)).Select(model.FeatureOf)];
        return model.Importance.Where(one => !shown.Contains(one.Feature) && double.IsFinite(one.StandardDeviation)).Take(MostRows);
    }

    /// <summary>The chart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="columns">The columns.</param>
    public static Chart Draw(LogisticModel model, FeatureImportance[] columns)
    {
        double[] places = [.. columns.Select((_, place) => (double)place)];
        string of = model.Target.IsBinary ? "the log-odds" : "the log-odds between classes";
        return new Chart
        {
            X = new Axis { Label = $"std. dev. of what all terms of the column add to {of}", Minimum = 0 },
            Y = new Axis { Label = "", Categories = [.. columns.Select(one => one.Feature)] },
            Series = [new HorizontalBarSeries(places, [.. columns.Select(one => one.StandardDeviation)], [.. columns.Select(Words)])],
            Share = HeightOf(columns),
        };
    }

    /// <summary>The height of the chart in pixels.</summary>
    /// <param name="columns">The columns.</param>
    public static int HeightOf(FeatureImportance[] columns) => columns.Length == 0 ? 0 : HeightOfAxis + (columns.Length * HeightOfRow);

    /// <summary>The chart in words.</summary>
    /// <param name="columns">The columns.</param>
    public static string InWords(FeatureImportance[] columns) => columns.Length == 0
        ? ""
        : " Columns with functions or products, by the standard deviation of what their terms add: "
            + $"{string.Join("; ", columns.Select(Words))}.";

    private static string Words(FeatureImportance one) => $"{one.Feature}: {NumberFormat.Significant(one.StandardDeviation, 3)}";
}
