using LogReg.Data;
using LogReg.Monitoring;
using LogReg.Scoring;

namespace LogReg;

/// <content>Comparing later rows with those of training.</content>
public sealed partial class LogisticModel
{
    /// <summary>Compares a batch of later rows with the training rows: how far the score and each feature have moved, how many cells are
    /// missing, unseen or out of range and, for rows whose class is known by now, how well predictions agree with it. With three
    /// or more classes, each is compared with the rest.</summary>
    /// <param name="batch">The rows, with the columns of the model; the target's column may be there or not. With
    /// <see cref="MonitorOptions.TimeColumn"/>, they are read twice.</param>
    /// <param name="options">Periods and limits; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The comparison. Check <see cref="MonitorReport.Alarms"/>.</returns>
    /// <exception cref="InvalidOperationException">The batch can be read only once and there is a column of dates.</exception>
    /// <exception cref="LogRegException">A column is missing, there are no rows, no cell of the column of dates is a date, a weight is
    /// missing or negative, or the input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public MonitorReport Monitor(
        DataSource batch,
        MonitorOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new MonitorOptions();
        IReadOnlyList<string> names = batch.ReadColumnNames();
        var scoring = new ScoringOptions
        {
            KeptColumns = options.TimeColumn is null ? [] : [options.TimeColumn],
            WeightColumn = options.WeightColumn,
        };
        if (options.TimeColumn is not null)
        {
            RequireNamedColumn(batch, names, options.TimeColumn, "the column of dates");
        }

        RequireColumns(batch, names, scoring);
        TimePeriods? periods = null;
        if (options.TimeColumn is not null)
        {
            batch.RequireReadAgain();
            periods = TimePeriods.Read(batch, options, progress, cancellationToken);
        }

        var columns =
            new ScoringColumns(Layout, OffsetColumn, names.Contains(Target.Name) ? Target.Name : null, new ScoringWork(scoring));
        var rules = new ChunkRules(SkipsRepeatedHeaders: true) { LooksAtNotations = true };
        var monitored = new MonitorTally(Content, options, periods);
        ScoringTally tally = CreateTally();
        var shifted = new ShiftedIndices(Features, batch.ChunkRows);
        foreach (TableChunk chunk in batch.ReadChunks(columns.Requests, rules, progress, cancellationToken))
        {
            var faults = new FirstFault();
            FindNoDates(faults, batch, chunk, names.Contains(Target.Name) ? columns.Target : -1);
            monitored.AddCells(chunk, Layout, columns.Kept(chunk).FirstOrDefault());
            ScoredChunk scores = ScoreChunk(faults, batch, chunk, columns, shifted, needsClasses: false);
            scores.Losses = rules.Losses;
            monitored.AddScores(scores);
            tally.Add(scores);
        }

        shifted.End(batch);
        return tally.Rows == 0 ? throw batch.Description.Empty(batch.Name) : monitored.Report(tally);
    }
}
