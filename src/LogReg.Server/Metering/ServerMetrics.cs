using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LogReg.Server.Metering;

/// <summary>What the server counts about rows and models; ASP.NET Core counts requests and their duration.</summary>
internal sealed class ServerMetrics : IDisposable
{
    public const string MeterName = "LogReg.Server";

    /// <summary>The histogram of probabilities.</summary>
    public const string ProbabilityName = "logreg.probability";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _rows;
    private readonly Counter<long> _missing;
    private readonly Counter<long> _unseen;
    private readonly Counter<long> _outOfRange;
    private readonly Counter<long> _reloads;
    private readonly Histogram<double> _probability;

    public ServerMetrics()
    {
        _rows = _meter.CreateCounter<long>("logreg.rows", "{row}", "Rows scored");
        _missing = _meter.CreateCounter<long>("logreg.missing_cells", "{cell}", "Missing cells of scored rows");
        _unseen = _meter.CreateCounter<long>("logreg.unseen_levels", "{cell}", "Cells of scored rows with a level that training did not see");
        _outOfRange = _meter.CreateCounter<long>(
            "logreg.out_of_range_cells", "{cell}", "Numbers of scored rows outside the range of the training rows");
        _reloads = _meter.CreateCounter<long>("logreg.model_reloads", "{reload}", "Changes of a model file, by whether it could be loaded");
        _probability = _meter.CreateHistogram<double>(
            ProbabilityName, "1", "Predicted probabilities: of the positive class, or of each class with three or more");
    }

    /// <summary>The upper limits of the buckets of probabilities.</summary>
    public static double[] ProbabilityLimits { get; } = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

    /// <summary>Adds a gauge whose values are looked up.</summary>
    public void Observe(string name, string description, Func<IEnumerable<Measurement<long>>> values) =>
        _meter.CreateObservableGauge(name, values, description: description);

    /// <summary>Adds a change of a model file.</summary>
    public void AddReload(string model, bool isLoaded) =>
        _reloads.Add(1, new("model", model), new("outcome", isLoaded ? "loaded" : "failed"));

    /// <summary>Adds scored rows.</summary>
    public void AddChunk(string model, LogisticModel content, ScoredChunk chunk)
    {
        var ofModel = new KeyValuePair<string, object?>("model", model);
        _rows.Add(chunk.RowCount, ofModel);
        for (int feature = 0; feature < content.Features.Count; feature++)
        {
            Add(_missing, chunk.MissingCells[feature], ofModel, content.Features[feature].Name);
            Add(_unseen, chunk.UnseenCells[feature], ofModel, content.Features[feature].Name);
        }

        foreach (IGrouping<int, RowFlag> flags in chunk.Flags
            .Where(flag => flag.Kind is RowFlagKind.AboveRange or RowFlagKind.BelowRange).GroupBy(flag => flag.Feature))
        {
            Add(_outOfRange, flags.Count(), ofModel, content.Features[flags.Key].Name);
        }

        IReadOnlyList<string> classes = content.Target.ScoredClasses;
        ReadOnlySpan<double> probabilities = chunk.Probabilities;
        for (int index = 0; index < probabilities.Length; index++)
        {
            var tags = new TagList { ofModel, new("class", classes[index % classes.Count]) };
            _probability.Record(probabilities[index], tags);
        }
    }

    public void Dispose() => _meter.Dispose();

    private static void Add(Counter<long> counter, long count, KeyValuePair<string, object?> model, string column)
    {
        if (count > 0)
        {
            counter.Add(count, model, new("column", column));
        }
    }
}
