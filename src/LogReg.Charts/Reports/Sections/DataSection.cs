using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The rows, the classes, the features, and what was left out.</summary>
internal static class DataSection
{
    private const int MostFeatures = 200;
    private const int MostColumns = 40;
    private const int MostLevels = 50;

    public static ReportSection Of(ReportInput input)
    {
        ReportTable classes = Classes(input.Evaluation.Metrics.ConfusionMatrix, input.CountHeader);
        var blocks = new List<ReportBlock>
        {
            new FactsBlock([.. Fields(input)]),
            new TableBlock($"Classes of {input.Model.Target.Name}: {input.RowsText}", classes) { LabelHeader = "class" },
        };
        if (input.Model.Features.Count > 0)
        {
            ReportTable features = ModelText.FeatureTable([.. input.Model.Features.Take(MostFeatures)], MostLevels);
            int more = input.Model.Features.Count - MostFeatures;
            blocks.Add(new TableBlock("Features in training", features));
            if (more > 0)
            {
                blocks.Add(
                    new TextBlock(
                        input.Spell($"… and {NumberFormat.Count(more, "more feature")}: {ChartOperations.ListFeatures} lists them.")));
            }
        }

        return new ReportSection("data", "Data", blocks);
    }

    private static IEnumerable<ReportField> Fields(ReportInput input)
    {
        foreach (ReportField field in EvaluationText.Fields(input.Outcome).Where(field => field.Label != "Prior"))
        {
            yield return field.Label == "Rows" && !input.IsOfAllRows ? new ReportField("Rows", Rows(input)) : field;
        }

        if (input.Model.Training.Prior is double prior)
        {
            string meaning = input.Groups[0].IsReweighted
                ? "all numbers and pictures are for rows reweighted to this proportion"
                : "the rows of this page are not reweighted to it";
            yield return new ReportField("Prior", $"{NumberFormat.Exact(prior)} of {input.Model.Target.Positive}: {meaning}");
        }

        if (input.Model.OffsetColumn is string offset)
        {
            yield return new ReportField("Offset", $"column {offset}, added to the log-odds");
        }

        if (input.UnusedColumns.Count > 0)
        {
            string more = input.UnusedColumns.Count > MostColumns
                ? $" and {NumberFormat.Count(input.UnusedColumns.Count - MostColumns)} more"
                : "";
            yield return new ReportField(
                "Not used",
                $"{string.Join(", ", input.UnusedColumns.Take(MostColumns))}{more}: the model does not use "
                    + $"{(input.UnusedColumns.Count == 1 ? "this column" : "these columns")}");
        }
    }

    private static string Rows(ReportInput input)
    {
        ModelEvaluation evaluation = input.Evaluation;
        string[] parts =
        [
            .. input.Groups.Select(
                group =>
                    $"{NumberFormat.Count(group.Rows.Count)} {(group.Origin == RowOrigin.HeldOut ? "held out" : "used for training")}"),
            .. Some(input.WatchedRows, "set aside to stop early"),
            .. Some(input.DroppedRows, "with a missing cell, not used"),
            .. Some(evaluation.RowsWithoutKnownClass, "without a class, not used"),
            .. Some(evaluation.RowsOfWeightZero, "of weight 0, not used"),
        ];
        return $"{NumberFormat.Count(evaluation.RowsRead)} read: {string.Join(", ", parts)}";
    }

    private static IEnumerable<string> Some(long count, string what) => count > 0 ? [$"{NumberFormat.Count(count)} {what}"] : [];

    private static ReportTable Classes(ConfusionMatrix matrix, string header)
    {
        var table = new ReportTable("", header, "share");
        for (int code = 0; code < matrix.Classes.Count; code++)
        {
            table.Add(
                matrix.Classes[code],
                NumberFormat.Weight(matrix.ActualTotal(code)),
                NumberFormat.Percent(matrix.ActualTotal(code) / matrix.Total));
        }

        return table;
    }
}
