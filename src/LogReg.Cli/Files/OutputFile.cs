using System.IO.Compression;
using LogReg.Cli.Output;
using LogReg.Cli.Streams;
using LogReg.Shared;
using ZstdSharp;

namespace LogReg.Cli.Files;

/// <summary>A file that a command will write, with everything that can be known beforehand checked beforehand.</summary>
internal sealed class OutputFile
{
    private static readonly string[] OtherKinds =
    [
        ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet.gz", ".parquet.zst", ".feather", ".arrow", ".arrows", ".zip", ".bz2", ".xz", ".7z",
    ];

    private readonly string _option;
    private readonly string _path;

    private OutputFile(string option, string path)
    {
        _option = option;
        _path = path;
    }

    /// <summary>Checks that a file can be written: nobody should train for an hour to learn that a folder is not there.</summary>
    /// <param name="option">The option that names it, as typed.</param>
    /// <param name="path">Where.</param>
    /// <param name="inputs">Files that must not be overwritten.</param>
    /// <exception cref="UsageException">It is one of the inputs.</exception>
    /// <exception cref="LogRegException">It cannot be written.</exception>
    public static OutputFile Prepare(string option, string path, params IEnumerable<string> inputs)
    {
        if (path == DataInput.StandardInput)
        {
            throw new UsageException($"{option} must name a file, not '-'", "standard output is for the report");
        }

        foreach (string input in inputs)
        {
            if (input != DataInput.StandardInput && RealPath.Of(input) == RealPath.Of(path))
            {
                throw new UsageException(
                    input == path
                        ? $"{option} would overwrite '{path}', which this command reads"
                        : $"{option} {path} would overwrite '{input}', which is the same file, and which this command reads",
                    "name another file");
            }
        }

        if (!AtomicFile.IsDevice(path))
        {
            Probe(path);
        }

        return new OutputFile(option, path);
    }

    /// <summary>Checks the file that <c>--output</c> names, where rows go to standard output without it or with <c>-</c>.</summary>
    /// <param name="path">Where, or <see langword="null"/>.</param>
    /// <param name="inputs">Files that must not be overwritten.</param>
    /// <returns>The file; <see langword="null"/> for standard output.</returns>
    /// <exception cref="UsageException">It is one of the inputs.</exception>
    /// <exception cref="LogRegException">It cannot be written.</exception>
    public static OutputFile? PrepareRows(string? path, params IEnumerable<string> inputs) =>
        PathOf(path) is string file ? Prepare("--output", WithoutOtherKind(file), inputs) : null;

    /// <summary>The file that <c>--output</c> names, where rows go to standard output without it or with <c>-</c>.</summary>
    /// <param name="path">Where, or <see langword="null"/>.</param>
    /// <returns>The path; <see langword="null"/> for standard output.</returns>
    public static string? PathOf(string? path) => path is DataInput.StandardInput ? null : path;

    /// <summary>Whether the name of a file is that of a Parquet file.</summary>
    /// <param name="path">Its path, or <see langword="null"/> for standard output.</param>
    public static bool IsParquet(string? path) => path is not null && HasEnding(path, ".parquet");

    /// <summary>Makes sure that no two options name the same file.</summary>
    /// <param name="outputs">Options with the files that they name, or <see langword="null"/>.</param>
    /// <exception cref="UsageException">Two do.</exception>
    public static void RequireDifferent(params IReadOnlyList<(string Option, string? Path)> outputs)
    {
        for (int later = 1; later < outputs.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (outputs[earlier].Path is string first && outputs[later].Path is string second && !AtomicFile.IsDevice(second)
                    && RealPath.Of(first) == RealPath.Of(second))
                {
                    throw new UsageException(
                        $"{outputs[earlier].Option} and {outputs[later].Option} both name the file '{second}'",
                        "name another file in one of them");
                }
            }
        }
    }

    /// <summary>Makes sure that texts can be made safe for spreadsheets if that is asked for: only those of a CSV file need it.</summary>
    /// <param name="option">The option that asks for it.</param>
    /// <param name="isSafe">Whether it does.</param>
    /// <exception cref="UsageException">The file is no CSV file.</exception>
    public void RequireSafeUsed(string option, bool isSafe)
    {
        if (isSafe && IsParquet(_path))
        {
            throw new UsageException(
                $"{option} has no effect on {_path}, a Parquet file, whose texts are never run as formulas", $"leave {option} out");
        }
    }

    /// <summary>Makes sure that the file is to hold lines of text.</summary>
    /// <param name="option">The option that asks for them, as typed.</param>
    /// <exception cref="UsageException">The name is that of a Parquet file.</exception>
    public void RequireText(string option)
    {
        if (IsParquet(_path))
        {
            throw new UsageException(
                $"{option} writes lines of text, but {_path} has the name of a Parquet file",
                $"give {_option} a name with another ending, or leave {option} out");
        }
    }

    /// <summary>Writes the file as a whole or not at all; a device is written to as it is.</summary>
    /// <exception cref="LogRegException">It cannot be written; what stood before still stands.</exception>
    public void Write(Action<Stream> write) => AtomicFile.Write(_path, write, _option);

    /// <summary>Writes rows: a Parquet file where the name ends in .parquet, else CSV.</summary>
    /// <param name="isSafe">Whether a spreadsheet must not take texts of a CSV file for formulas.</param>
    /// <param name="write">Writes the rows.</param>
    /// <exception cref="LogRegException">The file cannot be written; what stood before still stands.</exception>
    public void WriteRows(bool isSafe, Action<RowOutput> write)
    {
        if (IsParquet(_path))
        {
            Write(stream =>
            {
                using RowOutput output = new ParquetRowOutput(stream);
                write(output);
            });
        }
        else
        {
            WriteText(stream =>
            {
                using RowOutput output = new CsvRowOutput(stream, isSafe);
                write(output);
            });
        }
    }

    /// <summary>Writes text, compressed as the name of the file says: .gz or .zst.</summary>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="LogRegException">The file cannot be written; what stood before still stands.</exception>
    public void WriteText(Action<Stream> write) => Write(stream =>
    {
        if (HasEnding(_path, ".gz"))
        {
            using GZipStream packed = new(stream, CompressionLevel.Optimal, leaveOpen: true);
            Pack(packed, write);
        }
        else if (HasEnding(_path, ".zst"))
        {
            using CompressionStream packed = new(stream, leaveOpen: true);
            Pack(packed, write);
        }
        else
        {
            write(stream);
        }
    });

    private static void Pack(Stream packed, Action<Stream> write)
    {
        using var blocks = new WholeBlocks(packed);
        write(blocks);
        blocks.Complete();
    }

    private static bool HasEnding(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    // A file whose name says what it is not would not open where it is needed.
    private static string WithoutOtherKind(string path) => OtherKinds.FirstOrDefault(ending => HasEnding(path, ending)) is string ending
        ? throw new UsageException(
            $"--output {path}: rows are not written as {ending}",
            $"write CSV, which spreadsheets open: --output {ShellText.Word(path[..^ending.Length] + ".csv")}; .csv.gz, .csv.zst and .parquet work, too")
        : path;

    private static void Probe(string path)
    {
        if (Directory.Exists(path))
        {
            throw new LogRegException($"{path}: this is a folder", "name a file to write");
        }

        string real = RealPath.Of(path);
        string folder = Path.GetDirectoryName(real) ?? real;
        if (!Directory.Exists(folder))
        {
            throw new LogRegException($"{path}: the folder '{folder}' does not exist", "create it, or name another place");
        }

        string suffix = $".{Path.GetRandomFileName()}.tmp";
        try
        {
            new FileStream(real + suffix, ProbeOptions()).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = exception.Message.ReplaceLineEndings(" ").Replace(suffix, "", StringComparison.Ordinal);
            throw new LogRegException(
                $"{path}: the folder '{folder}' cannot be written to: {reason}", "name a place where you may write", exception);
        }
    }

    // A kill at the wrong moment leaves even this file behind: it must not have more permissions than any target.
    private static FileStreamOptions ProbeOptions()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
