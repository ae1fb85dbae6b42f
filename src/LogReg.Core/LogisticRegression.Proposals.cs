using LogReg.Checking;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Storage;

namespace LogReg;

/// <content>Tests of further terms.</content>
public sealed partial record LogisticRegression
{
    /// <summary>
    /// Tests terms that the model could have besides those that it has: for each numeric column a spline with 4 knots against the line, and
    /// the product of each pair of the ten most important terms. Each test is a likelihood-ratio test of the model with the term against
    /// the model of the options, by maximum likelihood. The penalty, bounds and class weights are ignored, and weights count as
    /// frequencies; rows that the options hold out take no part.
    /// </summary>
    /// <param name="data">The data: a file, objects, the result of a query.</param>
    /// <param name="progress">Receives progress while the data are read and after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The tests. A fit that does not converge is reported with its test.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or no model can be fitted to them.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public TermProposals ProposeTerms(
        DataSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ProposeTerms(data, LocalCollective.Instance, progress, cancellationToken);

    /// <summary>Tests terms in several processes, each of which reads and holds a part of the rows; see
    /// <see cref="ProposeTerms(DataSource, IProgress{TrainingProgress}?, CancellationToken)"/>. Every process calls this with the same
    /// options and the same data, and every one returns the same tests: those of one process, to the last bit.</summary>
    /// <param name="data">The data, which every process can open: files on storage that all of them share.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="progress">Receives progress while the data are read and after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; every process must cancel it, or none.</param>
    /// <returns>The tests. A fit that does not converge is reported with its test.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or no model can be fitted to them; the same error in every
    /// process.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public TermProposals ProposeTerms(
        DataSource data,
        ICollective collective,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(collective);
        IReadOnlyList<string> names = collective.Together(data.ReadColumnNames);
        FitPlan plan = TermProposer.PlanOf(PlanFor(collective), names);
        ColumnRoles roles = ColumnRoles.Resolve(names, plan, data.Name, data.Description);
        IProgress<ReadProgress>? reading = progress is null
            ? null
            : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        using ColumnStorage storage = CreateStorage(data);
        Table table = data.ReadShare(roles.Requests(plan), storage, collective, reading, cancellationToken);
        ReadNoteText.ThrowIfStray(ReadingRules.Settle(table, roles), data.Name, table.Source);
        var input = new TrainingInput(table, roles)
        {
            MissingValues = data.MissingValues,
            FindRow = row => data.FindRow(row, cancellationToken),
            Source = data.Name,
        };
        return new TermProposer(plan, names, input, progress, cancellationToken).Run();
    }

    /// <summary>Tests terms that the model could have besides those that it has; see
    /// <see cref="ProposeTerms(DataSource, IProgress{TrainingProgress}?, CancellationToken)"/>. The table is not changed.</summary>
    /// <param name="data">The table with the features, the target and any other columns that the options name.</param>
    /// <param name="progress">Receives progress after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The tests. A fit that does not converge is reported with its test.</returns>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together, or a column is not of the type that an option
    /// requires.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public TermProposals ProposeTerms(
        Table data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        string[] names = [.. data.Columns.Select(column => column.Name)];
        FitPlan plan = TermProposer.PlanOf(ToPlan(), names);
        ColumnRoles roles = ColumnRoles.Resolve(names, plan, source: null, SourceDescription.Table);
        roles.RequireKinds(data, plan);
        var input = new TrainingInput(data, roles) { MissingValues = DataSource.DefaultMissingValues };
        return new TermProposer(plan, names, input, progress, cancellationToken).Run();
    }
}
