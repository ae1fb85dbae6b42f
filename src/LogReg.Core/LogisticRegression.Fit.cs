using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Storage;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg;

/// <content>Fitting to a file, a table, arrays and matrices.</content>
public sealed partial record LogisticRegression
{
    // The name of the target if the data have no names.
    private const string UnnamedTarget = "y";

    /// <summary>Reads data and fits a model to it.</summary>
    /// <param name="data">The data: a file, objects, the result of a query. A CSV file is read twice if a late row shows that a column is
    /// not numeric, and many times if the options ask for a stream.</param>
    /// <param name="progress">Receives progress while the data are read and after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or no model can be fitted to them.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(DataSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(data, LocalCollective.Instance, progress, cancellationToken);

    /// <summary>Fits one model to data in several processes, each of which reads and holds a part of the rows. Every process calls this
    /// with the same options and the same data, and every one returns the same fit: that of one process, to the last bit.</summary>
    /// <param name="data">The data, which every process can open: files on storage that all of them share.</param>
    /// <param name="collective">The processes.</param>
    /// <param name="progress">Receives progress while the data are read and after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; every process must cancel it, or none.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="LogRegException">The data cannot be read, or no model can be fitted to them; the same error in every
    /// process.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(
        DataSource data,
        ICollective collective,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) => Fit(data, collective, null, progress, cancellationToken);

    /// <summary>Fits one model to data, in one process or several, and keeps the state of its solvers in a file while it runs. If the file
    /// is there already, the fit goes on from its state, and ends with the same bits as one that was never interrupted, whatever the
    /// number of processes of either.</summary>
    /// <param name="data">The data, which every process can open.</param>
    /// <param name="collective">The processes; <see cref="LocalCollective"/> for one.</param>
    /// <param name="checkpoint">Where the state is kept; <see langword="null"/> for nowhere.</param>
    /// <param name="progress">Receives progress while the data are read and after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation; every process must cancel it, or none.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="LogRegException">The data cannot be read, no model can be fitted to them, or the file is not the checkpoint of this
    /// fit; the same error in every process.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together, or the solver is stochastic gradient descent, which keeps
    /// no state.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(
        DataSource data,
        ICollective collective,
        CheckpointOptions? checkpoint,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(collective);
        FitPlan plan = ToPlan();
        if (checkpoint is not null && !plan.KeepsState)
        {
            throw new ArgumentException("Stochastic gradient descent keeps no checkpoint.");
        }

        if (!collective.IsSingle)
        {
            // What several processes cannot do is refused before they read anything.
            plan = plan.ForSeveralProcesses();
            RequiredCapabilities.Of(plan).Require(plan.Objectives);
        }

        using FitCheckpoint? kept = checkpoint is null ? null : FitCheckpoint.Open(checkpoint, collective, cancellationToken);
        plan = plan with { Checkpoint = kept };
        ColumnRoles roles = ColumnRoles.Resolve(collective.Together(data.ReadColumnNames), plan, data.Name, data.Description);
        plan = roles.Settle(plan);
        IProgress<ReadProgress>? reading = progress is null
            ? null
            : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        if (StochasticGradient.Stream)
        {
            return LogisticFit.Of(new StreamFitRunner(plan, roles, data, progress).Run(cancellationToken));
        }

        using ColumnStorage storage = CreateStorage(data);
        Table table = data.ReadShare(roles.Requests(plan), storage, collective, reading, cancellationToken);
        ReadNoteText.ThrowIfStray(ReadingRules.Settle(table, roles), data.Name, table.Source);
        var input = new TrainingInput(table, roles)
        {
            MissingValues = data.MissingValues,
            OwnsTable = true,
            FindRow = row => data.FindRow(row, cancellationToken),
            Source = data.Name,
        };
        return LogisticFit.Of(new FitRunner(plan, input).Run(progress, cancellationToken));
    }

    /// <summary>Fits a model to a table, which is not changed.</summary>
    /// <param name="data">The table with the features, the target and any other columns that the options name.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(Table data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        FitPlan plan = ToPlan();
        if (StochasticGradient.Stream)
        {
            throw new ArgumentException($"{nameof(StochasticGradientOptions.Stream)} is for files: a table is already in memory.");
        }

        string[] names = [.. data.Columns.Select(column => column.Name)];
        ColumnRoles roles = ColumnRoles.Resolve(names, plan, source: null, SourceDescription.Table);
        roles.RequireKinds(data, plan);
        plan = roles.Settle(plan);
        var input = new TrainingInput(data, roles) { MissingValues = DataSource.DefaultMissingValues };
        return LogisticFit.Of(new FitRunner(plan, input).Run(progress, cancellationToken));
    }

    /// <summary>Fits a model to an array, with texts as classes.</summary>
    /// <param name="features">An n × m matrix with one observation per row; NaN stands for a missing cell.</param>
    /// <param name="labels">The class of each of the n rows; <see langword="null"/> leaves the row out.</param>
    /// <param name="names">The names of the m features; x1, x2, … by default.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, or two options cannot be used together.</exception>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(
        double[,] features,
        IEnumerable<string?> labels,
        IReadOnlyList<string>? names = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        TableBuilder builder = Columns(features, names).AddCategorical(Target ?? UnnamedTarget, labels);
        return WithTarget().Fit(builder.Build(), progress, cancellationToken);
    }

    /// <summary>Fits a model to an array, with integers as classes.</summary>
    /// <param name="features">An n × m matrix with one observation per row; NaN stands for a missing cell.</param>
    /// <param name="labels">The class of each of the n rows, such as 0 or 1.</param>
    /// <param name="names">The names of the m features; x1, x2, … by default.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, or two options cannot be used together.</exception>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(
        double[,] features,
        ReadOnlySpan<int> labels,
        IReadOnlyList<string>? names = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        double[] numbers = new double[labels.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertChecked(labels, numbers);
        TableBuilder builder = Columns(features, names).AddNumeric(Target ?? UnnamedTarget, numbers);
        return WithTarget().Fit(builder.Build(), progress, cancellationToken);
    }

    /// <summary>Fits a model to a span of numbers in row-major order, with integers as classes.</summary>
    /// <param name="features">n · m values, row by row; NaN stands for a missing cell.</param>
    /// <param name="labels">The class of each of the n rows, a whole number such as 0 or 1.</param>
    /// <param name="names">The names of the m features; x1, x2, … by default.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, or two options cannot be used together.</exception>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(
        ReadOnlySpan<double> features,
        ReadOnlySpan<int> labels,
        IReadOnlyList<string>? names = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (labels.IsEmpty || features.IsEmpty || features.Length % labels.Length != 0)
        {
            throw new ArgumentException(
                $"{features.Length} values cannot be divided into {labels.Length} rows of equal length.", nameof(features));
        }

        double[,] matrix = new double[labels.Length, features.Length / labels.Length];
        features.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length));
        return Fit(matrix, labels, names, progress, cancellationToken);
    }

    /// <summary>Fits a model to a MathNet matrix.</summary>
    /// <param name="features">An n × m matrix with one observation per row; NaN stands for a missing cell.</param>
    /// <param name="labels">The class of each of the n rows, a whole number such as 0 or 1.</param>
    /// <param name="names">The names of the m features; x1, x2, … by default.</param>
    /// <param name="progress">Receives progress after each iteration; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The fit. Check <see cref="LogisticFit.Converged"/> before you use it.</returns>
    /// <exception cref="ArgumentException">The lengths do not match, or two options cannot be used together.</exception>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public LogisticFit Fit(
        Matrix<double> features,
        Vector<double> labels,
        IReadOnlyList<string>? names = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        TableBuilder builder = Columns(features.ToArray(), names).AddNumeric(Target ?? UnnamedTarget, labels.ToArray());
        return WithTarget().Fit(builder.Build(), progress, cancellationToken);
    }

    private static TableBuilder Columns(double[,] features, IReadOnlyList<string>? names) => features.Length > 0
        ? new TableBuilder().AddMatrix(features, names)
        : throw new ArgumentException(
            $"The matrix has {features.GetLength(0)} rows and {features.GetLength(1)} columns: there is nothing to fit.", nameof(features));

    private LogisticRegression WithTarget() => this with { Target = Target ?? UnnamedTarget };
}
