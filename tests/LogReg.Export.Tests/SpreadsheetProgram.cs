using System.Diagnostics;

namespace LogReg.Export.Tests;

/// <summary>LibreOffice, which computes the formulas of workbooks.</summary>
internal static class SpreadsheetProgram
{
    private const string Program = "soffice";

    /// <summary>Whether it is installed.</summary>
    public static bool IsThere { get; } = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(
        folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Computes workbooks.</summary>
    /// <param name="folder">Their folder, which receives a CSV file for each sheet, such as <c>model-Score.csv</c>.</param>
    public static void Compute(string folder)
    {
        // All numbers with all digits, of all sheets; a profile of its own, so that another instance is not asked.
        string[] arguments =
        [
            $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", folder,
            .. Directory.GetFiles(folder, "*.xlsx"),
        ];
        using var process = Process.Start(new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + errors.Result);
    }
}
