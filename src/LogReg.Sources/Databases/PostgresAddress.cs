using System.Globalization;
using LogReg.Data;
using Npgsql;

namespace LogReg.Sources.Databases;

/// <summary>The parts of <c>postgres://user:password@host:port/database?parameter=value</c>, and what stands in for those that are left
/// out.</summary>
internal sealed class PostgresAddress
{
    private const int UsualPort = 5432;

    // What libpq calls them, and what Npgsql does.
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["password"] = "Password",
        ["dbname"] = "Database",
        ["passfile"] = "Passfile",
        ["sslmode"] = "SSL Mode",
        ["sslnegotiation"] = "SSL Negotiation",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["channel_binding"] = "Channel Binding",
        ["require_auth"] = "Require Auth",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["options"] = "Options",
        ["target_session_attrs"] = "Target Session Attributes",
    };

    private static readonly string[] SocketFolders = ["/var/run/postgresql", "/tmp"];

    private readonly Dictionary<string, string> _values;

    private PostgresAddress(Dictionary<string, string> values, string textWithoutPassword)
    {
        _values = values;
        TextWithoutPassword = textWithoutPassword;
    }

    /// <summary>The password in the address, or <see langword="null"/>.</summary>
    public string? Password => _values.GetValueOrDefault("password") ?? _values.GetValueOrDefault("sslpassword");

    /// <summary>What follows <c>postgres://</c>, without passwords.</summary>
    public string TextWithoutPassword { get; }

    /// <summary>Host and database.</summary>
    public string Name => Host.StartsWith('/') ? Database : $"{Host}/{Database}";

    private string Host => Value("host", "PGHOST") ?? UsualHost();

    private string User => Value("user", "PGUSER") ?? Environment.UserName;

    private string Database => Value("dbname", "PGDATABASE") ?? User;

    /// <summary>Reads what follows <c>postgres://</c>.</summary>
    /// <exception cref="DataException">It is no address.</exception>
    public static PostgresAddress Parse(string text)
    {
        var values = new Dictionary<string, string>();
        int question = text.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? text : text[..question];
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? path : path[..slash];
        int at = authority.LastIndexOf('@');
        if (at < 0 && text.Contains('@', StringComparison.Ordinal))
        {
            // What stands before it may be a part of a password.
            throw new DataException(
                "the connection to PostgreSQL has an @ after a / or a ?",
                hint: "write the characters / ? @ : of a user or a password as %2F, %3F, %40 and %3A");
        }

        string user = at < 0 ? "" : authority[..at].Split(':')[0];
        string hosts = authority[(at + 1)..];
        Set("user", user);
        Set("password", at < 0 || user.Length == at ? "" : authority[(user.Length + 1)..at]);
        AddHosts(hosts, Set);
        Set("dbname", slash < 0 ? "" : path[(slash + 1)..]);
        string[] parameters =
            question < 0 ? [] : text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var shown = new List<string>();
        bool followsSecret = false;
        foreach (string parameter in parameters)
        {
            string[] pair = parameter.Split('=', 2);
            string name = pair[0].ToLowerInvariant();
            if (!Keywords.ContainsKey(name) || pair.Length == 1)
            {
                throw NoParameter(name, hasValue: pair.Length > 1, followsSecret);
            }

            Set(name, pair[1]);
            followsSecret |= IsSecret(name);
            if (!IsSecret(name))
            {
                shown.Add(parameter);
            }
        }

        string without = (at < 0 ? "" : user + "@") + path[(at + 1)..] + (shown.Count == 0 ? "" : "?" + string.Join('&', shown));
        return new PostgresAddress(values, without);

        void Set(string name, string value)
        {
            if (value.Length > 0)
            {
                values[name] = Uri.UnescapeDataString(value);
            }
        }
    }

    /// <summary>How Npgsql connects.</summary>
    /// <exception cref="DataException">A value is none that its parameter can have.</exception>
    public NpgsqlConnectionStringBuilder ToSettings()
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = Environment.GetEnvironmentVariable("PGAPPNAME") ?? "logreg",
            Pooling = false,

            // A query takes as long as it takes.
            CommandTimeout = 0,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Host = Host,
            Username = User,
            Database = Database,
        };
        if (Environment.GetEnvironmentVariable("PGSSLMODE") is { Length: > 0 } mode)
        {
            Apply(settings, "sslmode", mode);
        }

        if (Value("port", "PGPORT") is string port)
        {
            Apply(settings, "port", port);
        }

        if (Value("connect_timeout", "PGCONNECT_TIMEOUT") is string seconds)
        {
            Apply(settings, "connect_timeout", seconds);
        }

        foreach ((string name, string value) in _values.Where(pair => pair.Key is not ("host" or "port" or "user" or "dbname")))
        {
            Apply(settings, name, value);
        }

        return settings;
    }

    private static void Apply(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        // libpq writes verify-full, Npgsql VerifyFull.
        string spelled = name is "sslmode" or "target_session_attrs" or "sslnegotiation" or "channel_binding"
            ? value.Replace("-", "", StringComparison.Ordinal)
            : value;
        try
        {
            settings[Keywords[name]] = spelled;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new DataException(
                $"{name} of the connection cannot be {(IsSecret(name) ? "what it is" : MessageTexts.Quote(value))}",
                hint: name == "sslmode" ? "it is one of disable, allow, prefer, require, verify-ca and verify-full" : "correct or remove it",
                innerException: exception);
        }
    }

    private static bool IsSecret(string name) => name is "password" or "sslpassword";

    // A password with an & in it, or one that stands alone after the ?, looks like the name of a parameter and is not shown.
    private static DataException NoParameter(string name, bool hasValue, bool followsSecret)
    {
        string names = $"the parameters are {string.Join(", ", Keywords.Keys)}";
        return Keywords.ContainsKey(name)
            ? new DataException($"the parameter {name} of the connection has no value", hint: names)
            : followsSecret
            ? new DataException(
                "what follows a password in the parameters of the connection is not supported",
                hint: $"write the characters & and % of a password as %26 and %25; {names}")
            : hasValue && name.All(character => char.IsAsciiLetterLower(character) || character == '_')
            ? new DataException($"the connection has the parameter {MessageTexts.Quote(name)}, which is not supported", hint: names)
            : new DataException(
                "the connection has, after its ?, what is no name of a parameter with its value",
                hint: $"write NAME=VALUE, with & between several, and the characters / ? @ : & of a password as %2F %3F %40 %3A %26; {names}");
    }

    private static void AddHosts(string text, Action<string, string> set)
    {
        string[] hosts = text.Split(',');
        string[] ports = new string[hosts.Length];
        for (int i = 0; i < hosts.Length; i++)
        {
            int colon = hosts[i].LastIndexOf(':');
            bool hasPort = colon >= 0 && colon > hosts[i].LastIndexOf(']');
            ports[i] = hasPort ? hosts[i][(colon + 1)..] : "";
            hosts[i] = (hasPort ? hosts[i][..colon] : hosts[i]).Trim('[', ']');
            if (ports[i].Length > 0 && !ushort.TryParse(ports[i], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                // It may be part of a password with a slash in it, and is not shown.
                throw new DataException(
                    "the port of the connection is not a number from 0 to 65535",
                    hint: "write postgres://USER@HOST:PORT/DATABASE, and / @ : ? in a user's name or a password as %2F %40 %3A %3F");
            }
        }

        if (hosts.Length == 1)
        {
            set("host", hosts[0]);
            set("port", ports[0]);
        }
        else
        {
            set("host", string.Join(',', hosts.Zip(ports, (host, port) => port.Length == 0 ? host : $"{host}:{port}")));
        }
    }

    // As psql does: the socket of a server on this machine.
    private string UsualHost()
    {
        string port = Value("port", "PGPORT") ?? UsualPort.ToString(CultureInfo.InvariantCulture);
        return SocketFolders.FirstOrDefault(folder => File.Exists($"{folder}/.s.PGSQL.{port}")) ?? "localhost";
    }

    private string? Value(string name, string variable) =>
        _values.GetValueOrDefault(name) ?? (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null);
}
