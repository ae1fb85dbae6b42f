using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using LogReg.Server.Hosting;
using LogReg.Server.Problems;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;

namespace LogReg.Server.Endpoints;

/// <summary>How many requests are answered, and how long one may take.</summary>
internal static class RequestLimits
{
    private const int WaitingPerPlace = 16;

    /// <summary>Sets the limits of rate and concurrency.</summary>
    public static void Configure(RateLimiterOptions options, ServerSettings settings)
    {
        // One queue for all: those who come when it is full are told to come again.
        PartitionedRateLimiter<HttpContext> places = PartitionedRateLimiter.Create<HttpContext, bool>(context => IsWork(context)
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = settings.MaxConcurrency,
                QueueLimit = settings.MaxConcurrency * WaitingPerPlace,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })
            : RateLimitPartition.GetNoLimiter(false));
        PartitionedRateLimiter<HttpContext> rate = PartitionedRateLimiter.Create<HttpContext, IPAddress>(
            context => settings.RateLimit is int limit && !context.Request.Path.StartsWithSegments("/health")
                ? RateLimitPartition.GetTokenBucketLimiter(ClientNetwork.Of(context.Connection.RemoteIpAddress), _ => PerSecond(limit))
                : RateLimitPartition.GetNoLimiter(IPAddress.None));
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(rate, places);
        options.OnRejected = (rejected, _) =>
        {
            bool isRate = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait);
            return new ValueTask(ProblemWriter.Write(rejected.HttpContext, isRate
                ? ApiException.Of(
                    StatusCodes.Status429TooManyRequests,
                    FormattableString.Invariant($"this address has sent more than {Count(settings.RateLimit ?? 0, "request")} in a second"),
                    "wait, or put several rows into a request",
                    Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))).Problem
                : Busy("the server has more requests than it can hold")));
        };
    }

    /// <summary>The time that a request may take, and the answer if it takes longer.</summary>
    public static RequestTimeoutPolicy TimeoutOf(ServerSettings settings) => new()
    {
        Timeout = settings.Timeout,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => ProblemWriter.Write(
            context,
            Busy($"the request took longer than {Count(settings.Timeout.TotalSeconds, "second")}")),
    };

    private static TokenBucketRateLimiterOptions PerSecond(int limit) => new()
    {
        TokenLimit = limit,
        TokensPerPeriod = limit,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static Documents.ProblemDocument Busy(string detail) => ApiException.Of(
        StatusCodes.Status503ServiceUnavailable, detail, "try again, with fewer rows per request", retryAfter: 1).Problem;

    private static string Count(double count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static bool IsWork(HttpContext context) => HttpMethods.IsPost(context.Request.Method);
}
