using LogReg.Inference;

namespace LogReg.Charts.Text;

/// <summary>The coefficients of one equation with standard errors, tests and intervals.</summary>
internal static class InferenceTable
{
    private const string NotFound = "not found";

    /// <param name="Label">The text of the first column.</param>
    /// <param name="Estimate">The coefficient; <see langword="null"/> for a heading.</param>
    /// <param name="HasOddsRatio">Whether exp(coefficient) compares anything: not of the intercept.</param>
    internal sealed record Row(string Label, CoefficientEstimate? Estimate, bool HasOddsRatio)
    {
        /// <summary>Whether test and interval are Wald's, whatever those of the coefficients are.</summary>
        public bool IsWald { get; init; }
    }

    public static ReportTable Create(IReadOnlyList<Row> rows, ModelInference inference)
    {
        // Beside a p-value of the penalised likelihood a Wald statistic would contradict it.
        bool hasStatistic = !(inference.IsBiasReduced && inference.Intervals == IntervalKind.Profile);
        string interval = $"{NumberFormat.Exact(Math.Round(inference.Confidence * 100, 10))}% interval";
        string[] statistic = hasStatistic ? ["z"] : [];
        var table = new ReportTable(["", "estimate", "std. error", .. statistic, "p", "odds ratio", interval])
        {
            // One follows from the estimate and the other column, the other from the interval.
            Dispensable = ["z", "std. error"],
        };
        IReadOnlyList<string> estimates = Column(rows, row => Estimate(row.Estimate!.Estimate));
        IReadOnlyList<string> errors = Column(rows, row => Number(row.Estimate!.StandardError, 4));
        IReadOnlyList<string> statistics =
            Column(rows, row => double.IsNaN(row.Estimate!.ZValue) ? "" : NumberFormat.Fixed(row.Estimate.ZValue, 2));
        string[] tails = [.. rows.Select(row => PValue(row, inference))];
        IReadOnlyList<string> ratios = Column(rows, OddsRatio);
        for (int index = 0; index < rows.Count; index++)
        {
            if (rows[index].Estimate is null)
            {
                table.AddHeading(rows[index].Label);
                continue;
            }

            table.Add(
                [rows[index].Label, estimates[index], errors[index], .. hasStatistic
                    ? [statistics[index]]
                    : Array.Empty<string>(), tails[index], ratios[index], Interval(rows[index], inference)]);
        }

        return table;
    }

    /// <summary>The label of a coefficient without an estimate.</summary>
    /// <param name="inference">What is known.</param>
    /// <param name="name">The coefficient.</param>
    /// <param name="className">Of several classes that of the equation; else <see langword="null"/>.</param>
    public static string Remark(ModelInference inference, string name, string? className)
    {
        string fullName = className is null ? name : $"{className}: {name}";
        return inference.Separation.Unbounded.Any(one => one.Name == fullName) ? " (separates)"
            : inference.Aliased.Any(one => one.Name == name) ? " (aliased)"
            : inference.Undetermined.Contains(fullName) ? " (not determined)"
            : "";
    }

    private static string Estimate(double estimate) => double.IsNaN(estimate) ? "–" : NumberFormat.Significant(estimate, 4);

    private static string Number(double value, int digits) => double.IsNaN(value) ? "" : NumberFormat.Significant(value, digits);

    private static string PValue(Row row, ModelInference inference) => row.Estimate is null ? ""
        : double.IsNaN(row.Estimate.PValue) ? Missing(row, inference)
        : NumberFormat.PValue(row.Estimate.PValue);

    private static string OddsRatio(Row row) =>
        row.HasOddsRatio && !double.IsNaN(row.Estimate!.Estimate) ? FormatOf(row.Estimate).Text(row.Estimate.Estimate) : "";

    private static string Interval(Row row, ModelInference inference)
    {
        if (row.Estimate is null || !row.HasOddsRatio)
        {
            return "";
        }

        ConfidenceInterval interval = row.Estimate.Interval;
        if (double.IsNaN(interval.Lower) && double.IsNaN(interval.Upper))
        {
            return Missing(row, inference);
        }

        RatioFormat format = FormatOf(row.Estimate);
        return $"{Bound(interval.Lower, format)}–{Bound(interval.Upper, format)}{(interval.HasGap ? " *" : "")}";
    }

    private static string Bound(double bound, RatioFormat format) => double.IsNaN(bound) ? NotFound : format.Text(bound);

    private static RatioFormat FormatOf(CoefficientEstimate estimate) =>
        RatioFormat.Of(estimate.Estimate, estimate.Interval.Lower, estimate.Interval.Upper);

    // A number that exists, but that no search has found, is not the same as one that does not exist: of an intercept that was corrected,
    // of a coefficient without estimate.
    private static string Missing(Row row, ModelInference inference) =>
        !row.IsWald && inference.Intervals == IntervalKind.Profile && double.IsFinite(row.Estimate!.Estimate)
            && !(inference.HasCorrectedIntercept && !row.HasOddsRatio) ? NotFound : "";

    private static IReadOnlyList<string> Column(IReadOnlyList<Row> rows, Func<Row, string> text) =>
        NumberFormat.AlignPoints([.. rows.Select(row => row.Estimate is null ? "" : text(row))]);
}
