using CsvHelper;

namespace LogReg.Cli.Output;

/// <summary>A regularisation path as CSV: a line a λ, first what is known of the fit, then every coefficient.</summary>
internal static class PathFile
{
    private static readonly string[] Names = ["lambda", "nonzeros", "deviance_explained", "loss", "iterations", "optimality_residual"];

    public static void Write(Stream stream, LogisticModel model)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        string[] classes = [.. model.ClassesWithEquation];
        csv.WriteHeader(
            [.. Names, .. classes.SelectMany(name => model.CoefficientsOf(name).Keys.Select(coefficient => model.Target.IsBinary ? coefficient : $"{name}: {coefficient}"))]);
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
}
