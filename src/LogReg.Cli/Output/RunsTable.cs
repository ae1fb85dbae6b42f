using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>Trainings side by side.</summary>
internal static class RunsTable
{
    // 2026-05-01 12:30
    private const int MinuteLength = 16;

    private static readonly string[] NoColumn = [];
    private static readonly string[] DataColumn = ["data"];

    private static readonly (string Name, string Text)[] Groups =
        [(RunMeasures.OfTest, "test"), (RunMeasures.OfValidation, "folds"), (RunMeasures.OfTraining, "training")];

    /// <summary>Sorts trainings; those without the measure come last, equal ones in the order of the file.</summary>
    /// <param name="runs">The trainings in the order of the file.</param>
    /// <param name="order">The order.</param>
    public static IReadOnlyList<RunDocument> Sort(IReadOnlyList<RunDocument> runs, RunOrder order) =>
        order == RunOrder.Time ? runs : [.. runs.OrderBy(run => Badness(Best(run).Measures, order) ?? double.PositiveInfinity)];

    /// <summary>Writes a table.</summary>
    /// <param name="report">The destination.</param>
    /// <param name="path">The file.</param>
    /// <param name="runs">The trainings, at least one.</param>
    public static void Write(ReportWriter report, string path, IReadOnlyList<RunDocument> runs)
    {
        report.Title($"{path}: {NumberFormat.Count(runs.Count, "training")}");
        report.Blank();
        string[] common = [.. OptionsOf(runs[0]).Where(option => runs.All(run => OptionsOf(run).Contains(option)))];
        bool isOneData = runs.All(run => DataOf(run) == DataOf(runs[0]));
        report.Field("Data", isOneData ? DataOf(runs[0]) : "different: see below");
        report.Field("Options", common.Length == 0 ? "none in common" : $"{string.Join(' ', common)} (in common)");
        report.Blank();
        ReportTable wide = InOneRow(runs, common, isOneData);
        if (report.HasRoom(wide))
        {
            report.Table(wide);
            return;
        }

        // Options have no room beside numbers: each training has a number, and its options follow the table.
        report.Table(Measures(runs));
        report.Blank();
        foreach ((int index, RunDocument run) in runs.Index())
        {
            string[] texts =
            [
                run.ModelFile ?? "",
                run.Converged == false ? "(not converged)" : "",
                isOneData ? "" : $"on {DataOf(run)}",
                .. OptionsOf(run).Except(common),
            ];
            report.Field($"{index + 1}", string.Join(' ', texts.Where(text => text.Length > 0)));
        }
    }

    private static ReportTable InOneRow(IReadOnlyList<RunDocument> runs, string[] common, bool isOneData)
    {
        var table = new ReportTable(
            [
                "time (UTC)", "measured on", "log loss", "AUC", "Brier", "slope", "warnings", "model", .. isOneData ? NoColumn : DataColumn,
                "own options",
            ]);
        for (int column = 1; column < table.Headers.Count; column++)
        {
            if (table.Headers[column] is "measured on" or "model" or "data" or "own options")
            {
                table.AlignLeft(column);
            }
        }

        foreach (RunDocument run in runs)
        {
            (string rows, RunMeasures? measures) = Best(run);
            table.Add(
                [
                    TimeOf(run),
                    run.Converged == false ? $"{rows} (not converged)" : rows,
                    .. NumbersOf(run, measures),
                    run.ModelFile ?? "",
                    .. isOneData ? NoColumn : [DataOf(run)],
                    string.Join(' ', OptionsOf(run).Except(common)),
                ]);
        }

        return table;
    }

    private static ReportTable Measures(IReadOnlyList<RunDocument> runs)
    {
        var table = new ReportTable("run", "measured on", "log loss", "AUC", "Brier", "slope", "warnings", "time (UTC)")
        {
            Dispensable = ["time (UTC)", "warnings", "slope", "Brier"],
        };
        table.AlignLeft(1);
        table.AlignLeft(7);
        foreach ((int index, RunDocument run) in runs.Index())
        {
            (string rows, RunMeasures? measures) = Best(run);
            string time = TimeOf(run);
            table.Add([$"{index + 1}", rows, .. NumbersOf(run, measures), time[..Math.Min(time.Length, MinuteLength)]]);
        }

        return table;
    }

    private static string TimeOf(RunDocument run) => (run.Time ?? "").Replace('T', ' ').TrimEnd('Z');

    private static string[] NumbersOf(RunDocument run, RunMeasures? measures) =>
    [
        Number(measures?.MeanLogLoss),
        Number(measures?.AreaUnderRoc),
        Number(measures?.BrierScore),
        Number(measures?.CalibrationSlope),
        NumberFormat.Count(run.WarningTexts?.Count ?? 0),
    ];

    private static string Number(double? value) => value is double number ? NumberFormat.Fixed(number, 4) : "";

    private static IReadOnlyList<string> OptionsOf(RunDocument run) => run.Options ?? [];

    private static string DataOf(RunDocument run) =>
        $"{run.Data}, {NumberFormat.Count(run.RowsRead ?? 0, "row")}{(run.DataHash is string hash ? $", {ProvenanceText.Short(hash)}" : "")}";

    // Rows that did not train say more than those that did.
    private static (string Rows, RunMeasures? Measures) Best(RunDocument run)
    {
        foreach ((string name, string text) in Groups)
        {
            if (run.Measures?.GetValueOrDefault(name) is RunMeasures measures)
            {
                return (text, measures);
            }
        }

        return ("", null);
    }

    private static double? Badness(RunMeasures? measures, RunOrder order) => order switch
    {
        RunOrder.LogLoss => measures?.MeanLogLoss,
        RunOrder.Auc => -measures?.AreaUnderRoc,
        RunOrder.Brier => measures?.BrierScore,
        _ => measures?.CalibrationSlope is double slope ? Math.Abs(slope - 1) : null,
    };
}
