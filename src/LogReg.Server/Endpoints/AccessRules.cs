using System.Net;
using LogReg.Server.Hosting;
using LogReg.Server.Problems;

namespace LogReg.Server.Endpoints;

/// <summary>Who is answered: requests for a name that is the server's, with a key where keys are required.</summary>
internal sealed class AccessRules
{
    private readonly ApiKeys? _keys;
    private readonly HashSet<string>? _hosts;

    /// <param name="settings">How the server is run.</param>
    /// <exception cref="UsageException">The file of the keys cannot be used.</exception>
    public AccessRules(ServerSettings settings)
    {
        _keys = settings.ApiKeyFile is null ? null : ApiKeys.Read(settings.ApiKeyFile);

        // A page elsewhere may call itself by a name that leads here, and then read the answers.
        _hosts = IPAddress.IsLoopback(ListenAddress.Of(settings.Host))
            ? new HashSet<string>(["localhost", .. settings.AllowedHosts], StringComparer.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>Refuses a request, or lets it pass.</summary>
    public Task Check(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        string host = context.Request.Host.Host;
        if (_hosts is not null && !_hosts.Contains(host) && !IsLoopback(host))
        {
            throw ApiException.Of(
                StatusCodes.Status421MisdirectedRequest,
                host.Length == 0
                    ? "the request does not say which host it is for"
                    : $"the server does not answer requests for the host '{(host.Length > 80 ? host[..80] + "…" : host)}'",
                host.Length == 0 ? "send the header 'Host: localhost'" : "start it with --allow-host and the name that clients use");
        }

        if (_keys is not null && !IsOpen(context.Request.Path) && !_keys.Open(context.Request))
        {
            headers.WWWAuthenticate = "Bearer";
            throw ApiException.Of(
                StatusCodes.Status401Unauthorized,
                "the request has no API key that the server knows",
                "send the header 'Authorization: Bearer KEY' or 'X-API-Key: KEY'");
        }

        return next(context);
    }

    private static bool IsLoopback(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address);

    // The page has nothing of the models in it: it asks for them with the key that its reader types.
    private static bool IsOpen(PathString path) => path == "/" || path.StartsWithSegments("/health");
}
