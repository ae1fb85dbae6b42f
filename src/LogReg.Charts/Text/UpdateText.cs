using LogReg.Monitoring;
using LogReg.Updating;

namespace LogReg.Charts.Text;

/// <summary>An update in words.</summary>
internal static class UpdateText
{
    /// <summary>What was done.</summary>
    public static string Name(UpdateMethod method) => method switch
    {
        UpdateMethod.None => "no change",
        UpdateMethod.Intercept => "recalibration in the large",
        UpdateMethod.Slope => "logistic recalibration",
        _ => "refit",
    };

    /// <summary>The tests, in their order.</summary>
    public static ReportTable TestTable(ModelUpdate update)
    {
        var table = new ReportTable("a refit against", "χ²", "df", "p", "");
        table.AlignLeft(4);
        foreach (UpdateTest test in update.Tests)
        {
            table.Add(
                test.Against == UpdateMethod.None ? "the original" : Name(test.Against),
                NumberFormat.Fixed(test.Test.Statistic, 3),
                NumberFormat.Count(test.Test.DegreesOfFreedom),
                NumberFormat.PValue(test.Test.PValue),
                test.IsSignificant ? "rejected" : "not rejected");
        }

        return table;
    }

    /// <summary>The measures of the new rows before and after.</summary>
    public static ReportTable MeasureTable(ModelUpdate update)
    {
        var table = new ReportTable("on the new rows", "before", "after");
        (string Label, Func<OutcomeCheck, double> Value)[] measures =
        [
            ("Log loss", check => check.LogLoss),
            ("Brier score", check => check.BrierScore),
            ("ROC AUC", check => check.RocAuc.Estimate),
            ("O:E", check => check.Ratio.Estimate),
            ("Calibration intercept", check => check.Intercept.Estimate),
            ("Calibration slope", check => check.Slope.Estimate),
        ];
        foreach ((string label, Func<OutcomeCheck, double> value) in measures)
        {
            table.Add(label, Number(value(update.Before)), Number(value(update.After)));
        }

        table.Add(
            "Log-likelihood",
            NumberFormat.LogLikelihood(update.LogLikelihoodBefore),
            NumberFormat.LogLikelihood(update.LogLikelihoodAfter));
        return table;
    }

    /// <summary>The coefficients before and after, at most some.</summary>
    public static ReportTable CoefficientTable(ModelUpdate update, int most)
    {
        var table = new ReportTable("coefficient", "before", "after", "change");
        foreach (UpdatedCoefficient coefficient in update.Coefficients.Take(most))
        {
            table.Add(
                coefficient.Name,
                NumberFormat.Significant(coefficient.Before, 4),
                NumberFormat.Significant(coefficient.After, 4),
                coefficient.After == coefficient.Before ? "" : NumberFormat.Significant(coefficient.After - coefficient.Before, 3));
        }

        return table;
    }

    // Rounding leaves nearly nothing of what an update makes 0.
    private static string Number(double value) => NumberFormat.Fixed(Math.Abs(value) < 5e-5 ? 0 : value, 4);
}
