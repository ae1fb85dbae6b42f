using LogReg.Server.Hosting;
using LogReg.Server.Metering;

namespace LogReg.Server.Models;

/// <summary>Looks at the model files again and again, and serves those that have changed. Looking works on every file system, those of
/// networks and containers included, which tell nobody of changes.</summary>
internal sealed partial class ModelReloader(
    ModelCatalog catalog, ServerMetrics metrics, ServerSettings settings, ILogger<ModelReloader> logger) : BackgroundService
{
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
        ReloadOutcome outcome = slot.Refresh();
        if (outcome == ReloadOutcome.Loaded)
        {
            LogLoaded(slot.Current.Name, slot.Path);
        }
        else if (outcome == ReloadOutcome.Failed)
        {
            LogFailed(slot.Current.Name, slot.Problem!);
        }

        if (outcome != ReloadOutcome.Unchanged)
        {
            metrics.AddReload(slot.Current.Name, outcome == ReloadOutcome.Loaded);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Model}: serves the new {Path}")]
    private partial void LogLoaded(string model, string path);

    [LoggerMessage(LogLevel.Error, "{Model}: the earlier version is still served, because the file as it is now cannot be loaded: {Problem}")]
    private partial void LogFailed(string model, string problem);
}
