using LogReg.Data;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The rows of a source that train, read anew each time they are asked for.</summary>
internal sealed class StreamRows
{
    // Numbers in a window: some megabytes, unless columns are so many that a batch would not fit.
    private const int MostValues = 1_000_000;

    // A number for each row of a window takes less than the 85,000 bytes from which on an array is given back late.
    private const int MostRows = 8192;
    private const int FewestRows = StochasticGradientOptions.MostBatchRows;

    private readonly FitPlan _plan;
    private readonly ColumnRoles _roles;
    private readonly DataSource _source;
    private readonly IProgress<ReadProgress>? _progress;
    private readonly WindowReader _windows;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="roles">Which column is what; only columns that can be read.</param>
    /// <param name="source">The data.</param>
    /// <param name="requests">The columns with their kinds and levels.</param>
    /// <param name="progress">Receives the progress of each pass over the data; may be <see langword="null"/>.</param>
    public StreamRows(
        FitPlan plan, ColumnRoles roles, DataSource source, IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress)
    {
        _plan = plan;
        _roles = roles;
        _source = source;
        _progress = progress;
        _windows = new WindowReader(source, requests, roles.Target, Math.Clamp(MostValues / requests.Count, FewestRows, MostRows));
    }

    /// <summary>Finds where a row stands in the source.</summary>
    /// <param name="row">The row, from 0.</param>
    public RowPlace? FindRow(long row) => _source.FindRow(row);

    /// <summary>Reads windows of all rows, with what decides whether they take part.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="LogRegException">Something is wrong with the data.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<(Table Table, LabelledRows Rows)> Read(CancellationToken cancellationToken)
    {
        foreach (TableWindow window in _windows.Read(_progress, cancellationToken))
        {
            var input = new TrainingInput(window.Table, _roles)
            {
                FindRow = row => _source.FindRow(window.FirstRow + row, cancellationToken),
                Source = _source.Name,
            };
            yield return (window.Table, LabelledRows.Read(_plan, input));
        }
    }

    /// <summary>Reads windows of the rows that train, encoded.</summary>
    /// <param name="summary">What a reading before found.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="LogRegException">Something is wrong with the data, or it has changed.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<ClassificationData> ReadTraining(StreamSummary summary, CancellationToken cancellationToken)
    {
        long count = 0;
        foreach ((Table table, LabelledRows rows) in Read(cancellationToken))
        {
            int[] positions = [.. rows.Labels.Classes.Select(summary.PositionOf)];
            int[] classes = [.. rows.Labels.Codes.Select(code => code < 0 ? RowLabels.Unlabelled : positions[code])];
            bool[] takesPart = Array.ConvertAll(classes, code => code >= 0);
            RowSet training = TrainingRows.Take(table, classes, rows.Weights, rows.Offsets, takesPart);
            count += training.Selection.TotalCount;
            if (training.Selection.TotalCount > 0)
            {
                FeatureFit features = summary.Features;
                yield return new ClassificationData(
                    features.Layout.Encode(table, features.TableColumns, training.Selection, copies: null, _plan.Threads),
                    training.Classes,
                    summary.Target.Classes.Count,
                    training.Weights,
                    training.Offsets);
            }
        }

        if (count != summary.Rows)
        {
            throw new DataException(
                $"the {_source.Description.Noun} changed while it was "
                    + $"read", _source.Name, hint: "try again when no other program writes to it");
        }
    }
}
