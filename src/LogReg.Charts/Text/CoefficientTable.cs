using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>The coefficients of a model as tables, a table an equation.</summary>
internal static class CoefficientTable
{
    private const int MostZeros = 8;

    // Longer names would push the numbers out of sight.
    private const int LongestName = 36;

    /// <summary>The coefficients of a class in the order of the features, levels below their column.</summary>
    /// <returns>The table, and how many coefficients are not in it; those that a penalty has set to 0 are in neither.</returns>
    public static (ReportTable Table, int More) ByFeature(LogisticModel model, string className, int mostRows)
    {
        IReadOnlyList<CoefficientLine> lines = WithoutZeros(model, CoefficientLine.Of(model, className));
        return (TableOf(model, className, Grouped([.. lines.Take(mostRows)])), Math.Max(0, lines.Count - mostRows));
    }

    /// <summary>All coefficients of a class, those that change the log-odds most first.</summary>
    public static ReportTable ByEffect(LogisticModel model, string className)
    {
        IReadOnlyList<CoefficientLine> lines = WithoutZeros(model, CoefficientLine.Of(model, className));
        IEnumerable<CoefficientLine> ordered = [.. lines.Take(1), .. lines.Skip(1).OrderByDescending(line => Math.Abs(line.Effect))];
        return TableOf(model, className, [.. ordered.Select(line => new Row(Printable.Cut(line.Name, 2 * LongestName), line))]);
    }

    /// <summary>Which coefficients a penalty has set to 0; empty if none.</summary>
    public static string Zeros(LogisticModel model, string className)
    {
        string[] zeros = SetsZeros(model)
            ? [
                .. model.CoefficientsOf(className).Where(pair => pair.Value == 0 && pair.Key != Coefficients.InterceptName).Select(
                    pair => pair.Key),
            ]
            : [];
        string names = string.Join(", ", zeros.Take(MostZeros).Select(name => Printable.Cut(name, LongestName)));
        return zeros.Length == 0
            ? ""
            : $"Exactly 0: {names}{(zeros.Length > MostZeros ? $" and {NumberFormat.Count(zeros.Length - MostZeros)} more" : "")}";
    }

    /// <summary>A class as a heading of its coefficients.</summary>
    public static string Heading(LogisticModel model, string className) =>
        className + (model.BaseClass is null ? "" : $", against {model.BaseClass}");

    private static ReportTable TableOf(LogisticModel model, string className, List<Row> rows)
    {
        // Where no coefficient has an estimate, there is nothing to tell but where the solver stopped.
        if (model.Inference is not ModelInference inference || inference.Separation.Kind == SeparationKind.Complete)
        {
            return Create(rows);
        }

        var estimates = model.Estimates(className).ToDictionary(estimate => estimate.Name);
        return InferenceTable.Create(
            [.. rows.Select(row => row.Line is null
                ? new InferenceTable.Row(row.Label, null, HasOddsRatio: false)
                : new InferenceTable.Row(
                    row.Label + InferenceTable.Remark(inference, row.Line.Name, model.Target.IsBinary ? null : className),
                    estimates[row.Line.Name],
                    row.Line.Feature is not null))],
            inference);
    }

    // A penalty with a corner sets coefficients to exactly 0: the others are what there is to read.
    private static bool SetsZeros(LogisticModel model) =>
        model.Training.Penalty == EnumName.Of(PenaltyKind.Lasso) || model.Training.Penalty == EnumName.Of(PenaltyKind.ElasticNet);

    private static IReadOnlyList<CoefficientLine> WithoutZeros(LogisticModel model, IReadOnlyList<CoefficientLine> lines) =>
        SetsZeros(model) ? [.. lines.Where(line => line.Value != 0 || line.IsIntercept)] : lines;

    private static List<Row> Grouped(IReadOnlyList<CoefficientLine> lines)
    {
        var rows = new List<Row>();
        Feature? group = null;
        foreach (CoefficientLine line in lines)
        {
            if (line.Level is not null && line.Feature != group)
            {
                string name = Printable.Cut(line.Feature!.Name, LongestName);
                string? reference = line.Description.Reference;
                rows.Add(new Row(reference is null ? name : $"{name} (against {Printable.Cut(reference, LongestName)})", null));
            }

            group = line.Feature;
            rows.Add(
                new Row(line.Level is null ? Printable.Cut(line.Name, LongestName) : $"  {Printable.Cut(line.Level, LongestName)}", line));
        }

        return rows;
    }

    private static ReportTable Create(List<Row> rows)
    {
        var table = new ReportTable("", "coefficient", "odds ratio", "per std. dev.");
        IReadOnlyList<string> values = Column(rows, line => NumberFormat.Significant(line.Value, 6));
        IReadOnlyList<string> ratios = Column(rows, line => line.Feature is null ? "" : RatioFormat.Of(line.Value).Text(line.Value));
        IReadOnlyList<string> effects =
            Column(rows, line => line.PerStandardDeviation is double effect ? NumberFormat.Significant(effect, 5) : "");
        for (int index = 0; index < rows.Count; index++)
        {
            if (rows[index].Line is null)
            {
                table.AddHeading(rows[index].Label);
                continue;
            }

            table.Add(rows[index].Label, values[index], ratios[index], effects[index]);
        }

        return table;
    }

    private static IReadOnlyList<string> Column(List<Row> rows, Func<CoefficientLine, string> text) =>
        NumberFormat.AlignPoints([.. rows.Select(row => row.Line is null ? "" : text(row.Line))]);

    /// <param name="Label">The text of the first column.</param>
    /// <param name="Line">The coefficient; <see langword="null"/> for a heading.</param>
    private sealed record Row(string Label, CoefficientLine? Line);
}
