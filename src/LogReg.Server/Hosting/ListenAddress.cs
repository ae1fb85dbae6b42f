using System.Net;

namespace LogReg.Server.Hosting;

/// <summary>Where the server listens.</summary>
internal static class ListenAddress
{
    /// <summary>The address of <c>--host</c>.</summary>
    /// <exception cref="UsageException">The text is no address.</exception>
    public static IPAddress Of(string host) => host.ToUpperInvariant() switch
    {
        "LOCALHOST" => IPAddress.Loopback,
        "*" or "+" => IPAddress.Any,
        _ => IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address)
            ? address
            : throw new UsageException(
                $"--host must be an IP address or localhost, not '{host}'", "use 127.0.0.1 for this machine alone, or 0.0.0.0 for all networks"),
    };

    /// <summary>Makes sure that an address that others can reach has keys, unless the command line says that it needs none.</summary>
    /// <exception cref="UsageException">It has none.</exception>
    public static void RequireKeys(ServerSettings settings)
    {
        if (settings.ApiKeyFile is not null && settings.NoApiKey)
        {
            throw new UsageException("--api-key-file cannot be used with --no-api-key", "leave one of them out");
        }

        if (!IPAddress.IsLoopback(Of(settings.Host)) && settings.ApiKeyFile is null && !settings.NoApiKey)
        {
            throw new UsageException(
                $"--host {settings.Host} lets other machines use the models, and there are no API keys",
                "add --api-key-file FILE, or --no-api-key to answer everyone");
        }
    }
}
