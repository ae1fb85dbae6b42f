using System.Globalization;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>What one reading of a file finds out before the fit: classes, and the features' means, deviations and levels.</summary>
internal sealed record StreamSummary
{
    private readonly Dictionary<string, int> _positions = [];

    /// <summary>The target and its classes.</summary>
    public required TargetDescription Target { get; init; }

    /// <summary>The features.</summary>
    public required FeatureFit Features { get; init; }

    /// <summary>How many rows train.</summary>
    public required int Rows { get; init; }

    /// <summary>How many rows of each class train, by the codes of the classes.</summary>
    public required int[] ClassRows { get; init; }

    /// <summary>The sum of their weights.</summary>
    public required double[] ClassWeights { get; init; }

    /// <summary>How many rows the file has.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of rows without a target.</summary>
    public required int WithoutTarget { get; init; }

    /// <summary>How many rows were left out for a missing cell.</summary>
    public required int WithMissingCells { get; init; }

    /// <summary>How many rows were left out for a weight of 0.</summary>
    public required int OfWeightZero { get; init; }

    /// <summary>A row for each class that weighs as much as all its rows: what decides on weights of classes needs no more.</summary>
    public RowSet ClassesAsRows => new(new RowSelection([null], [ClassRows.Length]), [.. Enumerable.Range(0, ClassRows.Length)], ClassWeights, null);

    /// <summary>The code of a class, of two classes 1 for the positive one; −1 for a class that was not there.</summary>
    public int PositionOf(string label) => _positions.GetValueOrDefault(label, RowLabels.Unlabelled);

    /// <summary>Reads the file.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <param name="requests">The columns as they are read.</param>
    /// <param name="roles">The roles of the columns.</param>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="featureOptions">How columns become features.</param>
    /// <param name="source">The file's name for messages.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="LogRegException">No model can be fitted to the data.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static StreamSummary Read(
        StreamRows rows,
        IReadOnlyList<ColumnRequest> requests,
        ColumnRoles roles,
        FitPlan plan,
        FeatureOptions featureOptions,
        string source,
        CancellationToken cancellationToken)
    {
        ColumnTally[] tallies = [.. requests.Where(request => roles.Features.Contains(request.Name)).Select(ColumnTally.For)];
        var counts = new Dictionary<string, (int Rows, double Weight)>();
        long read = 0;
        int training = 0;
        int withoutTarget = 0;
        int withMissingCells = 0;
        int ofWeightZero = 0;
        foreach ((Table table, LabelledRows labelled) in rows.Read(cancellationToken))
        {
            read += table.RowCount;
            withoutTarget += labelled.WithoutTarget;
            withMissingCells += labelled.WithMissingCells;
            ofWeightZero += labelled.OfWeightZero;
            int[] codes = labelled.Labels.Codes;
            for (int row = 0; row < codes.Length; row++)
            {
                if (codes[row] >= 0)
                {
                    string label = labelled.Labels.Classes[codes[row]];
                    (int number, double weight) = counts.GetValueOrDefault(label);
                    counts[label] = (number + 1, weight + (labelled.Weights?[row] ?? 1));
                }
            }

            RowSet taken = TrainingRows.Take(table, codes, labelled.Weights, null, Array.ConvertAll(codes, code => code >= 0));
            training = checked(training + taken.Selection.Count);
            Parallel.ForEach(
                tallies,
                new ParallelOptions { MaxDegreeOfParallelism = plan.Threads },
                tally => tally.Add(table, taken.Selection, taken.Weights));
        }

        if (read == 0)
        {
            throw new DataException("there are no data rows after the header", source, hint: "use --no-header if the first line is data");
        }

        RowLabels labels = SortedLabels(counts.Keys, requests.First(request => request.Name == roles.Target).Kind, roles.Target, source);
        TargetDescription target = TargetRules.Describe(roles.Target, labels, labels.Codes, plan, ofWeightZero, source);
        TargetRules.RequirePlausible(roles, plan, requests.First(request => request.Name == roles.Target).Kind, target, training, source);
        TargetRules.RequireTwoClasses(roles, plan, target, source);
        int[] positions = TargetRules.Positions(labels, target);
        var summary = new StreamSummary
        {
            Target = target,
            Features = RowEncoder.RequireFeatures(
                FeatureFitter.Fit([.. tallies.Select(tally => tally.Summary())], [.. tallies.Select(tally => IndexOf(requests, tally.Name))], training, featureOptions), source),
            Rows = training,
            ClassRows = new int[positions.Length],
            ClassWeights = new double[positions.Length],
            RowsRead = read,
            WithoutTarget = withoutTarget,
            WithMissingCells = withMissingCells,
            OfWeightZero = ofWeightZero,
        };
        for (int label = 0; label < positions.Length; label++)
        {
            summary._positions[labels.Classes[label]] = positions[label];
            (summary.ClassRows[positions[label]], summary.ClassWeights[positions[label]]) = counts[labels.Classes[label]];
        }

        return summary;
    }

    private static int IndexOf(IReadOnlyList<ColumnRequest> requests, string name) =>
        Enumerable.Range(0, requests.Count).First(index => requests[index].Name == name);

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
