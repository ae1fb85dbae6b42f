using System.CommandLine;
using System.Globalization;
using LogReg.Charts.Text;
using LogReg.Cli.Files;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> for fits that must survive an interruption.</summary>
internal sealed class CheckpointChoice
{
    /// <summary>The option that names the file.</summary>
    public const string Name = "--checkpoint";

    private readonly Option<string?> _file = OptionFactory.Text(
        Name, "FILE", "Keep the state of the fit in FILE, and go on from it if the command is run again after an interruption");

    private readonly Option<double?> _interval = OptionFactory.Number(
        "--checkpoint-interval",
        "SECONDS",
        "With --checkpoint, write the state after an iteration if the file is older than this [default: 10]",
        value => value is >= 0 and <= 1e6,
        "a number of seconds from 0 to 1000000");

    /// <summary>The options, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [_file, _interval];

    /// <summary>The file on a command line, or <see langword="null"/>.</summary>
    /// <param name="parsed">The command line.</param>
    public string? FileOf(ParseResult parsed) => parsed.GetValue(_file);

    /// <summary>Checks the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="regression">What is to be trained.</param>
    /// <exception cref="UsageException">They cannot be used.</exception>
    public void RequireUsable(ParseResult parsed, LogisticRegression regression)
    {
        if (parsed.GetValue(_file) is null && parsed.GetValue(_interval) is not null)
        {
            throw new UsageException(
                "--checkpoint-interval needs --checkpoint", "add --checkpoint with the name of a file, or leave --checkpoint-interval out");
        }

        if (parsed.GetValue(_file) is not null && !regression.KeepsCheckpoint())
        {
            throw new UsageException(
                "--checkpoint keeps the state of every solver but sgd", "leave --checkpoint out, or choose another --solver");
        }
    }

    /// <summary>Reads the options off a command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="data">The data, whose files tell the fit from others.</param>
    /// <param name="recorded">The options that have a say in the model.</param>
    /// <param name="environment">The environment; only at the root the files are looked at.</param>
    /// <returns>The checkpoint, or <see langword="null"/>.</returns>
    public CheckpointOptions? Read(ParseResult parsed, DataReference data, IReadOnlyList<Option> recorded, CliEnvironment environment) =>
        parsed.GetValue(_file) is not string path ? null : new CheckpointOptions(path)
        {
            Interval = TimeSpan.FromSeconds(parsed.GetValue(_interval) ?? 10),
            WriteFailed = error => Messages.Warning(environment, FlagSpelling.Of(error.Text), FlagSpelling.Of(error.Hint!)),
            Fingerprint = environment.Processes.IsRoot
                ?
                [
                    new("program", $"logreg {ProgramVersion.Text}"),
                    new("options", string.Join(' ', ProvenanceOptions.Given(parsed, recorded))),
                    .. data.IsStandardInput ? [] : data.Files.Select(Describe),
                ]
                : [],
        };

    /// <summary>Removes the file once the model is written.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">The environment.</param>
    public void Remove(ParseResult parsed, CliEnvironment environment)
    {
        if (FileOf(parsed) is not string path)
        {
            return;
        }

        try
        {
            foreach (string file in new[] { path, path + ".tmp" }.Where(File.Exists))
            {
                File.Delete(file);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Messages.Warning(
                environment,
                $"the checkpoint cannot be removed: {exception.Message.ReplaceLineEndings(" ")}",
                "delete it by hand: another fit with this checkpoint file would refuse to start");
        }
    }

    // As a copy has another time, so do data that were written again: the same bytes or not, nobody has looked.
    private static KeyValuePair<string, string> Describe(string path)
    {
        var file = new FileInfo(path);
        return new(
            $"file {file.Name}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(file.Exists ? file.Length : 0)} bytes of {file.LastWriteTimeUtc:yyyy-MM-dd HH:mm:ss.fffffff}"));
    }
}
