using LogReg.Charts;
using LogReg.Cli.Files;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary>Writes the command lines that make a page and its numbers again.</summary>
internal static class ReportCommandLines
{
    /// <param name="model">The model's file.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">The options that change what the page says, as they were typed.</param>
    public static ReportCommands Of(string model, DataReference data, IEnumerable<string> options)
    {
        string modelFile = ShellText.Word(Path.GetFileName(model));
        IEnumerable<string> words = [modelFile, .. data.LocalWords.Concat(options).Select(ShellText.Word)];
        string inputs = string.Join(' ', words);
        return new ReportCommands($"logreg report {inputs}", $"logreg evaluate {inputs} --json", $"logreg inspect {modelFile}");
    }
}
