using System.Globalization;
using System.Text.Json;
using LogReg.Server.Documents;
using LogReg.Server.Hosting;

namespace LogReg.Server.Problems;

/// <summary>Turns whatever goes wrong with a request into an answer that says what is wrong and what to do.</summary>
internal static partial class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>Answers a request, or says why not.</summary>
    public static async Task Guard(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ApiException exception) when (!context.Response.HasStarted)
        {
            await Write(context, exception.Problem);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Write(context, Of(exception, context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            // Whoever asked has gone, or time is up, which the middleware of timeouts says.
            throw;
        }
#pragma warning disable CA1031 // The last place that can turn an exception into an answer.
        catch (Exception exception) when (!context.Response.HasStarted && exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            ILogger logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("logreg");
            LogUnexpected(logger, context.Request.Method, context.Request.Path, exception);
            await Write(context, ApiException.Of(
                StatusCodes.Status500InternalServerError,
                "the server failed unexpectedly; its log tells more",
                "please report it with the request that caused it").Problem);
        }
    }

    /// <summary>Writes a problem.</summary>
    public static Task Write(HttpContext context, ProblemDocument problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = ContentType;
        if (problem.RetryAfter is int seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return JsonSerializer.SerializeAsync(
            context.Response.Body, problem, ServerJsonContext.Readable.ProblemDocument, CancellationToken.None);
    }

    private static ProblemDocument Of(BadHttpRequestException exception, HttpContext context) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => ApiException.Of(
            exception.StatusCode,
            $"the request is larger than the {context.RequestServices.GetRequiredService<ServerSettings>().MaxBody >> 20} MB that the server takes",
            "send fewer rows per request, or start the server with a larger --max-body").Problem,
        StatusCodes.Status408RequestTimeout => ApiException.Of(
            exception.StatusCode, "the body of the request arrives too slowly", "send it in one go").Problem,
        _ => ApiException.Of(exception.StatusCode, $"the request cannot be read: {exception.Message}").Problem,
    };

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, Exception exception);
}
