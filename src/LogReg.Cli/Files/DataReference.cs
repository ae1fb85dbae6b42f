using LogReg.Sources;
using LogReg.Sources.Databases;

namespace LogReg.Cli.Files;

/// <summary>The data that a command line names: a file, standard input, or a query to a database.</summary>
internal sealed class DataReference
{
    private DataReference(string? path, DatabaseAddress? address, string? query, string name)
    {
        Path = path;
        Address = address;
        Query = query;
        Name = name;
    }

    /// <summary>The path of a file, or a dash for standard input; <see langword="null"/> for a database.</summary>
    public string? Path { get; }

    /// <summary>The database; <see langword="null"/> for a file.</summary>
    public DatabaseAddress? Address { get; }

    /// <summary>The query to the database; <see langword="null"/> for a file.</summary>
    public string? Query { get; }

    /// <summary>The name of the data in messages and reports, without a password.</summary>
    public string Name { get; }

    /// <summary>Whether the data come from standard input.</summary>
    public bool IsStandardInput => Path == DataInput.StandardInput;

    /// <summary>The files that are read, which must not be overwritten.</summary>
    /// <exception cref="LogRegException">There is no file.</exception>
    public IEnumerable<string> Files => Path is { Length: > 0 } path ? SourceFile.FilesOf(path)
        : Address?.Path is string file ? [file]
        : [];

    /// <summary>The words of a command line that name the same data, without a password.</summary>
    public IReadOnlyList<string> Words => Path is not null ? [Path] : ["--connection", Address!.Text, "--query", Query!];

    /// <summary>The words of a command line that is run where the data are: with the name of a file, not its path.</summary>
    public IReadOnlyList<string> LocalWords => Path is not null ? [System.IO.Path.GetFileName(Name)]
        : Address!.Path is string file
            ? ["--connection", Address.Text[..^file.Length] + System.IO.Path.GetFileName(file), "--query", Query!]
        : Words;

    /// <summary>What to add to a command, for a hint.</summary>
    public string After(string command) => Path is not null
        ? $"'{command} {Name}'"
        : $"'{command}' with the same --connection and --query";

    /// <summary>A file, or standard input.</summary>
    public static DataReference OfPath(string path) => new(path, address: null, query: null, InputName.Of(path));

    /// <summary>A query to a database.</summary>
    public static DataReference OfQuery(DatabaseAddress address, string query) =>
        new(path: null, address, query, DatabaseSource.NameOf(address, query));
}
