using System.Diagnostics.Metrics;
using LogReg.Server.Documents;
using LogReg.Server.Endpoints;
using LogReg.Server.Hosting;
using LogReg.Server.Metering;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Server.Scoring;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LogReg.Server;

/// <summary>The web app: services, middleware, endpoints.</summary>
internal static class ServerHost
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Libsvm = "text/libsvm";

    /// <summary>Loads the models and makes the app, which is not started.</summary>
    /// <exception cref="UsageException">The settings contradict themselves.</exception>
    /// <exception cref="LogRegException">A file is no model.</exception>
    public static WebApplication Create(ServerSettings settings)
    {
        ListenAddress.RequireKeys(settings);
        var access = new AccessRules(settings);
        var catalog = new ModelCatalog(settings.Models);

        WebApplicationBuilder builder =
            WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

        // Only the command line decides, not files that happen to be there. OpenTelemetry has its usual variables.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddEnvironmentVariables();
        ConfigureLogging(builder.Logging);
        ConfigureKestrel(builder.WebHost, settings);
        ConfigureServices(builder.Services, settings, catalog);
        ConfigureTelemetry(builder);
        WebApplication app = builder.Build();
        Observe(app.Services.GetRequiredService<ServerMetrics>(), catalog);
        app.Use(next => context => AnswerHead(context, next));
        app.UseRouting();
        app.Use(next => context => ProblemWriter.Guard(context, next));
        app.UseStatusCodePages(WriteStatus);
        app.Use(next => context => access.Check(context, next));
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        Map(app);
        return app;
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            options.UseUtcTimestamp = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // The program itself says what is wrong at its start.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    }

    private static void ConfigureKestrel(ConfigureWebHostBuilder host, ServerSettings settings) => host.ConfigureKestrel(options =>
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = settings.MaxBody;
        options.Listen(ListenAddress.Of(settings.Host), settings.Port);
    });

    private static void ConfigureServices(IServiceCollection services, ServerSettings settings, ModelCatalog catalog)
    {
        services.AddSingleton(settings);
        services.AddSingleton(catalog);
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<RequestScorer>();
        services.AddHostedService<ModelReloader>();
        services.AddSingleton<MemoryRelief>();
        services.AddHostedService(provider => provider.GetRequiredService<MemoryRelief>());
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<ApiVersion>("version"));
        services.AddRateLimiter(options => RequestLimits.Configure(options, settings));
        services.AddRequestTimeouts(options => options.DefaultPolicy = RequestLimits.TimeoutOf(settings));
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ServerJsonContext.Default));
        services.AddOpenApi(ApiVersion.Name, options => options.AddDocumentTransformer((document, _, _) =>
        {
            ApiDescription.Complete(document, catalog);
            return Task.CompletedTask;
        }));

        // Requests in flight may finish.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Timeout + TimeSpan.FromSeconds(5));
    }

    private static void ConfigureTelemetry(WebApplicationBuilder builder)
    {
        bool exports = builder.Configuration.AsEnumerable().Any(pair =>
            pair.Key.StartsWith("OTEL_EXPORTER_OTLP_", StringComparison.Ordinal)
            && pair.Key.EndsWith("ENDPOINT", StringComparison.Ordinal));
        OpenTelemetry.OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry();
        if (builder.Configuration["OTEL_SERVICE_NAME"] is null)
        {
            telemetry.ConfigureResource(resource => resource.AddService("logreg", autoGenerateServiceInstanceId: false));
        }

        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(ServerMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel");
            metrics.AddView(
                ServerMetrics.ProbabilityName, new ExplicitBucketHistogramConfiguration { Boundaries = ServerMetrics.ProbabilityLimits });
            metrics.AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0);
            _ = exports ? metrics.AddOtlpExporter() : metrics;
        });
        _ = exports ? telemetry.WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore").AddOtlpExporter()) : telemetry;
    }

    // What a GET would be answered, without its body, which Kestrel leaves out.
    private static Task AnswerHead(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }

        return next(context);
    }

    private static void Observe(ServerMetrics metrics, ModelCatalog catalog) => metrics.Observe(
        "logreg.model_problem",
        "1 if the file of a model cannot be loaded as it is now, so that the version before is served",
        () => catalog.Slots.Select(slot => new Measurement<long>(
            slot.Problem is null ? 0 : 1, new KeyValuePair<string, object?>("model", slot.Current.Name))));

    private static void Map(WebApplication app)
    {
        app.MapGet("/", PageEndpoint.Handle);
        app.MapGet("/health/live", (HttpContext context, ModelCatalog _) => ModelEndpoints.Live(context))
            .WithSummary("Whether the server runs").Produces<HealthDocument>().DisableHttpMetrics();
        app.MapGet("/health/ready", (HttpContext context, ModelCatalog models) => ModelEndpoints.Ready(context, models))
            .WithSummary("Whether the server answers requests").Produces<HealthDocument>().DisableHttpMetrics();
        app.MapGet("/v1/models", (HttpContext context, ModelCatalog models) => ModelEndpoints.List(context, models))
            .WithSummary("The models").Produces<ModelListDocument>();
        app.MapGet(
                "/v1/models/{name}",
                (HttpContext context, ModelCatalog models, string name) => ModelEndpoints.Describe(context, models.Find(name)))
            .WithSummary("A model: its inputs and how it was trained").Produces<ModelDocument>()
            .Produces<ProblemDocument>(404, ProblemWriter.ContentType);
        Predictions(app.MapPost(
            "/v1/models/{name}:predict",
            (HttpContext context, ModelCatalog models, string name) => PredictEndpoint.Handle(context, models.Find(name).Current)));
        Predictions(app.MapPost(
            "/v1/predict", (HttpContext context, ModelCatalog models) => PredictEndpoint.Handle(context, models.Only.Current)));

        // The types are those of predictions, since routes of the same form are first told apart by them.
        app.MapPost(
                "/v1/models/{name}:effect",
                (HttpContext context, ModelCatalog models, string name) => EffectEndpoint.Handle(context, models.Find(name).Current))
            .WithSummary("What a column does to the prediction of a row").Accepts<EffectRequestDocument>(Json, Csv, Libsvm)
            .Produces<EffectDocument>().Produces<ProblemDocument>(400, ProblemWriter.ContentType);
        app.MapOpenApi("/openapi/{documentName:version}.json");
        app.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).DisableHttpMetrics();
    }

    private static void Predictions(RouteHandlerBuilder endpoint) => endpoint
        .WithSummary("Predictions for rows")
        .WithDescription("The body is a JSON object with rows, a single row, an array of rows, a CSV file, or the lines of a LIBSVM file. The answer is JSON or CSV, by Accept.")
        .Accepts<PredictRequestDocument>(Json, Csv, Libsvm)
        .Produces<PredictionsDocument>(200, Json, Csv)
        .Produces<ProblemDocument>(400, ProblemWriter.ContentType)
        .Produces<ProblemDocument>(413, ProblemWriter.ContentType)
        .Produces<ProblemDocument>(429, ProblemWriter.ContentType)
        .Produces<ProblemDocument>(503, ProblemWriter.ContentType);

    private static Task WriteStatus(StatusCodeContext status)
    {
        HttpContext context = status.HttpContext;
        int code = context.Response.StatusCode;
        string shown = context.Request.Path.Value is { Length: > 80 } path ? path[..80] + "…" : context.Request.Path;
        return ProblemWriter.Write(context, code switch
        {
            StatusCodes.Status404NotFound =>
                ApiException.Of(code, $"there is nothing at {shown}", "GET /openapi/v1.json lists what there is").Problem,
            StatusCodes.Status405MethodNotAllowed => ApiException.Of(
                code,
                $"{shown} does not take this method",
                "GET /openapi/v1.json lists what there is").Problem,
            StatusCodes.Status415UnsupportedMediaType => RequestBody.Unsupported(context.Request.ContentType).Problem,
            _ => ApiException.Of(code, ReasonPhrases.GetReasonPhrase(code)).Problem,
        });
    }

}
