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
    /// ignored.</summary>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">The method; <see langword="null"/> to choose it by tests.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The updated model, with what a person needs to review it.</returns>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    /// <exception cref="LogRegException">A column is missing, fewer than 20 rows have one of the classes, the rows determine no such
    /// update, or the input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ModelUpdate Update(
        DataSource data,
        UpdateOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireBinary();
        UpdateRows rows = ReadUpdateRows(data, progress, cancellationToken);
        long events = rows.Classes.Sum();
        foreach ((string className, long count) in new[] { (Target.Positive!, events), (Target.Negative!, rows.Count - events) })
        {
            if (count < FewestOutcomes)
            {
                throw new DataException(
                    $"{count} rows have the class {DataException.Quote(className)}, but an update takes {FewestOutcomes} or more of each "
                        + $"class",
                    data.Name,
                    column: Target.Name,
                    hint: "wait for more outcomes");
            }
        }

        (ModelContent content, UpdateMethod method, IReadOnlyList<UpdateTest> tests) =
            new ModelUpdater(Content, rows, cancellationToken).Update(options ?? new UpdateOptions(), data.Name);
        OutcomeCheck before = rows.Check(Content);
        OutcomeCheck after = rows.Check(content);
        return new ModelUpdate
        {
            Model = method == UpdateMethod.None ? this : new LogisticModel(content),
            Method = method,
            Rows = rows.Count,
            Events = events,
            Tests = tests,
            LogLikelihoodBefore = -before.LogLoss * rows.Count,
            LogLikelihoodAfter = -after.LogLoss * rows.Count,
            Coefficients =
            [
                .. Layout.Names.Select(
                    name => new UpdatedCoefficient(name, Content.Coefficients[0][name], content.Coefficients[0][name])),
            ],
            Before = before,
            After = after,
        };
    }

    private UpdateRows ReadUpdateRows(DataSource data, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = data.ReadColumnNames();
        RequireModelColumn(data, names, Target.Name, "the target to update with");
        var scoring = new ScoringOptions { ForComparison = true };
        RequireColumns(data, names, scoring);
        var columns = new ScoringColumns(Layout, OffsetColumn, Target.Name, new ScoringWork(scoring));
        var rules = new ChunkRules(SkipsRepeatedHeaders: true) { Target = Target.Name, LooksAtNotations = true };
        var rows = new UpdateRows(Content);
        foreach (TableChunk chunk in data.ReadChunks(columns.Requests, rules, progress, cancellationToken))
        {
            ScoredChunk scores = ScoreChunk(data, chunk, columns, needsClasses: true);
            rows.Add(chunk, scores, data.Name);
        }

        return rows;
    }
}
