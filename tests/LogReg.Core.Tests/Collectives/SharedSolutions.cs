using System.Collections;
using System.Globalization;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Objectives;

namespace LogReg.Tests.Collectives;

/// <summary>The stages of a fit that come after encoding, of rows that several members share and of the same rows in one place.</summary>
internal sealed class SharedSolutions
{
    private readonly FitPlan _plan;
    private readonly TrainingInput _input;
    private readonly TrainingRows _rows;
    private readonly EncodedRows _encoded;

    /// <param name="options">How the model is fitted.</param>
    /// <param name="table">All rows.</param>
    public SharedSolutions(LogisticRegression options, Table table)
    {
        FitPlan plan = options.ToPlan();
        string[] names = [.. table.Columns.Select(column => column.Name)];
        var roles = ColumnRoles.Resolve(names, plan, source: null, SourceDescription.Table);
        _plan = roles.Settle(plan);
        _input = new TrainingInput(table, roles).WithDates().WithWords(plan.Threads);
        _rows = TrainingRows.Choose(_plan, _input);
        _encoded = EncodedRows.Encode(_plan, _input, _rows, TestContext.Current.CancellationToken);
    }

    /// <summary>The training rows.</summary>
    public ClassificationData Training => _encoded.Training;

    /// <summary>The fit of one process.</summary>
    public FitOutcome FitWhole() => Fit(_plan, _encoded);

    /// <summary>The fits of the members of a collective.</summary>
    /// <param name="size">How many members there are.</param>
    /// <param name="mostGatheredBytes">Up to which size sums are gathered at the root.</param>
    public FitOutcome[] FitShared(int size, long mostGatheredBytes = long.MaxValue)
    {
        var outcomes = new FitOutcome[size];
        FitPlan plan = _plan.ForSeveralProcesses();
        ThreadCollective.Run(size, collective =>
        {
            IReadOnlyList<int> dealt = RowShares.Deal(collective, _input.Table.Chunks.Count).FirstChunks;
            var shares = new RowShares(collective, dealt, new NodeSums(collective, mostGatheredBytes));
            var rows = new RowParts(_encoded.Training.Parts.Counts, shares);
            outcomes[collective.Rank] = Fit(plan, _encoded with
            {
                Fitting = SharedRows.Share(_encoded.Fitting, shares),
                Training = SharedRows.Share(_encoded.Training, shares),
                Test = _encoded.Test is null ? null : SharedRows.Share(_encoded.Test, shares),
                Watched = _encoded.Watched is null ? null : SharedRows.Share(_encoded.Watched, shares),
                RowWeights = _encoded.RowWeights is null ? null : SharedRows.Own(_encoded.RowWeights, rows),
                Clusters = _encoded.Clusters is null
                    ? null
                    : _encoded.Clusters with { Codes = SharedRows.Own(_encoded.Clusters.Codes, rows) },
            });
        });
        return outcomes;
    }

    /// <summary>All that a fit says, with every digit.</summary>
    /// <param name="outcome">The fit.</param>
    public static string Describe(FitOutcome outcome)
    {
        var fit = LogisticFit.Of(outcome);
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return string.Join(
            '\n',
            [
                Encoding.UTF8.GetString(stream.ToArray()),
                DigitsOf(fit.Training),
                DigitsOf(fit.Test),
                DigitsOf(outcome.Result.Parameters),
                .. fit.History.Select(entry => DigitsOf(entry with { Seconds = 0 })),
                $"{fit.Termination} {fit.Iterations} {fit.FinishingIterations} {fit.SampleRows} {outcome.Inference?.Separation.Kind}",
                .. fit.Warnings.Select(warning => warning.Message),
                .. fit.Findings.Select(finding => finding.Message),
            ]);
    }

    // Every number of a result and of the results in it.
    private static string DigitsOf(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IEnumerable values => $"[{string.Join(' ', values.Cast<object?>().Select(DigitsOf))}]",
        IConvertible other => other.ToString(CultureInfo.InvariantCulture),
        _ => string.Join(
            ' ',
            value.GetType().GetProperties()
                .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
                .Select(property => $"{property.Name}={DigitsOf(property.GetValue(value))}")),
    };

    private FitOutcome Fit(FitPlan plan, EncodedRows encoded) => new FitRunner(plan, _input).Fit(
        plan, _rows, encoded, validation: null, progress: null, TestContext.Current.CancellationToken);
}
