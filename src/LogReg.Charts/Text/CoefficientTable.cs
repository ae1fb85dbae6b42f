using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Charts.Text;

/// <summary>The coefficients of a model as tables, a table an equation.</summary>
internal static class CoefficientTable
{
    private const int MostZeros = 8;
    private const int MostSparse = 1000;

    // Longer names would push the numbers out of sight.
    internal const int LongestName = 36;

    /// <summary>The coefficients of a class in the order of the features, levels below their column; instead of those of functions and
    /// products of a formula, what each column does through them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="className">The class.</param>
    /// <param name="mostRows">The largest number of rows with numbers.</param>
    /// <returns>The table, and how many coefficients or effects are not in it; those that a penalty has set to 0 are in neither.</returns>
    public static (ReportTable Table, int More) ByColumn(LogisticModel model, string className, int mostRows)
    {
        if (!ShowsEffects(model))
        {
            return ByFeature(model, className, mostRows);
        }

        List<Row> rows = EffectRows.Of(
            WithoutZeros(model, CoefficientLine.Of(model, className)),
            [.. model.Effects(className).Where(effect => !SetsZeros(model) || effect.Difference.Estimate != 0)],
            model);
        int[] numbers = [.. rows.Index().Where(pair => !pair.Item.IsHeading).Select(pair => pair.Index)];
        int count = numbers.Length > mostRows ? numbers[mostRows - 1] + 1 : rows.Count;
        return (TableOf(model, className, rows[..count]), Math.Max(0, numbers.Length - mostRows));
    }

    /// <summary>Whether <see cref="ByColumn"/> shows effects instead of some coefficients. Where no coefficient has an estimate, it shows
    /// where the solver stopped.</summary>
    /// <param name="model">The model.</param>
    public static bool ShowsEffects(LogisticModel model) =>
        !IsWithoutEstimates(model) && model.Effects(model.ClassesWithEquation.First()).Count > 0;

    /// <summary>The coefficients of a class in the order of the features, levels below their column.</summary>
    /// <returns>The table, and how many coefficients are not in it; those that a penalty has set to 0 are in neither.</returns>
    public static (ReportTable Table, int More) ByFeature(LogisticModel model, string className, int mostRows)
    {
        IReadOnlyList<CoefficientLine> lines = WithoutZeros(model, CoefficientLine.Of(model, className));
        lines = lines.Count > mostRows ? WithLargestFirst(lines) : lines;
        return (TableOf(model, className, Grouped([.. lines.Take(mostRows)])), Math.Max(0, lines.Count - mostRows));
    }

    /// <summary>The note on a table of which coefficients of vectors or texts are left out: which of them are in it; otherwise
    /// <see langword="null"/>.</summary>
    /// <param name="model">The model.</param>
    public static string? LargestNote(LogisticModel model) => model.CoefficientDescriptions.Any(one => one.IsSparse)
        ? "Of vectors and texts, the coefficients with the largest effect per standard deviation come first."
        : null;

    /// <summary>The coefficients of a class, those that change the log-odds most first.</summary>
    /// <returns>The table, and how many coefficients are not in it: of vectors and texts only the largest are.</returns>
    public static (ReportTable Table, int More) ByEffect(LogisticModel model, string className)
    {
        IReadOnlyList<CoefficientLine> lines = WithoutZeros(model, CoefficientLine.Of(model, className));
        IEnumerable<CoefficientLine> ordered = [.. lines.Take(1), .. lines.Skip(1).OrderByDescending(line => Math.Abs(line.Effect))];
        int count = lines.Count > MostSparse && lines.Any(line => line.Description.IsSparse) ? MostSparse : lines.Count;
        return (
            TableOf(model, className, [.. ordered.Take(count).Select(line => new Row(Printable.Cut(line.Name, 2 * LongestName), line))]),
            lines.Count - count);
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
        if (model.Inference is not ModelInference inference || IsWithoutEstimates(model))
        {
            return Create(rows);
        }

        var estimates = model.Estimates(className).ToDictionary(estimate => estimate.Name);
        return InferenceTable.Create(
            [.. rows.Select(row => row switch
            {
                { Effect: ColumnEffect effect } => new InferenceTable.Row(
                    row.Label + EffectRows.Remark(effect), effect.Difference, HasOddsRatio: true)
                {
                    IsWald = true,
                },
                { Line: CoefficientLine line } => new InferenceTable.Row(
                    row.Label + InferenceTable.Remark(inference, line.Name, model.Target.IsBinary ? null : className),
                    estimates[line.Name],
                    line.Feature is not null),
                _ => new InferenceTable.Row(row.Label, null, HasOddsRatio: false),
            })],
            inference);
    }

    private static bool IsWithoutEstimates(LogisticModel model) => model.Inference?.Separation.Kind == SeparationKind.Complete;

    // Of thousands of words in the order of the alphabet the first say nothing.
    private static IReadOnlyList<CoefficientLine> WithLargestFirst(IReadOnlyList<CoefficientLine> lines) =>
    [
        .. lines.Where(line => !line.Description.IsSparse),
        .. lines.Where(line => line.Description.IsSparse).OrderByDescending(line => Math.Abs(line.Effect)),
    ];

    // A penalty with a corner sets coefficients to exactly 0: the others are what there is to read.
    private static bool SetsZeros(LogisticModel model) =>
        model.Training.Penalty == EnumName.Of(PenaltyKind.Lasso) || model.Training.Penalty == EnumName.Of(PenaltyKind.ElasticNet);

    private static IReadOnlyList<CoefficientLine> WithoutZeros(LogisticModel model, IReadOnlyList<CoefficientLine> lines) =>
        SetsZeros(model) ? [.. lines.Where(line => line.Value != 0 || line.IsIntercept)] : lines;

    internal static List<Row> Grouped(IReadOnlyList<CoefficientLine> lines)
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
        string header = rows.Any(row => row.Effect is not null) ? "change of log-odds" : "coefficient";
        var table = new ReportTable("", header, "odds ratio", "per std. dev.");
        IReadOnlyList<string> values = Column(rows, row => NumberFormat.Significant(row.Value, 6));
        IReadOnlyList<string> ratios = Column(
            rows, row => row.Line is { Feature: null } ? "" : RatioFormat.Of(row.Value).Text(row.Value));
        IReadOnlyList<string> effects =
            Column(rows, row => row.Line?.PerStandardDeviation is double effect ? NumberFormat.Significant(effect, 5) : "");
        for (int index = 0; index < rows.Count; index++)
        {
            if (rows[index].IsHeading)
            {
                table.AddHeading(rows[index].Label);
                continue;
            }

            table.Add(rows[index].Label, values[index], ratios[index], effects[index]);
        }

        return table;
    }

    private static IReadOnlyList<string> Column(List<Row> rows, Func<Row, string> text) =>
        NumberFormat.AlignPoints([.. rows.Select(row => row.IsHeading ? "" : text(row))]);

    /// <param name="Label">The text of the first column.</param>
    /// <param name="Line">The coefficient; <see langword="null"/> for a heading or an effect.</param>
    internal sealed record Row(string Label, CoefficientLine? Line)
    {
        /// <summary>The effect; <see langword="null"/> for a heading or a coefficient.</summary>
        public ColumnEffect? Effect { get; init; }

        /// <summary>Whether it stands above a group of rows.</summary>
        public bool IsHeading => Line is null && Effect is null;

        /// <summary>The coefficient, or the change of the log-odds.</summary>
        public double Value => Line?.Value ?? Effect!.Difference.Estimate;
    }
}
