using System.Diagnostics;
using LogReg.Sources.Tests.Databases;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace LogReg.Sources.Tests.Databases;

/// <summary>A PostgreSQL server of the test run's own, on a Unix socket in a folder of its own, started when the first test asks for it.
/// It ends when its standard input does, so that nothing is left of it even if the test run is killed.</summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>The user of most tests, who needs no password.</summary>
    public const string User = "tester";

    // The server refuses to run as root.
    private const string Unprivileged = "postgres";

    private const string Script = """
        set -e
        folder=$(mktemp -d /tmp/logreg-postgres-XXXXXX)
        trap 'rm -rf "$folder"' EXIT
        cd "$folder"
        "$1/initdb" -D data -A trust -U tester -E UTF8 --locale=C --no-sync > log 2>&1
        sed -i '1i local all guarded scram-sha-256' data/pg_hba.conf
        "$1/postgres" -D data -c listen_addresses= -c unix_socket_directories="$folder" -c fsync=off >> log 2>&1 &
        server=$!
        trap 'kill -QUIT $server; wait $server || true; rm -rf "$folder"' EXIT
        until "$1/pg_isready" -q -h "$folder" >> log 2>&1; do kill -0 $server; sleep 0.05; done
        echo "$folder"
        read -r _ || true
        """;

    private readonly Lazy<(Process? Process, string Folder)> _server = new(Start);

    /// <summary>The address of a database of the server; skips the test where PostgreSQL is not installed.</summary>
    public string Address(string database = "postgres", string user = User) =>
        $"postgres://{user}@/{database}?host={RunningFolder()}";

    /// <summary>Runs statements.</summary>
    public void Run(params string[] statements)
    {
        using var connection = new NpgsqlConnection($"Host={RunningFolder()};Username={User};Database=postgres;Pooling=false");
        connection.Open();
        foreach (string statement in statements)
        {
            using var command = new NpgsqlCommand(statement, connection);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Writes the lines of a plain CSV file as a table.</summary>
    public void WriteTable(string table, IReadOnlyList<string> lines, params string[] types)
    {
        string columns = string.Join(", ", lines[0].Split(',').Zip(types, (name, type) => $"\"{name}\" {type}"));
        using var connection = new NpgsqlConnection($"Host={RunningFolder()};Username={User};Database=postgres;Pooling=false");
        connection.Open();
        using (var command = new NpgsqlCommand($"drop table if exists {table}; create table {table} ({columns})", connection))
        {
            command.ExecuteNonQuery();
        }

        using TextWriter copy = connection.BeginTextImport($"copy {table} from stdin csv header");
        foreach (string line in lines)
        {
            copy.Write(line + "\n");
        }
    }

    public void Dispose()
    {
        if (_server is { IsValueCreated: true, Value.Process: Process process })
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private string RunningFolder()
    {
        Assert.SkipWhen(_server.Value.Process is null, "PostgreSQL is not installed: apt-get install postgresql");
        return _server.Value.Folder;
    }

    private static (Process? Process, string Folder) Start()
    {
        string[] versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        IEnumerable<string> folders =
            [.. versions.OrderDescending().Select(version => $"{version}/bin"), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')];
        if (OperatingSystem.IsWindows() || folders.FirstOrDefault(folder => File.Exists($"{folder}/initdb")) is not string programs)
        {
            return (null, "");
        }

        string[] command = ["sh", "-c", Script, "sh", programs];
        if (Environment.UserName == "root")
        {
            command = ["setpriv", $"--reuid={Unprivileged}", $"--regid={Unprivileged}", "--clear-groups", .. command];
        }

        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string folder = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL does not start.");
        return (process, folder);
    }
}
