using LogReg.Server.Hosting;
using LogReg.Server.Metering;

namespace LogReg.Server.Models;

/// <summary>Looks at the model files again and again, and serves those that have changed. Looking works on every file system, those of
/// networks and containers included, which tell nobody of changes.</summary>
internal sealed partial class ModelReloader(
    ModelCatalog catalog, ServerMetrics metrics, ServerSettings settings, ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger("logreg");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.ReloadInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (ModelSlot slot in catalog.Slots)
            {
                Refresh(slot);
            }
        }
    }

    private void Refresh(ModelSlot slot)
    {
        LogisticModel before = slot.Current.Model;
        ReloadOutcome outcome = slot.Refresh();
        if (outcome == ReloadOutcome.Loaded)
        {
            LogLoaded(_logger, slot.Current.Name, slot.Path);
            LogChange(slot.Current.Name, Described(before), Described(slot.Current.Model));
        }
        else if (outcome == ReloadOutcome.Failed)
        {
            LogFailed(_logger, slot.Current.Name, slot.Problem!);
        }

        if (outcome != ReloadOutcome.Unchanged)
        {
            metrics.AddReload(slot.Current.Name, outcome == ReloadOutcome.Loaded);
        }
    }

    // Who asked for one thing must not get the probability of another unawares.
    private void LogChange(string model, string before, string now)
    {
        if (before != now)
        {
            LogOtherTarget(_logger, model, now, before);
        }
    }

    private static string Described(LogisticModel model) =>
        $"{model.Target.Name} ({string.Join(", ", model.Target.Classes)}{(model.Target.IsBinary ? $"; probability of {model.Target.Positive}" : "")})";

    [LoggerMessage(4, LogLevel.Warning, "{Model}: the new version predicts {Now}, the earlier one predicted {Before}")]
    private static partial void LogOtherTarget(ILogger logger, string model, string now, string before);

    [LoggerMessage(1, LogLevel.Information, "{Model}: serves the new {Path}")]
    private static partial void LogLoaded(ILogger logger, string model, string path);

    [LoggerMessage(2, LogLevel.Error, "{Model}: the earlier version is still served, because the file as it is now cannot be loaded: {Problem}")]
    private static partial void LogFailed(ILogger logger, string model, string problem);
}
