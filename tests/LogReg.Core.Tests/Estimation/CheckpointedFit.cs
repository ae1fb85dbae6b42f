using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Estimation;

/// <summary>Fits with a checkpoint whose file is in memory, by members that share the rows or by one process.</summary>
internal sealed class CheckpointedFit
{
    private readonly LogisticRegression _options;
    private readonly Table _table;
    private readonly string _path;

    /// <param name="options">How the model is fitted.</param>
    /// <param name="table">All rows, in several chunks.</param>
    /// <param name="folder">Where a state can be put to go on from.</param>
    public CheckpointedFit(LogisticRegression options, Table table, string folder)
    {
        _options = options;
        _table = table;
        _path = Path.Combine(folder, "fit.ck");
    }

    /// <summary>All that the fit says without a checkpoint.</summary>
    public string Plain() => Describe(Fit(_table, null, CancellationToken.None));

    /// <summary>The file after every save of an undisturbed fit, which says what the plain one does.</summary>
    public IReadOnlyList<byte[]> Saves()
    {
        var saves = new List<byte[]>();
        CheckpointOptions options = Every() with { Writer = (_, content) => saves.Add(content) };
        Assert.Equal(Plain(), Describe(Fit(_table, options, CancellationToken.None)));
        return saves;
    }

    /// <summary>What a fit says that goes on from a state.</summary>
    /// <param name="state">The content of the file.</param>
    /// <param name="members">How many members share the rows.</param>
    public string[] GoOn(byte[] state, int members)
    {
        File.WriteAllBytes(_path, state);
        return GoOn(members);
    }

    /// <summary>What a fit says that goes on from the file.</summary>
    /// <param name="members">How many members share the rows.</param>
    public string[] GoOn(int members)
    {
        CheckpointOptions options = Every() with { Interval = TimeSpan.FromDays(1) };
        return members == 1
            ? [Describe(Fit(_table, options, CancellationToken.None))]
            : SharedRows.Run(_table, members, own => Describe(Fit(own, options, CancellationToken.None)));
    }

    /// <summary>Cancels a fit at a save.</summary>
    /// <param name="save">Which save, from 1.</param>
    /// <param name="members">How many members share the rows.</param>
    public void Interrupt(int save, int members)
    {
        File.Delete(_path);
        using var stop = new CancellationTokenSource();
        int saves = 0;
        CheckpointOptions options = Every() with
        {
            Writer = (path, content) =>
            {
                CheckpointFile.Write(path, content);
                if (++saves == save)
                {
                    stop.Cancel();
                }
            },
        };

        // One of several may learn from another that it is over.
        Exception end = Assert.ThrowsAny<Exception>(() => members == 1
            ? [Describe(Fit(_table, options, stop.Token))]
            : SharedRows.Run(_table, members, own => Describe(Fit(own, options, stop.Token))));
        Assert.True(end is OperationCanceledException or CollectiveException, end.ToString());
    }

    /// <summary>Fits with a checkpoint.</summary>
    /// <param name="table">The rows, of which a member has a share.</param>
    /// <param name="checkpoint">Where the state is kept; <see langword="null"/> for nowhere.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public LogisticFit Fit(Table table, CheckpointOptions? checkpoint, CancellationToken cancellationToken)
    {
        ICollective collective = table.Shares?.Collective ?? LocalCollective.Instance;
        using FitCheckpoint? kept = checkpoint is null ? null : FitCheckpoint.Open(checkpoint, collective, cancellationToken);
        FitPlan plan = _options.ToPlan() with { Checkpoint = kept };
        string[] names = [.. table.Columns.Select(column => column.Name)];
        var roles = ColumnRoles.Resolve(names, plan, source: null, SourceDescription.Table);
        plan = roles.Settle(plan);
        var input = new TrainingInput(table, roles) { MissingValues = DataSource.DefaultMissingValues };
        return LogisticFit.Of(new FitRunner(plan, input).Run(null, cancellationToken));
    }

    /// <summary>A checkpoint that is written at every state.</summary>
    public CheckpointOptions Every() => new(_path) { Interval = TimeSpan.Zero };

    /// <summary>All that a fit says: the model file, warnings, findings, history and path.</summary>
    /// <param name="fit">The fit.</param>
    public static string Describe(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return string.Join(
            '\n',
            [
                Encoding.UTF8.GetString(stream.ToArray()),
                .. fit.Warnings.Select(warning => warning.Message),
                .. fit.Findings.Select(finding => finding.Message),
                .. fit.History.Select(entry => (entry with { Seconds = 0 }).ToString()),
                .. fit.Path?.Points.Select(point => point.ToString()) ?? [],
                .. fit.CrossValidation?.Points.Select(point => point.ToString()) ?? [],
            ]);
    }
}
