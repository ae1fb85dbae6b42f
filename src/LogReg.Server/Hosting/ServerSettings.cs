namespace LogReg.Server.Hosting;

/// <summary>How the server is run.</summary>
internal sealed record ServerSettings
{
    /// <summary>How often model files are looked at.</summary>
    public static readonly TimeSpan UsualReloadInterval = TimeSpan.FromSeconds(1);

    /// <summary>The paths of the model files.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Host names that are answered besides those of the loopback addresses.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The file of the API keys; <see langword="null"/> for none.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>Whether everyone who can reach the address is answered.</summary>
    public bool NoApiKey { get; init; }

    /// <summary>The largest body of a request in bytes.</summary>
    public long MaxBody { get; init; } = 32L << 20;

    /// <summary>The most rows of a request.</summary>
    public int MaxRows { get; init; } = 100_000;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests are scored at the same time.</summary>
    public int MaxConcurrency { get; init; } = 2 * Environment.ProcessorCount;

    /// <summary>How many requests per second of each client address are answered; <see langword="null"/> for any number.</summary>
    public int? RateLimit { get; init; }

    /// <summary>How often model files are looked at.</summary>
    public TimeSpan ReloadInterval { get; init; } = UsualReloadInterval;
}
