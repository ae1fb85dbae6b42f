using LogReg.Data;
using LogReg.Server.Hosting;
using LogReg.Server.Metering;
using LogReg.Server.Models;
using LogReg.Server.Problems;

namespace LogReg.Server.Scoring;

/// <summary>Scores the rows of a request, and counts them.</summary>
internal sealed class RequestScorer(ServerSettings settings, ServerMetrics metrics)
{
    /// <summary>Scores rows, chunk by chunk. A chunk is valid until the next one.</summary>
    /// <param name="served">The model.</param>
    /// <param name="source">The rows.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="kept">The columns whose texts are needed.</param>
    /// <param name="use">Takes each chunk.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ApiException">A row cannot be scored, there are too many, or the model has no intervals.</exception>
    public void Score(
        ServedModel served,
        DataSource source,
        PredictionOptions options,
        IReadOnlyList<string> kept,
        Action<ScoredChunk> use,
        CancellationToken cancellationToken)
    {
        LogisticModel model = served.Model;
        if (options.Interval is not null && !model.Target.IsBinary)
        {
            throw ApiException.Bad(
                $"intervals are for two classes, but the model has {model.Target.Classes.Count}", "leave 'interval' out");
        }

        try
        {
            long rows = 0;
            foreach (ScoredChunk chunk in model.Score(source, options.ToScoring(kept), cancellationToken: cancellationToken))
            {
                rows += chunk.RowCount;
                if (rows > settings.MaxRows)
                {
                    throw RowList.TooMany(settings.MaxRows);
                }

                metrics.AddChunk(served.Name, model, chunk);
                use(chunk);
            }
        }
        catch (LogRegException exception)
        {
            throw ApiException.Of(exception, model);
        }
    }
}
