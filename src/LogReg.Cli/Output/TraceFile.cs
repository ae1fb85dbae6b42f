using CsvHelper;
using LogReg.Solvers;

namespace LogReg.Cli.Output;

/// <summary>The training history as CSV, a line an iteration.</summary>
internal static class TraceFile
{
    private static readonly string[] Names = ["iteration", "objective", "loss", "gradient_norm", "step", "seconds", "saturated_share"];

    public static void Write(Stream stream, IReadOnlyList<IterationProgress> history)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(Names);
        foreach (IterationProgress iteration in history)
        {
            csv.WriteField(iteration.Iteration);
            csv.WriteField(iteration.Objective);
            csv.WriteField(iteration.Loss);
            csv.WriteField(iteration.GradientNorm);
            csv.WriteField(iteration.StepSize);
            csv.WriteField(iteration.Seconds);
            csv.WriteField(iteration.SaturatedShare);
            csv.EndRecord();
        }
    }
}
