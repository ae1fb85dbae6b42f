using System.Text;
using System.Text.Json;
using LogReg.Charts.Text;
using LogReg.Cli.Output;
using LogReg.Shared;

namespace LogReg.Cli.Files;

/// <summary>A file of trainings, a line of JSON each, to which several processes may add lines at the same time.</summary>
internal sealed class RunLog
{
    private const int LongestLine = 1 << 24;

    // Another process holds the file for as long as it takes to write one line.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly string _option;
    private readonly string _path;

    private RunLog(string option, string path)
    {
        _option = option;
        _path = path;
    }

    /// <summary>Checks that lines can be added to a file.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file; it need not be there yet.</param>
    /// <param name="inputs">Files that must not be written to.</param>
    /// <exception cref="UsageException">It is one of the inputs.</exception>
    /// <exception cref="LogRegException">It cannot be written, or it is a file of another kind.</exception>
    public static RunLog Prepare(string option, string path, params IEnumerable<string> inputs)
    {
        OutputFile.Prepare(option, path, inputs);
        if (!AtomicFile.IsDevice(path) && File.Exists(path) && new FileInfo(path).Length > 0)
        {
            using IEnumerator<(long Line, RunDocument? Run)> lines = Read(path).GetEnumerator();
            if (lines.MoveNext() && lines.Current.Run is null)
            {
                throw new LogRegException(
                    $"{path}: its first line is not a training recorded by {option}, and adding one could damage the file", "name another file");
            }
        }

        return new RunLog(option, path);
    }

    /// <summary>Adds a line as a whole.</summary>
    /// <param name="run">The training.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    public void Append(RunDocument run)
    {
        byte[] line = Encoding.UTF8.GetBytes(Printable.Json(JsonSerializer.Serialize(run, RunJson.Line.RunDocument)) + "\n");
        try
        {
            if (AtomicFile.IsDevice(_path))
            {
                using var device = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                device.Write(line);
            }
            else if (!AtomicFile.TryCreate(_path, stream => stream.Write(line)))
            {
                using FileStream file = OpenAlone();
                AddWhole(file, EndsInALine(file) ? line : [(byte)'\n', .. line]);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LogRegException)
        {
            throw new LogRegException(
                exception is LogRegException
                    ? exception.Message
                    : $"{_path}: the line cannot be added: {exception.Message.ReplaceLineEndings(" ")}",
                $"free some space, or choose another place with {_option}; the model is written",
                exception);
        }
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Each with its number, from 1; <see langword="null"/> for a line that is no training.</returns>
    /// <exception cref="LogRegException">The file cannot be read.</exception>
    public static IEnumerable<(long Line, RunDocument? Run)> Read(string path)
    {
        using StreamReader reader = OpenToRead(path);
        long number = 0;
        while (reader.ReadLine() is string line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, Parse(line));
            }
        }
    }

    /// <summary>Adds bytes at the end of a file: all of them, or none if there is no room.</summary>
    /// <param name="file">The file, at its end.</param>
    /// <param name="line">The bytes.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    internal static void AddWhole(FileStream file, byte[] line)
    {
        long length = file.Length;
        try
        {
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            file.SetLength(length);
            throw;
        }
    }

    private static RunDocument? Parse(string line)
    {
        try
        {
            return line.Length <= LongestLine
                && JsonSerializer.Deserialize(line, RunJson.Line.RunDocument) is { Time: not null, ModelFile: not null } run
                ? run
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StreamReader OpenToRead(string path)
    {
        try
        {
            return new StreamReader(Patiently(
                () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LogRegException($"{path}: there is no such file", "name a file written by 'logreg train --record'", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LogRegException(
                $"{path}: {(Directory.Exists(path) ? "this is a folder" : exception.Message.ReplaceLineEndings(" "))}",
                "name a file written by 'logreg train --record'",
                exception);
        }
    }

    // Whoever has opened the file for himself alone writes his line, then the next.
    private FileStream OpenAlone() =>
        Patiently(() => new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));

    private static FileStream Patiently(Func<FileStream> open)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException)
                && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    // A process that was killed may have left half a line.
    private static bool EndsInALine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return true;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }
}
