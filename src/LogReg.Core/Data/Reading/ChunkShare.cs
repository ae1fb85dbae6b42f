namespace LogReg.Data;

/// <summary>A share of the rows of a reader.</summary>
internal sealed class ChunkShare : IChunkShare
{
    private readonly ReadPlan _plan;
    private readonly LossTally _tally;
    private readonly RowSurvey _survey;
    private readonly SharedWork _work;

    // Whether the reader is at work, or has failed, rather than whoever takes its chunks.
    private bool _isReading;

    private ChunkShare(ReadPlan plan, LossTally tally, SharedWork work, CancellationToken cancellationToken)
    {
        _plan = plan;
        _tally = tally;
        _work = work;
        _survey = new RowSurvey(plan, work, cancellationToken);
    }

    /// <summary>Finds out which rows this process reads. Their number is that of whole chunks of a table, but for the last rows of
    /// all.</summary>
    /// <param name="reader">The source.</param>
    /// <param name="requests">The columns, as of <see cref="ChunkReader"/>.</param>
    /// <param name="rules">What is skipped rather than refused.</param>
    /// <param name="work">The work of the processes, which goes on with every reading.</param>
    /// <param name="cancellationToken">Stops the counting of rows.</param>
    /// <exception cref="ArgumentException">A column has no kind.</exception>
    /// <exception cref="LogRegException">Something is wrong with the data: a fault that shows where rows are counted, the same in every
    /// process, before which there may be others.</exception>
    public static ChunkShare Open(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ChunkRules rules,
        SharedWork work,
        CancellationToken cancellationToken)
    {
        (ReadPlan plan, LossTally tally) = work.Collective.Together(() => ChunkReader.PlanOf(reader, requests, rules));
        reader.Advanced = work.Advance;
        try
        {
            return new ChunkShare(plan, tally, work, cancellationToken);
        }
        finally
        {
            reader.Advanced = null;
        }
    }

    public IEnumerable<TableChunk> Read(IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        if (_survey.OwnRowCount == 0)
        {
            yield break;
        }

        long rows = 0;
        _isReading = true;
        _plan.Reader.Advanced = _work.Advance;
        try
        {
            foreach (TableChunk chunk in ChunkReader.Read(
                _plan,
                _survey.Share,
                _survey.FirstRow,
                _tally,
                new AdvancingProgress(_work.Advance, progress),
                cancellationToken))
            {
                rows += chunk.RowCount;
                _isReading = false;
                yield return chunk;
                _isReading = true;
            }
        }
        finally
        {
            _plan.Reader.Advanced = null;
        }

        if (rows != _survey.OwnRowCount)
        {
            throw RowSurvey.Changed(_plan.Reader.Name);
        }

        _isReading = false;
    }

    // Of rows that were read ahead of a fault nobody knows.
    public void Agree()
    {
        int rank = _work.Collective.Rank;
        _tally.Agree(_work.Collective, counts: rank < _work.FaultyRank || (rank == _work.FaultyRank && _isReading));
    }
}
