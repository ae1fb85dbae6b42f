using LogReg.Charts.Text;
using LogReg.Updating;

namespace LogReg.Cli.Output;

/// <summary>The report on an update, for a person to review.</summary>
internal static class UpdateReport
{
    /// <summary>The number of steps that a report lists.</summary>
    public const int MostSteps = 20;

    private const int MostCoefficients = 40;

    /// <param name="report">The destination.</param>
    /// <param name="update">The update.</param>
    /// <param name="model">The original.</param>
    /// <param name="modelPath">Its file.</param>
    /// <param name="data">The name of the new rows.</param>
    /// <param name="weight">The column of weights, or <see langword="null"/>.</param>
    /// <param name="output">The file that was written, or <see langword="null"/>.</param>
    public static void Write(
        ReportWriter report, ModelUpdate update, LogisticModel model, string modelPath, string data, string? weight, string? output)
    {
        report.Title($"Update of {modelPath} to {data}");
        report.Blank();
        report.Field("Rows", RowText(update, model));
        if (weight is not null)
        {
            report.Field("Weights", $"column {weight}");
        }

        report.Fields(EvaluationText.CellFields(model, update.MissingCells, update.UnseenCells, update.UnseenCombinations));
        report.Field("Range", EvaluationText.Cells(update.OutOfRangeCells, "beyond the range of training"));
        report.Field("Update", UpdateText.Name(update.Method));
        if (update.Tests.Count > 0)
        {
            report.Blank();
            report.Table(UpdateText.TestTable(update));
        }

        report.Blank();
        report.Table(UpdateText.MeasureTable(update));
        if (update.Model.CalibrationSteps is CalibrationSteps steps && update.Method == UpdateMethod.Isotonic)
        {
            report.Blank();
            report.Table(UpdateText.StepTable(steps, MostSteps));
            WriteMoreSteps(report, steps);
        }
        else if (update.Method != UpdateMethod.None)
        {
            report.Blank();
            report.Table(UpdateText.CoefficientTable(update, MostCoefficients));
            if (update.Coefficients.Count > MostCoefficients)
            {
                report.Line($"… and {NumberFormat.Count(update.Coefficients.Count - MostCoefficients)} more: --json lists them");
            }
        }

        report.Blank();
        report.Line(
            update.Method == UpdateMethod.None
                ? "The new rows give no reason to change the model."
                : "The measures after the update are of the rows that it was made with: check it on later ones.");
        report.Line(output is null
            ? "Nothing was written: -o FILE writes the updated model."
            : $"Model written to {output}{(update.Method == UpdateMethod.None ? ", unchanged" : "")}");
    }

    /// <summary>Says how many steps a table of the first ones leaves out.</summary>
    public static void WriteMoreSteps(ReportWriter report, CalibrationSteps steps)
    {
        if (steps.Probabilities.Count > MostSteps)
        {
            report.Line($"… and {NumberFormat.Count(steps.Probabilities.Count - MostSteps)} more: --json lists them");
        }
    }

    private static string RowText(ModelUpdate update, LogisticModel model)
    {
        string known = $"{NumberFormat.Count(update.Rows)} with a known class, {NumberFormat.Count(update.Events)} {model.Target.Positive}";
        return update.RowsRead == update.Rows
            ? known
            : $"{NumberFormat.Count(update.RowsRead)} read, {known}; the others were left out";
    }
}
