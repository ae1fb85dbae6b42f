using LogReg.Charts.Figures;
using LogReg.Charts.Text;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>Marks on the axis of a feature: where rows are, and where splines and broken lines have their knots.</summary>
internal static class EffectTicks
{
    /// <summary>The marks, and a sentence for readers who cannot see them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="rows">The rows whose values are marked; <see langword="null"/> for quantiles of the training rows.</param>
    /// <param name="isAveraged">Whether these rows have been read once.</param>
    /// <param name="from">The least value of the axis.</param>
    /// <param name="to">The greatest value of the axis.</param>
    public static (IReadOnlyList<Series> Series, string InWords) Of(
        LogisticModel model, NumericFeature feature, EffectData? rows, bool isAveraged, double from, double to)
    {
        var series = new List<Series>();
        string inWords = "";
        bool isRead = rows is not null && (!isAveraged || rows.Source.CanReadAgain);
        IReadOnlyList<double> marks = isRead ? rows!.MarksOf(feature, from, to) : feature.Quantiles ?? [];
        if (marks.Count > 0)
        {
            series.Add(new TickSeries(marks)
            {
                Name = isRead ? $"rows of {rows!.Name}" : "every 5th percentile",
                Ink = Inks.Muted,
            });
            inWords += isRead
                ? $" Ticks on the axis: rows of {rows!.Name}."
                : " Ticks on the axis: every 5th percentile of the training rows.";
        }

        AddLong("knots", model.KnotsOf(feature.Name));
        AddLong("limits", model.LimitsOf(feature.Name));
        return (series, inWords);

        void AddLong(string name, IReadOnlyList<double> places)
        {
            double[] shown = [.. places.Where(place => place >= from && place <= to)];
            if (shown.Length > 0)
            {
                series.Add(new TickSeries(shown) { Name = name, Ink = Inks.Text, IsStrong = true });
                inWords += $" Long ticks: {name} at {string.Join(", ", shown.Select(NumberFormat.Brief))}.";
            }
        }
    }
}
