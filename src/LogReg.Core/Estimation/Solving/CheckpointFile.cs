using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LogReg.Data;
using LogReg.Shared;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The file of a checkpoint: what the fit is, and the states of its solvers, with a checksum at the end.</summary>
/// <param name="Given">What tells the fit from others, as the caller has said it.</param>
/// <param name="Parts">The solvers, in the order in which they began.</param>
internal sealed partial record CheckpointFile(
    IReadOnlyList<KeyValuePair<string, string>> Given, IReadOnlyList<CheckpointPart> Parts)
{
    private const string Mark = "logreg-checkpoint";
    private const int Version = 2;

    // A file is written and read as one array, which holds the names beside the numbers.
    private const long MostBytesOfNumbers = 2_000_000_000;

    // As much of a value as a message shows.
    private const int LongestValue = 100;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="LogRegException">It is no checkpoint, or damaged, or that of another version.</exception>
    public static CheckpointFile Parse(ReadOnlySpan<byte> bytes, string path)
    {
        ReadOnlySpan<byte> content = bytes[..Math.Max(0, bytes.Length - Checksum.Bytes)];
        if (!content.StartsWith(Encoding.ASCII.GetBytes(Mark)) || !bytes[content.Length..].SequenceEqual(ChecksumOf(content)))
        {
            throw new LogRegException(
                $"{path}: this is not a checkpoint, or it is damaged", "remove the file to begin anew, or name another one");
        }

        using var reader = new BinaryReader(new MemoryStream(content[Mark.Length..].ToArray()), Encoding.UTF8);
        int version = reader.ReadInt32();
        return version == Version
            ? new CheckpointFile(ReadPairs(reader), ReadParts(reader))
            : throw new LogRegException(
                $"{path}: the checkpoint has version {version} of the format, and this program knows version {Version}",
                "go on with the program that wrote it, or remove the file to begin anew");
    }

    /// <summary>The content of the file.</summary>
    /// <exception cref="NotSupportedException">The states are larger than a file may be.</exception>
    public byte[] ToBytes()
    {
        long bytes = sizeof(double) * Parts.Sum(part => part.State?.Vectors.Sum(vector => (long)vector.Length) ?? 0);
        if (bytes > MostBytesOfNumbers)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"it would take {bytes / 1e9:F1} GB, and a checkpoint can be {MostBytesOfNumbers / 1e9:F0} GB at most"));
        }

        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Encoding.ASCII.GetBytes(Mark));
            writer.Write(Version);
            Write(writer, Given);
            writer.Write(Parts.Count);
            foreach (CheckpointPart part in Parts)
            {
                writer.Write(part.Name);
                Write(writer, part.Problem);
                writer.Write(part.State is not null);
                if (part.State is not null)
                {
                    Write(writer, part.State);
                }
            }
        }

        stream.Write(ChecksumOf(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Makes sure that a checkpoint is that of a fit.</summary>
    /// <param name="own">What tells the fit from others.</param>
    /// <param name="saved">What the file says of its own.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="LogRegException">It is that of another fit.</exception>
    public static void RequireSame(
        IReadOnlyList<KeyValuePair<string, string>> own, IReadOnlyList<KeyValuePair<string, string>> saved, string path)
    {
        for (int place = 0; place < Math.Max(own.Count, saved.Count); place++)
        {
            // Names may occur several times, such as those of files in several folders.
            KeyValuePair<string, string>? mine = place < own.Count ? own[place] : null;
            KeyValuePair<string, string>? other = place < saved.Count ? saved[place] : null;
            bool isNew = mine is not null && saved.All(pair => pair.Key != mine.Value.Key);
            string name = (isNew || other is null ? mine! : other).Value.Key;
            string? now = mine is { } ours && ours.Key == name ? ours.Value : null;
            string? then = other is { } theirs && theirs.Key == name ? theirs.Value : null;
            if (now != then)
            {
                throw new LogRegException(
                    $"{path}: the checkpoint is from another fit: '{name}' is {Shown(now)} now, and was {Shown(then)}",
                    "use the same data and options to go on, or remove the file to begin anew");
            }
        }
    }

    /// <summary>Writes a file: what stood there before stands until the new one is complete on the disk.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">What is to stand there.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, byte[] content)
    {
        // Always the same name, so that the next run takes the place of what one that was killed has left.
        string temporary = path + ".tmp";
        File.Delete(temporary);
        AtomicFile.Replace(path, temporary, stream => stream.Write(content));
        SynchronizeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static string Shown(string? value) => value switch
    {
        null => "absent",
        { Length: > LongestValue } => $"'{value[..LongestValue]}…'",
        _ => $"'{value}'",
    };

    private static byte[] ChecksumOf(ReadOnlySpan<byte> content)
    {
        var checksum = new Checksum();
        checksum.Append(content);
        return BitConverter.GetBytes(checksum.Value);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        writer.Write(pairs.Count);
        foreach ((string name, string value) in pairs)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    private static KeyValuePair<string, string>[] ReadPairs(BinaryReader reader)
    {
        var pairs = new KeyValuePair<string, string>[reader.ReadInt32()];
        for (int place = 0; place < pairs.Length; place++)
        {
            pairs[place] = new KeyValuePair<string, string>(reader.ReadString(), reader.ReadString());
        }

        return pairs;
    }

    private static CheckpointPart[] ReadParts(BinaryReader reader)
    {
        var parts = new CheckpointPart[reader.ReadInt32()];
        for (int place = 0; place < parts.Length; place++)
        {
            parts[place] = new CheckpointPart(
                reader.ReadString(), ReadPairs(reader), reader.ReadBoolean() ? ReadState(reader) : null);
        }

        return parts;
    }

    private static void Write(BinaryWriter writer, SolverState state)
    {
        writer.Write(state.History.Count);
        foreach (IterationProgress entry in state.History)
        {
            Write(
                writer,
                [entry.Objective, entry.Loss, entry.GradientNorm, entry.StepSize, entry.Seconds, entry.SaturatedShare]);
        }

        writer.Write(state.Vectors.Count);
        foreach (double[] vector in state.Vectors)
        {
            Write(writer, vector);
        }

        Write(writer, [.. state.Numbers]);
    }

    private static SolverState ReadState(BinaryReader reader)
    {
        var history = new IterationProgress[reader.ReadInt32()];
        for (int iteration = 0; iteration < history.Length; iteration++)
        {
            double[] entry = ReadNumbers(reader);
            history[iteration] = new IterationProgress(iteration, entry[0], entry[1], entry[2], entry[3], entry[4], entry[5]);
        }

        double[][] vectors = new double[reader.ReadInt32()][];
        for (int place = 0; place < vectors.Length; place++)
        {
            vectors[place] = ReadNumbers(reader);
        }

        return new SolverState(history, vectors, ReadNumbers(reader));
    }

    private static void Write(BinaryWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers));
    }

    private static double[] ReadNumbers(BinaryReader reader)
    {
        double[] numbers = new double[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    // A name that is only in memory would be lost with the machine.
    private static void SynchronizeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(folder, 0);
        if (descriptor >= 0)
        {
            _ = Synchronize(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
