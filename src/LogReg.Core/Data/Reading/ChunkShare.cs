using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>A share of the rows of a reader.</summary>
internal sealed class ChunkShare : IChunkShare
{
    private readonly ReadPlan _plan;
    private readonly LossTally _tally;
    private readonly RowSurvey _survey;
    private readonly ICollective _collective;

    private ChunkShare(ReadPlan plan, LossTally tally, RowSurvey survey, ICollective collective)
    {
        _plan = plan;
        _tally = tally;
        _survey = survey;
        _collective = collective;
    }

    /// <summary>Finds out which rows this process reads. Their number is that of whole chunks of a table, but for the last rows of
    /// all.</summary>
    /// <param name="reader">The source.</param>
    /// <param name="requests">The columns, as of <see cref="ChunkReader"/>.</param>
    /// <param name="rules">What is skipped rather than refused.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="cancellationToken">Stops the counting of rows.</param>
    /// <exception cref="ArgumentException">A column has no kind.</exception>
    /// <exception cref="LogRegException">Something is wrong with the data: a fault that shows where rows are counted, the same in every
    /// process, before which there may be others.</exception>
    public static ChunkShare Open(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ChunkRules rules,
        ICollective collective,
        CancellationToken cancellationToken)
    {
        (ReadPlan plan, LossTally tally) = collective.Together(() => ChunkReader.PlanOf(reader, requests, rules));
        return new ChunkShare(plan, tally, new RowSurvey(plan, collective, new WorkRounds(collective), cancellationToken), collective);
    }

    public IEnumerable<TableChunk> Read(IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        if (_survey.OwnRowCount == 0)
        {
            yield break;
        }

        long rows = 0;
        foreach (TableChunk chunk in ChunkReader.Read(_plan, _survey.Share, _survey.FirstRow, _tally, progress, cancellationToken))
        {
            rows += chunk.RowCount;
            yield return chunk;
        }

        if (rows != _survey.OwnRowCount)
        {
            throw RowSurvey.Changed(_plan.Reader.Name);
        }
    }

    public void Agree(int lastRank) => _tally.Agree(_collective, lastRank);
}
