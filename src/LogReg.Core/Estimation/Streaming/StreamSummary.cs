using System.Globalization;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The result of one reading of the data before the fit: the classes, and the means, standard deviations and levels of the
/// features.</summary>
internal sealed record StreamSummary
{
    private readonly Dictionary<string, int> _positions = [];

    /// <summary>The target and its classes.</summary>
    public required TargetDescription Target { get; init; }

    /// <summary>The features.</summary>
    public required FeatureFit Features { get; init; }

    /// <summary>The number of training rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of training rows of each class, by class code.</summary>
    public required long[] ClassRows { get; init; }

    /// <summary>The sum of their weights.</summary>
    public required double[] ClassWeights { get; init; }

    /// <summary>The number of rows read.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of rows without a target.</summary>
    public required long WithoutTarget { get; init; }

    /// <summary>The number of rows left out because of a missing cell.</summary>
    public required long WithMissingCells { get; init; }

    /// <summary>The number of rows left out because their weight is 0.</summary>
    public required long OfWeightZero { get; init; }

    /// <summary>One row for each class that weighs as much as all its rows, from which class weights are computed.</summary>
    public RowSet ClassesAsRows =>
        new(new RowSelection([null], new RowParts([ClassRows.Length])), [.. Enumerable.Range(0, ClassRows.Length)], ClassWeights, null);

    /// <summary>The code of a class (with two classes, 1 for the positive one); −1 for a class that did not occur.</summary>
    public int PositionOf(string label) => _positions.GetValueOrDefault(label, RowLabels.Unlabelled);

    /// <summary>Reads the data.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="scan">The columns as they are read.</param>
    /// <param name="source">The name of the data for messages.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static StreamSummary Read(FitPlan plan, StreamRows rows, StreamScan scan, string source, CancellationToken cancellationToken)
    {
        HashSet<string> used = [.. scan.Roles.Features];
        int[] places = [.. Enumerable.Range(0, scan.Requests.Count).Where(place => used.Contains(scan.Requests[place].Name))];
        ColumnTally[] tallies = [.. places.Select(place => ColumnTally.For(scan.Requests[place]))];
        var counts = new StreamCounts();
        var totals = new TotalLines(scan.Roles, plan.CategoricalColumns);
        foreach ((Table table, LabelledRows labelled) in rows.Read(cancellationToken))
        {
            totals.Add(table);
            RowSet taken = counts.Add(table, labelled);
            Parallel.ForEach(
                tallies,
                new ParallelOptions { MaxDegreeOfParallelism = plan.Threads },
                tally => tally.Add(table, taken.Selection, taken.Weights));
        }

        if (counts.RowsRead == 0)
        {
            throw scan.Source.Empty(source);
        }

        totals.Refuse(rows.FindRow, source);
        RowLabels labels = SortedLabels(counts.Classes.Keys, KindOf(scan), scan.Roles.Target, source);
        TargetDescription target = DescribeTarget(plan, scan, labels, counts, source);
        FeatureOptions featureOptions = RowEncoder.OptionsOf(plan, scan.Roles, plan.Threads, source) with
        {
            RoundedColumns = ReadNote.RoundedColumns(scan.Notes),
            Notations = ReadNote.Notations(scan.Notes),
            DateColumns = ReadNote.DateColumns(scan.Notes),
        };
        FeatureFit features = FeatureFitter.Fit(
            [.. tallies.Select(tally => tally.Summary())],
            places,
            counts.Training,
            featureOptions);
        return Of(target, RowEncoder.RequireFeatures(features, source), labels, counts);
    }

    private static StreamSummary Of(TargetDescription target, FeatureFit features, RowLabels labels, StreamCounts counts)
    {
        int[] positions = TargetRules.Positions(labels, target);
        var summary = new StreamSummary
        {
            Target = target,
            Features = features,
            Rows = counts.Training,
            ClassRows = new long[positions.Length],
            ClassWeights = new double[positions.Length],
            RowsRead = counts.RowsRead,
            WithoutTarget = counts.WithoutTarget,
            WithMissingCells = counts.WithMissingCells,
            OfWeightZero = counts.OfWeightZero,
        };
        for (int label = 0; label < positions.Length; label++)
        {
            summary._positions[labels.Classes[label]] = positions[label];
            (summary.ClassRows[positions[label]], summary.ClassWeights[positions[label]]) = counts.Classes[labels.Classes[label]];
        }

        return summary;
    }

    private static TargetDescription DescribeTarget(FitPlan plan, StreamScan scan, RowLabels labels, StreamCounts counts, string source)
    {
        TargetDescription target = TargetRules.Describe(
            scan.Roles.Target, labels, RowParts.Whole(labels.Codes.Length), plan, counts.OfWeightZero, source);
        TargetRules.RequirePlausible(scan.Roles, plan, KindOf(scan), target, counts.Training, source, scan.Source.FirstLineAsData);
        TargetRules.RequireTwoClasses(scan.Roles, plan, target, source);
        return target;
    }

    private static ColumnKind KindOf(StreamScan scan) => scan.Requests.First(request => request.Name == scan.Roles.Target).Kind;

    // Numbers by value, texts in natural order, as in memory.
    private static RowLabels SortedLabels(IEnumerable<string> labels, ColumnKind kind, string name, string source)
    {
        string[] sorted = kind == ColumnKind.Numeric
            ? [.. labels.OrderBy(label => double.Parse(label, CultureInfo.InvariantCulture))]
            : [.. LevelOrder.Sort(LevelTable.Of(labels), out _)];
        return sorted.Length <= RowLabels.MaxClasses
            ? new RowLabels(sorted, [.. Enumerable.Range(0, sorted.Length)])
            : throw RowLabels.NotClasses(source, name, $"has more than {RowLabels.MaxClasses:N0} different values");
    }
}
