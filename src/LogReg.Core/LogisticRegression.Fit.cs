using LogReg.Data;
using LogReg.Estimation;
using LogReg.Storage;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg;

/// <content>The ways to hand over the data.</content>
public sealed partial record LogisticRegression
{
    // The name of the target where data come without names.
    private const string UnnamedTarget = "y";

    /// <summary>Reads a CSV file and fits a model to it.</summary>
    /// <param name="data">The file; read twice if a late row shows that a column is not numeric, and many times where the options ask for a stream.</param>
    /// <param name="progress">Told of the reading and of each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fit; look at <see cref="LogisticFit.Converged"/> before you trust it.</returns>
    /// <exception cref="LogRegException">The data cannot be read or allow no model.</exception>
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public LogisticFit Fit(CsvSource data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Validate();
        ColumnRoles roles = ColumnRoles.Resolve(data.ReadHeader().Names, this, data.Name);
        IProgress<ReadProgress>? reading = progress is null ? null : new ForwardedProgress<ReadProgress>(report => progress.Report(new(report, null)));
        if (StochasticGradient.Stream)
        {
            return new StreamFitRunner(this, roles, data, progress).Run(cancellationToken);
        }

        using ColumnStorage storage = CreateStorage(data);
        Table table = data.ReadTable(roles.Requests(this), storage, reading, cancellationToken);
        ReadNoteText.ThrowIfStray(ReadingRules.Settle(table, roles), data.Name);
        return new FitRunner(this, roles, table, data.Options.MissingValues, ownsTable: true, LineFinder(data, cancellationToken), data.Name).Run(progress, cancellationToken);
    }

    /// <summary>Fits a model to a table, which stays as it is.</summary>
    /// <param name="data">The table: features, target and what else the options name.</param>
    /// <param name="progress">Told of each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fit; look at <see cref="LogisticFit.Converged"/> before you trust it.</returns>
    /// <exception cref="LogRegException">The data allow no model.</exception>
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public LogisticFit Fit(Table data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Validate();
        if (StochasticGradient.Stream)
        {
            throw new ArgumentException($"{nameof(StochasticGradientOptions.Stream)} is for files: a table is in memory already.");
        }

        ColumnRoles roles = ColumnRoles.Resolve([.. data.Columns.Select(column => column.Name)], this, source: null);
        roles.RequireKinds(data, this);
        return new FitRunner(this, roles, data, CsvOptions.DefaultMissingValues, ownsTable: false, findLine: null, source: null).Run(progress, cancellationToken);
    }

    /// <summary>Fits a model to numbers in memory.</summary>
    /// <param name="features">n × m, a row an observation; NaN for a missing cell.</param>
    /// <param name="labels">The class of each row, n texts; <see langword="null"/> leaves the row out.</param>
    /// <param name="names">The m features' names; x1, x2, … by default.</param>
    /// <param name="progress">Told of each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fit; look at <see cref="LogisticFit.Converged"/> before you trust it.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or two options contradict each other.</exception>
    /// <exception cref="LogRegException">The data allow no model.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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

    /// <summary>Fits a model to numbers in memory, with whole numbers as classes.</summary>
    /// <param name="features">n × m, a row an observation; NaN for a missing cell.</param>
    /// <param name="labels">The class of each row, n numbers such as 0 and 1.</param>
    /// <param name="names">The m features' names; x1, x2, … by default.</param>
    /// <param name="progress">Told of each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fit; look at <see cref="LogisticFit.Converged"/> before you trust it.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or two options contradict each other.</exception>
    /// <exception cref="LogRegException">The data allow no model.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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

    /// <summary>Fits a model to numbers in memory, row after row.</summary>
    /// <param name="features">n · m values, row by row; NaN for a missing cell.</param>
    /// <param name="labels">The class of each row, n whole numbers such as 0 and 1.</param>
    /// <param name="names">The m features' names; x1, x2, … by default.</param>
    /// <param name="progress">Told of each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fit; look at <see cref="LogisticFit.Converged"/> before you trust it.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or two options contradict each other.</exception>
    /// <exception cref="LogRegException">The data allow no model.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public LogisticFit Fit(
        ReadOnlySpan<double> features,
        ReadOnlySpan<int> labels,
        IReadOnlyList<string>? names = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (labels.IsEmpty || features.IsEmpty || features.Length % labels.Length != 0)
        {
            throw new ArgumentException($"{features.Length} values cannot be shared out among {labels.Length} rows.", nameof(features));
        }

        double[,] matrix = new double[labels.Length, features.Length / labels.Length];
        features.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref matrix[0, 0], matrix.Length));
        return Fit(matrix, labels, names, progress, cancellationToken);
    }

    /// <summary>Fits a model to a MathNet matrix.</summary>
    /// <param name="features">n × m, a row an observation; NaN for a missing cell.</param>
    /// <param name="labels">The class of each row, n whole numbers such as 0 and 1.</param>
    /// <param name="names">The m features' names; x1, x2, … by default.</param>
    /// <param name="progress">Told of each iteration, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fit; look at <see cref="LogisticFit.Converged"/> before you trust it.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit together, or two options contradict each other.</exception>
    /// <exception cref="LogRegException">The data allow no model.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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
        : throw new ArgumentException($"The matrix has {features.GetLength(0)} rows and {features.GetLength(1)} columns: there is nothing to fit.", nameof(features));

    private LogisticRegression WithTarget() => this with { Target = Target ?? UnnamedTarget };
}
