using LogReg.Collectives;
using LogReg.Data;
using LogReg.Scoring;

namespace LogReg;

/// <content>Predictions in several processes, each of which scores a part of the rows.</content>
public sealed partial class LogisticModel
{
    /// <summary>Scores the rows of a source in several processes, each of which reads and scores a part of them in a stream. Every process
    /// calls this with the same model, options and data. Each prediction is that of one process, to the last bit.</summary>
    /// <param name="source">The input, which every process can open: files on storage that all of them share.</param>
    /// <param name="collective">The processes; <see cref="LocalCollective"/> for one.</param>
    /// <param name="take">Takes the predictions for the rows of this process, chunk by chunk in their order, on another thread than the
    /// caller's if there are several processes. A chunk is valid until the function returns, and the function must call no operation of
    /// the collective. The rows of a process follow those of the process before it, and begin at a multiple of
    /// <see cref="Table.ChunkRows"/>; a process may have none. If the function throws a <see cref="LogRegException"/>, all processes
    /// do.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress while this process reads its rows; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; every process must cancel it, or none.</param>
    /// <returns>The tally of the rows of all processes.</returns>
    /// <exception cref="InvalidOperationException">The options ask for intervals or contributions, and the model has more than two
    /// classes.</exception>
    /// <exception cref="LogRegException">The options ask for intervals, and the model has no covariance. Or a column is missing or the
    /// input is invalid: the error of the first row at fault, in every process.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ScoringTally Score(
        DataSource source,
        ICollective collective,
        Action<ScoredChunk> take,
        ScoringOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(collective);
        ArgumentNullException.ThrowIfNull(take);
        return ScoreTogether(source, WorkOf(options ?? new ScoringOptions()), collective, take, progress, cancellationToken);
    }

    private ScoringTally ScoreTogether(
        DataSource source,
        ScoringWork work,
        ICollective collective,
        Action<ScoredChunk> take,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        ScoringTally tally = CreateTally();
        if (collective.IsSingle)
        {
            Take(ScoreChunks(source, work, progress, cancellationToken), null);
            return tally;
        }

        var shared = new SharedWork(collective);
        ScoringPass pass = collective.Together(() => Prepare(source, work));
        IChunkShare share = Share(source, work, pass, shared, cancellationToken);
        shared.Run(stop => Take(ScoreChunks(source, pass, share.Read(progress, stop)), shared.Advance), cancellationToken);
        share.Agree();
        shared.ThrowIfFailed();
        tally.Agree(collective, pass.Rules.Losses);
        return tally;

        void Take(IEnumerable<ScoredChunk> chunks, Action? advance)
        {
            foreach (ScoredChunk chunk in chunks)
            {
                take(chunk);
                tally.Add(chunk);
                advance?.Invoke();
            }
        }
    }

    // A row at fault that stops the counting may come after one that only scoring finds: then the first of all is found by scoring.
    private IChunkShare Share(
        DataSource source, ScoringWork work, ScoringPass pass, SharedWork shared, CancellationToken cancellationToken)
    {
        try
        {
            return source.ShareChunks(pass.Columns.Requests, pass.Rules, shared, cancellationToken);
        }
        catch (DataException exception) when (exception.Place is not null)
        {
            shared.Together(stop => shared.Collective.Rank != 0 || ScoreAll(source, work, shared, stop), cancellationToken);
            throw;
        }
    }

    private bool ScoreAll(DataSource source, ScoringWork work, SharedWork shared, CancellationToken cancellationToken)
    {
        foreach (ScoredChunk chunk in ScoreChunks(source, work, new AdvancingProgress(shared.Advance, null), cancellationToken))
        {
            _ = chunk;
            shared.Advance();
        }

        return true;
    }
}
