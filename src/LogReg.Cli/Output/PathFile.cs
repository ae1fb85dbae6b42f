using CsvHelper;

namespace LogReg.Cli.Output;

/// <summary>A regularisation path as CSV: one line per λ, with a summary of the fit and then every coefficient.</summary>
internal static class PathFile
{
    private static readonly string[] Names = ["lambda", "nonzeros", "deviance_explained", "loss", "iterations", "optimality_residual"];

    /// <param name="stream">Where to write it.</param>
    /// <param name="model">A model that has a path.</param>
    /// <param name="isSafe">Whether a spreadsheet must not take the names of coefficients for formulas.</param>
    public static void Write(Stream stream, LogisticModel model, bool isSafe)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        string[] classes = [.. model.ClassesWithEquation];
        csv.WriteHeader(
            [.. Names, .. classes.SelectMany(name => Labels(model, name)).Select(label => SpreadsheetText.Of(label, isSafe))]);
        foreach (PathPoint point in model.Path!.Points)
        {
            csv.WriteField(point.Lambda);
            csv.WriteField(point.NonZeroCount);
            csv.WriteField(point.DevianceExplained);
            csv.WriteField(point.Loss);
            csv.WriteField(point.Iterations);
            csv.WriteField(point.OptimalityResidual);
            LogisticModel own = model.AtLambda(point.Lambda);
            foreach (double value in classes.SelectMany(name => own.CoefficientsOf(name).Values))
            {
                csv.WriteField(value);
            }

            csv.EndRecord();
        }
    }

    private static IEnumerable<string> Labels(LogisticModel model, string className) =>
        model.CoefficientsOf(className).Keys.Select(coefficient => model.Target.NameOfCoefficient(className, coefficient));
}
