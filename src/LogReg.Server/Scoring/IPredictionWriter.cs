namespace LogReg.Server.Scoring;

/// <summary>Collects the predictions of a request, and writes the answer once all are there: a row that is wrong is told with its own
/// status, whatever the number of rows before it.</summary>
internal interface IPredictionWriter : IDisposable
{
    /// <summary>Adds scored rows.</summary>
    void Add(ScoredChunk chunk);

    /// <summary>Writes the answer.</summary>
    Task WriteAsync(HttpContext context);
}
