using LogReg.Evaluation;
using LogReg.Inference;

namespace LogReg.Charts.Text;

/// <summary>The calibration of the probabilities, in words.</summary>
internal static class CalibrationText
{
    /// <summary>The calibration of rows that the model was not fitted to.</summary>
    public static string Of(CalibrationSummary calibration) =>
        $"intercept {Number(calibration.Intercept)} (ideal 0), slope {SlopeText(calibration)}, mean absolute error "
            + $"{NumberFormat.Fixed(calibration.MeanAbsoluteError, 4)}";

    /// <summary>The Hosmer–Lemeshow test of the training rows, beside the size of what it tests.</summary>
    public static string Of(HosmerLemeshowTest test)
    {
        string size = test.MeanAbsoluteError is double error
            ? $"mean absolute error {NumberFormat.Fixed(error, 4)} on training rows; "
            : "";
        return $"{size}Hosmer–Lemeshow χ² = {NumberFormat.Significant(test.Statistic, 4)} on "
            + $"{NumberFormat.Exact(test.DegreesOfFreedom)} df, {NumberFormat.PText(test.PValue)}";
    }

    /// <summary>The slope with its interval, where it has one.</summary>
    public static string SlopeText(CalibrationSummary calibration) => double.IsNaN(calibration.SlopeLower)
        ? $"{Number(calibration.Slope)} (ideal 1)"
        : $"{Number(calibration.Slope)} (ideal 1; 95% interval {Number(calibration.SlopeLower)} to {Number(calibration.SlopeUpper)})";

    /// <summary>An intercept or a slope.</summary>
    public static string Number(double value) =>
        double.IsFinite(value) ? NumberFormat.Fixed(Math.Abs(value) < 5e-5 ? 0 : value, 4) : NumberFormat.Significant(value, 4);
}
