using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using LogReg.Cli.Files;
using LogReg.Data;
using LogReg.Export;
using LogReg.Export.Excel;
using LogReg.Export.Sql;
using LogReg.Sources;
using LogReg.Terms;

namespace LogReg.Cli.Commands.Exports;

/// <summary>Exports a model once more to a folder of its own, scores data with what was exported, and compares the probabilities with those
/// of the model.</summary>
/// <param name="environment">The environment.</param>
/// <param name="model">The model.</param>
/// <param name="runner">What runs the exported file.</param>
/// <param name="kept">Other columns that the data must have.</param>
internal sealed class ExportVerification(CliEnvironment environment, LogisticModel model, ExportRunner runner, IReadOnlyList<string> kept)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Compares.</summary>
    /// <param name="dataPath">The data.</param>
    /// <exception cref="LogRegException">The data cannot be read, or the program is not there, fails, or gives other rows.</exception>
    public VerifiedRows Run(string dataPath)
    {
        string folder = Directory.CreateTempSubdirectory("logreg-export-").FullName;
        try
        {
            List<double> expected = WriteRows(dataPath, Path.Combine(folder, ExportRunner.RowsFile));
            using (FileStream file = File.Create(Path.Combine(folder, runner.File)))
            {
                ModelExport.Write(model, runner.Kind, file, new ExportOptions
                {
                    Sql = new SqlOptions { Dialect = SqlDialect.SQLite, Columns = [] },
                    Excel = new ExcelOptions { Rows = _rows, EmptyRows = 0 },
                });
            }

            foreach ((string name, string text) in runner.OtherFiles)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }

            int width = model.Target.IsBinary ? 1 : model.Target.Classes.Count;
            double[] actual = [.. runner.Rows(Output(folder)).SelectMany(cells => runner.Probabilities(cells, width))];
            return actual.Length == expected.Count ? Compare(expected, actual, width) : throw new LogRegException(
                $"{runner.Program} gives {actual.Length / width} rows for the {expected.Count / width} of {dataPath}; nothing was written",
                "this is a fault of the export; please report it with the model and the file, or leave out --verify");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static VerifiedRows Compare(List<double> expected, double[] actual, int width)
    {
        double largest = 0;
        int worst = 0;
        for (int place = 0; place < actual.Length && !double.IsNaN(largest); place++)
        {
            double difference = Math.Abs(expected[place] - actual[place]);
            if (!(difference <= largest))
            {
                (largest, worst) = (difference, place / width);
            }
        }

        return new VerifiedRows(expected.Count / width, largest, worst);
    }

    // What is exported reads plain numbers, whatever the notation of the file.
    private static string Cell(NumberNotation? notation, string text) => notation is not null && notation.TryRead(text, out double number)
        ? number.ToString("R", CultureInfo.InvariantCulture)
        : text;

    private List<double> WriteRows(string dataPath, string rowsPath)
    {
        string[] offset = model.OffsetColumn is string name ? [name] : [];
        string[] columns = [.. model.Features.Select(feature => feature.Name).Union(offset)];
        var known = model.Features.OfType<NumericFeature>().ToDictionary(feature => feature.Name, feature => feature.Notation);
        NumberNotation?[] notations = [.. columns.Select(known.GetValueOrDefault)];
        var options = new SourceFileOptions { Csv = new CsvOptions { MissingValues = model.MissingValues } };
        using DataSource source = DataInput.OpenForScoring(DataReference.OfPath(dataPath), options, environment);
        var probabilities = new List<double>();
        using var writer = new StreamWriter(rowsPath, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', columns.Select(runner.Cell)));
        var wanted = new ScoringOptions { KeptColumns = [.. columns.Union(kept)], ReadTarget = false };
        foreach (ScoredChunk chunk in model.Score(source, wanted, progress: null, environment.CancellationToken))
        {
            for (int row = 0; row < chunk.RowCount; row++)
            {
                string[] cells =
                [
                    .. chunk.KeptColumns.Take(columns.Length).Select(
                        (column, place) => Cell(notations[place], Encoding.UTF8.GetString(column[row]))),
                ];
                writer.WriteLine(string.Join(',', cells.Select(runner.Cell)));
                if (runner.Kind == ExportKind.Excel)
                {
                    _rows.Add(cells);
                }
            }

            probabilities.AddRange(chunk.Probabilities);
        }

        return probabilities;
    }

    private string Output(string folder)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                runner.Program,
                runner.Arguments.Select(argument => argument.Replace(ExportRunner.Folder, new Uri(folder).AbsoluteUri,
                    StringComparison.Ordinal)))
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            },
        };
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new LogRegException(
                $"the exported file cannot be verified: the program {runner.Program} is not installed; nothing was written",
                $"install {runner.Program}, or leave out --verify",
                exception);
        }

        process.BeginErrorReadLine();
        using CancellationTokenRegistration stop = environment.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        environment.CancellationToken.ThrowIfCancellationRequested();
        string said = errors.ToString().Trim();
        string? written = runner.OutputFile is string name ? Path.Combine(folder, name) : null;
        bool isDone = written is null || File.Exists(written);
        return process.ExitCode == 0 && isDone && (said.Length == 0 || runner.Chats)
            ? written is null ? output : File.ReadAllText(written)
            : throw Failure(said, process.ExitCode);
    }

    private LogRegException Failure(string said, int exitCode)
    {
        const string Absent = "No module named '";
        string[] lines = [.. said.Split('\n').Select(line => line.Trim())];
        string reason = lines.LastOrDefault(line => line.Contains("Error: ", StringComparison.Ordinal)) ?? lines[^1];
        int absent = reason.IndexOf(Absent, StringComparison.Ordinal);
        if (absent >= 0)
        {
            string package = reason[(absent + Absent.Length)..].Split('\'')[0];
            return new LogRegException(
                $"the exported file cannot be verified: {runner.Program} has no package {package}; nothing was written",
                $"install it with '{runner.Program} -m pip install {package}', or leave out --verify");
        }

        return new LogRegException(
            $"{runner.Program} cannot score the rows: {reason} (exit code {exitCode.ToString(CultureInfo.InvariantCulture)}); nothing was written",
            "if a cell of the data is the reason, correct it; otherwise leave out --verify");
    }
}
