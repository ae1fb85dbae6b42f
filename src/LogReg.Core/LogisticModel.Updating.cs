using System.Globalization;
using LogReg.Data;
using LogReg.Monitoring;
using LogReg.Scoring;
using LogReg.Updating;

namespace LogReg;

/// <content>Updates to newer rows.</content>
public sealed partial class LogisticModel
{
    /// <summary>The fewest rows of each class with which a model is updated.</summary>
    internal const int FewestOutcomes = 20;

    /// <summary>Updates the model to newer rows with known classes: its intercept, its calibration slope, or all coefficients of the same
    /// terms. For two classes. Missing cells, unseen levels and offsets count as in scoring; rows whose class is not known are
    /// ignored, and those of weight 0.</summary>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">The method; <see langword="null"/> to choose it by tests.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The updated model, with what a person needs to review it.</returns>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    /// <exception cref="LogRegException">A column is missing, fewer than 20 rows have one of the classes, the rows determine no such
    /// update, the method cannot change <see cref="CalibrationSteps"/>, a weight is missing or negative, or the input is
    /// invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ModelUpdate Update(
        DataSource data,
        UpdateOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireBinary();
        ScoringTally tally = CreateTally();
        options ??= new UpdateOptions();
        UpdateRows rows = ReadUpdateRows(data, options.WeightColumn, tally, progress, cancellationToken);
        RequireOutcomes(data, rows, tally);
        IReadOnlyList<DataWarning> warnings = tally.Warnings;
        UpdateOutcome outcome = new ModelUpdater(Content, rows, data.Name, warnings, cancellationToken).Update(options);
        OutcomeCheck before = rows.Check(Content);
        OutcomeCheck after = outcome.Method == UpdateMethod.None ? before : rows.Check(outcome.Content);
        return new ModelUpdate
        {
            Model = outcome.Method == UpdateMethod.None ? this : new LogisticModel(outcome.Content),
            Method = outcome.Method,
            Rows = rows.Count,
            RowsRead = tally.Rows,
            Events = rows.Classes.Sum(),
            Tests = outcome.Tests,
            LogLikelihoodBefore = -before.LogLoss * rows.WeightSum,
            LogLikelihoodAfter = -after.LogLoss * rows.WeightSum,
            Coefficients =
            [
                .. Layout.Names.Select(
                    name => new UpdatedCoefficient(name, Content.Coefficients[0][name], outcome.Content.Coefficients[0][name])),
            ],
            Before = before,
            After = after,
            MissingCells = tally.MissingCells,
            UnseenCells = tally.UnseenCells,
            UnseenCombinations = tally.UnseenCombinations,
            UnknownClasses = tally.UnknownClasses,
            OutOfRangeCells = rows.OutOfRangeCells,
            Warnings = outcome.Warnings,
            DataWarnings = warnings,
        };
    }

    private void RequireOutcomes(DataSource data, UpdateRows rows, ScoringTally tally)
    {
        if (rows.Count == 0)
        {
            throw NoClassToCompare(data, tally, rows.RowsOfWeightZero);
        }

        long events = rows.Classes.Sum();
        foreach ((string className, long count) in new[] { (Target.Positive!, events), (Target.Negative!, rows.Count - events) })
        {
            if (count < FewestOutcomes)
            {
                string others = string.Join(", ", tally.UnknownClasses.Take(8).Select(
                    one => string.Create(CultureInfo.InvariantCulture, $"{DataException.Quote(one.Key)} ({one.Value:N0})")));
                throw new DataException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{count:N0} {(count == 1 ? "row has" : "rows have")} the class {DataException.Quote(className)}, but an update "
                            + $"takes {FewestOutcomes} or more of each class"),
                    data.Name,
                    column: Target.Name,
                    hint: others.Length == 0
                        ? "wait for more outcomes"
                        : $"the column has classes that the model does not know: {others}; write the classes as in the training data: "
                            + $"{string.Join(", ", Target.Classes.Select(DataException.Quote))}");
            }
        }
    }

    private UpdateRows ReadUpdateRows(
        DataSource data,
        string? weightColumn,
        ScoringTally tally,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = data.ReadColumnNames();
        RequireModelColumn(data, names, Target.Name, "the target to update with");
        var scoring = new ScoringOptions { ForComparison = true, WeightColumn = weightColumn };
        RequireColumns(data, names, scoring);
        var columns = new ScoringColumns(Layout, OffsetColumn, Target.Name, new ScoringWork(scoring));
        var rules = new ChunkRules(SkipsRepeatedHeaders: true) { Target = Target.Name, LooksAtNotations = true };
        var rows = new UpdateRows(Content);
        var shifted = new ShiftedIndices(Features, data.ChunkRows);
        foreach (TableChunk chunk in data.ReadChunks(columns.Requests, rules, progress, cancellationToken))
        {
            var faults = new FirstFault();
            FindNoDates(faults, data, chunk, columns.Target);
            rows.CountRange(chunk);
            ScoredChunk scores = ScoreChunk(faults, data, chunk, columns, shifted, needsClasses: true);
            scores.Losses = rules.Losses;
            tally.Add(scores);
            rows.Add(chunk, scores, data.Name);
        }

        shifted.End(data);
        return rows;
    }
}
