using LogReg.Charts.Figures;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Sections;

/// <summary>How much each feature moves the predictions, as bars.</summary>
internal static class ImportanceFigure
{
    private const int Width = 480;
    private const int HeightOfFrame = 150;
    private const int HeightOfRow = 30;
    private const int HeightOfOneOfMany = 22;
    private const int MostRoomyRows = 8;
    private const int MostRows = 24;

    /// <summary>The figure; <see langword="null"/> where no feature has an importance.</summary>
    public static Figure? Draw(LogisticModel model)
    {
        FeatureImportance[] known = [.. model.Importance.Where(one => double.IsFinite(one.StandardDeviation))];
        FeatureImportance[] shown = [.. known.Take(MostRows)];
        if (shown.Length == 0 || shown[0].StandardDeviation <= 0)
        {
            return null;
        }

        string[] values = [.. shown.Select(one => $"{one.Feature}: {NumberFormat.Significant(one.StandardDeviation, 3)}")];
        string of = model.Target.IsBinary ? "the log-odds" : "the log-odds between classes";
        string rest = model.Importance.Count > shown.Length
            ? $"; the {shown.Length} most important of {NumberFormat.Count(model.Importance.Count)} features"
            : "";
        string unbounded = shown.Any(one => one.IsUnbounded) ? " Levels without a finite estimate do not count." : "";
        return new Figure
        {
            Name = "importance",
            Title = "Importance of the features",
            Subtitle = $"Standard deviation of what each adds to {of}, over the training rows{rest}",
            Description = $"{string.Join("; ", values)}.{unbounded}",
            Width = Width,
            Height = HeightOfFrame + (shown.Length > MostRoomyRows ? HeightOfOneOfMany * shown.Length : HeightOfRow * shown.Length),
            Charts =
            [
                new Chart
                {
                    X = new Axis { Label = $"std. dev. of {of}", Minimum = 0 },
                    Y = new Axis { Label = "", Categories = [.. shown.Select(one => one.Feature)] },
                    Series =
                    [
                        new HorizontalBarSeries(
                            [.. shown.Select((_, place) => (double)place)], [.. shown.Select(one => one.StandardDeviation)], values),
                    ],
                },
            ],
        };
    }
}
