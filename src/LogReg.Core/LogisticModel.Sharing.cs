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
            Take(ScoreChunks(source, work, progress, cancellationToken));
            return tally;
        }

        ScoringPass pass = collective.Together(() => Prepare(source, work));
        IChunkShare share = Share(source, work, pass, collective, cancellationToken);
        SharedWork shared = SharedWork.Run(
            collective, stop => Take(ScoreChunks(source, pass, share.Read(progress, stop))), cancellationToken);
        share.Agree(shared.FaultyRank - 1);
        shared.ThrowIfFailed();
        tally.Agree(collective, pass.Rules.Losses);
        return tally;

        void Take(IEnumerable<ScoredChunk> chunks)
        {
            foreach (ScoredChunk chunk in chunks)
            {
                take(chunk);
                tally.Add(chunk);
            }
        }
    }

    // A fault that stops the counting of rows may come after one that only scoring finds: then the first of all is found by scoring.
    private IChunkShare Share(
        DataSource source, ScoringWork work, ScoringPass pass, ICollective collective, CancellationToken cancellationToken)
    {
        try
        {
            return source.ShareChunks(pass.Columns.Requests, pass.Rules, collective, cancellationToken);
        }
        catch (LogRegException exception) when (exception is not CollectiveException && source.CanShare)
        {
            SharedWork.Run(collective, stop => ScoreAtRoot(source, work, collective, stop), cancellationToken).ThrowIfFailed();
            throw;
        }
    }

    private void ScoreAtRoot(DataSource source, ScoringWork work, ICollective collective, CancellationToken cancellationToken)
    {
        if (collective.Rank == 0)
        {
            foreach (ScoredChunk chunk in ScoreChunks(source, work, null, cancellationToken))
            {
                _ = chunk;
            }
        }
    }
}
