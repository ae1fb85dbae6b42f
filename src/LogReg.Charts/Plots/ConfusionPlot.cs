using System.Globalization;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Plots;

/// <summary>The confusion matrix as shaded cells: actual classes from the top, predicted ones from the left.</summary>
internal static class ConfusionPlot
{
    private const int WidthOfFrame = 230;
    private const int HeightOfFrame = 190;
    private const int SmallestCell = 34;
    private const int LargestCell = 150;
    private const int WantedTable = 520;

    private const int MostClasses = 40;

    /// <summary>The figure of scored rows.</summary>
    public static Figure Draw(ScoredRows rows)
    {
        LogisticModel model = rows.Model;
        string threshold = TargetText.ThresholdOf(model) is null ? "" : $",{TargetText.AtThreshold(model)}";
        return Draw(
            Matrix(model, rows),
            $"Confusion of {model.Target.Name}",
            $"{rows.Describe()}{threshold}; shaded by proportion of the actual class");
    }

    /// <summary>The figure of a matrix.</summary>
    public static Figure Draw(ConfusionMatrix matrix, string title, string subtitle)
    {
        int[] shown = [.. Enumerable.Range(0, matrix.Classes.Count).OrderByDescending(matrix.ActualTotal).Take(MostClasses).Order()];
        int count = shown.Length;
        int cell = Math.Clamp(WantedTable / count, SmallestCell, LargestCell);
        IEnumerable<Cell> Row(int actual, int row) =>
            shown.Select((predicted, column) => CellOf(matrix, actual, predicted) with { Row = row, Column = column });
        Cell[] cells = [.. shown.SelectMany(Row)];
        IEnumerable<string> recalls = shown
            .Where(index => matrix.ActualTotal(index) > 0)
            .Select(index => $"{NumberFormat.Percent(matrix.Recall(index))} of {matrix.Classes[index]}");
        string[] names = [.. shown.Select(index => matrix.Classes[index])];
        return new Figure
        {
            Name = "confusion",
            Title = title,
            Subtitle = subtitle + (count < matrix.Classes.Count ? $"; the {count} most frequent of {matrix.Classes.Count} classes" : ""),
            Description = $"{NumberFormat.Percent(matrix.Accuracy)} of rows are classified correctly: {string.Join(", ", recalls)}.",
            Width = Math.Max(620, WidthOfFrame + (count * cell)),
            Height = HeightOfFrame + (count * cell * 4 / 5),
            Charts =
            [
                new Chart
                {
                    X = new Axis { Label = "predicted class", Categories = names },
                    Y = new Axis { Label = "actual class", Categories = names },
                    Series =
                    [
                        new CellSeries([.. cells.Where(one => one.Column == one.Row)]) { Name = "correct", Ink = Inks.Series[0] },
                        new CellSeries([.. cells.Where(one => one.Column != one.Row)]) { Name = "wrong", Ink = Inks.Series[1] },
                    ],
                    Legend = LegendPlace.Above,
                    HasGrid = false,
                },
            ],
        };
    }

    private static ConfusionMatrix Matrix(LogisticModel model, ScoredRows rows)
    {
        // Of two classes the positive one stands last, as in every report.
        string[] classes = [.. model.Target.PositiveLast];
        int[] places = [.. model.Target.Classes.Select(name => Array.IndexOf(classes, name))];
        double[] counts = new double[classes.Length * classes.Length];
        double[] weights = rows.Weights;
        int[] predicted = rows.PredictedClasses();
        for (int row = 0; row < rows.Count; row++)
        {
            counts[(places[rows.ActualClasses[row]] * classes.Length) + places[predicted[row]]] += weights.Length == 0 ? 1 : weights[row];
        }

        return new ConfusionMatrix(classes, counts);
    }

    private static Cell CellOf(ConfusionMatrix matrix, int actual, int predicted)
    {
        double weight = matrix[actual, predicted];
        double share = matrix.ActualTotal(actual) > 0 ? weight / matrix.ActualTotal(actual) : 0;
        string count = NumberFormat.Weight(weight);
        return new Cell(predicted, actual, share, count, share.ToString("0.0%", CultureInfo.InvariantCulture), string.Create(
            CultureInfo.InvariantCulture,
            $"{matrix.Classes[actual]} predicted as {matrix.Classes[predicted]}: {count} of "
                + $"{NumberFormat.Weight(matrix.ActualTotal(actual))}, {share:0.0%}"));
    }
}
