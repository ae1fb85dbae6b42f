using System.Runtime.InteropServices;
using LogReg.Charts.Rows;
using LogReg.Charts.Text;
using LogReg.Data;
using LogReg.Evaluation;

namespace LogReg.Charts;

/// <summary>Rows with known classes, scored by a model: what ROC curves, calibration curves and other figures of a model's performance are
/// drawn of.</summary>
public sealed class ScoredRows
{
    private readonly List<double> _probabilities = [];
    private readonly List<double> _scores = [];
    private readonly List<int> _classes = [];
    private readonly List<double> _weights = [];
    private readonly List<double> _offsets = [];
    private readonly RankedRows?[] _ranked;

    private ScoredRows(LogisticModel model, string dataName)
    {
        Model = model;
        DataName = dataName;
        _ranked = new RankedRows?[Classes.Count];
    }

    /// <summary>The model that scored them.</summary>
    public LogisticModel Model { get; }

    /// <summary>n, the number of rows that have a class which the model knows and a weight above 0.</summary>
    public int Count => _classes.Count;

    /// <summary>The classes that have a curve: of two the positive one, of more each against the others.</summary>
    internal IReadOnlyList<string> Classes => Model.Target.IsBinary ? [Model.Target.Positive!] : Model.Target.Classes;

    /// <summary>The weight of each row; empty if every row has weight 1.</summary>
    internal double[] Weights => [.. _weights];

    /// <summary>The position of each row's class among the target's.</summary>
    internal IReadOnlyList<int> ActualClasses => _classes;

    /// <summary>The file that they come from.</summary>
    internal string DataName { get; private set; }

    /// <summary>What the rows were to the model, such as <c>held-out</c>; empty where that is not known.</summary>
    internal string Kind { get; set; } = "";

    /// <summary>How many rows of the input are left out since they have no class that the model knows.</summary>
    internal long WithoutKnownClass { get; private set; }

    /// <summary>How many rows of which kind there are, such as 262 held-out rows.</summary>
    internal string CountText => NumberFormat.Count(Count, Kind.Length > 0 ? $"{Kind} row" : "row");

    /// <summary>Says how many rows of which file there are, and how many are left out.</summary>
    internal string Describe() =>
        $"{CountText} of {Path.GetFileName(DataName)}{(_weights.Count > 0 ? $", total weight {NumberFormat.Weight(_weights.Sum())}" : "")}"
            + (WithoutKnownClass > 0
                ? $"; {NumberFormat.Count(WithoutKnownClass, "row")} without a class that the model knows left out"
                : "");

    /// <summary>Scores rows with known classes, which are read once; several figures can then be drawn of them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The rows, with the columns of the model and its target.</param>
    /// <param name="options">How they count and what they are called, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="LogRegException">The target's column or another is not there, no row has a known class, or the input is
    /// broken.</exception>
    public static ScoredRows Read(
        LogisticModel model,
        DataSource data,
        ScoredRowsOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new ScoredRowsOptions();
        ScoredRows rows =
            ReadGroups(model, data, options.WeightColumn, progress, observe: null, _ => 0, groupCount: 1, cancellationToken)[0];
        rows.DataName = options.Name ?? rows.DataName;
        return rows;
    }

    /// <summary>Scores an input, and keeps groups of its rows apart.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The input.</param>
    /// <param name="weightColumn">The column that says what a row counts, or <see langword="null"/> for 1.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="observe">Is shown each chunk of scored rows as it comes by, or <see langword="null"/>.</param>
    /// <param name="groupOf">The group of a row, by its index in the input.</param>
    /// <param name="groupCount">How many groups there are; some may have no rows.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="LogRegException">The target's column or another is not there, no row has a known class, or the input is
    /// broken.</exception>
    internal static IReadOnlyList<ScoredRows> ReadGroups(
        LogisticModel model,
        DataSource source,
        string? weightColumn,
        IProgress<ReadProgress>? progress,
        Action<ScoredChunk>? observe,
        Func<long, int> groupOf,
        int groupCount,
        CancellationToken cancellationToken)
    {
        TargetColumn.Require(model, source);
        ScoredRows[] groups = [.. Enumerable.Range(0, groupCount).Select(_ => new ScoredRows(model, source.Name))];
        var options = new ScoringOptions { WeightColumn = weightColumn, ForComparison = true };
        long withoutClass = 0;
        bool hasRows = false;
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (ScoredChunk chunk in model.Score(source, options, progress, cancellationToken))
        {
            observe?.Invoke(chunk);
            hasRows |= chunk.RowCount > 0;
            unknown.UnionWith(chunk.UnknownClasses.Keys);
            for (int row = 0; row < chunk.RowCount; row++)
            {
                if (chunk.Classes[row] < 0)
                {
                    withoutClass++;
                }
                else if (chunk.Weights.IsEmpty || chunk.Weights[row] > 0)
                {
                    groups[groupOf(chunk.FirstRow + row)].Add(chunk, row);
                }
            }
        }

        foreach (ScoredRows group in groups)
        {
            group.WithoutKnownClass = withoutClass;
        }

        return groups.Any(group => group.Count > 0) ? groups : throw NoRows(model, source, weightColumn, unknown, hasRows);
    }

    /// <summary>Reweights rows of two classes to a prior, as training does: by the proportions of the training rows.</summary>
    /// <param name="prior">The proportion of positive rows, or <see langword="null"/> to leave rows as they are.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="others">Other rows, which get the same factors.</param>
    internal static void Reweight(double? prior, ScoredRows training, params IReadOnlyList<ScoredRows> others)
    {
        if (prior is not double share || training.Count == 0 || !training.Model.Target.IsBinary)
        {
            return;
        }

        bool[] isPositive = training.IsOf(0);
        double[] weights = training.Weights;
        double positive = isPositive.Select((is1, row) => is1 ? weights.Length == 0 ? 1 : weights[row] : 0).Sum();
        double observed = positive / (weights.Length == 0 ? training.Count : weights.Sum());
        if (observed is not (> 0 and < 1))
        {
            return;
        }

        foreach (ScoredRows rows in others.Prepend(training))
        {
            double[] own = rows.Weights;
            rows.SetWeights(
                [.. rows.IsOf(0).Select(
                    (is1, row) => (own.Length == 0 ? 1 : own[row]) * (is1 ? share / observed : (1 - share) / (1 - observed)))]);
        }
    }

    /// <summary>Replaces what each row counts.</summary>
    /// <param name="weights">A weight a row; empty for 1.</param>
    internal void SetWeights(IReadOnlyList<double> weights)
    {
        _weights.Clear();
        _weights.AddRange(weights);
    }

    /// <summary>Whether each row is of a class, one of <see cref="Classes"/>.</summary>
    internal bool[] IsOf(int curve)
    {
        int wanted = Model.Target.IsBinary ? Model.Target.PositiveIndex : curve;
        return [.. _classes.Select(code => code == wanted)];
    }

    /// <summary>Each row's probability of a class, one of <see cref="Classes"/>.</summary>
    internal double[] Probabilities(int curve) => Column(_probabilities, curve);

    /// <summary>Each row's score of a class, which ranks as the probability does and still tells apart where that is 0 or 1.</summary>
    internal double[] Scores(int curve) => Column(_scores, curve);

    /// <summary>The rows in the order of their score of a class.</summary>
    internal RankedRows Ranked(int curve) => _ranked[curve] ??= RankedRows.Of(Scores(curve), Probabilities(curve), IsOf(curve), Weights);

    /// <summary>The position of each row's predicted class: by the model's threshold, of several the most probable, of equal ones the
    /// first.</summary>
    internal int[] PredictedClasses()
    {
        int[] predicted = new int[Count];
        int width = Model.Target.IsBinary ? 1 : Model.Target.Classes.Count;
        for (int row = 0; row < Count; row++)
        {
            if (width == 1)
            {
                bool isPositive = _probabilities[row] >= Model.Threshold;
                predicted[row] = isPositive ? Model.Target.PositiveIndex : 1 - Model.Target.PositiveIndex;
                continue;
            }

            for (int candidate = 1; candidate < width; candidate++)
            {
                predicted[row] = _scores[(row * width) + candidate] > _scores[(row * width) + predicted[row]] ? candidate : predicted[row];
            }
        }

        return predicted;
    }

    /// <summary>The quality of the model on these rows, the same as an evaluation's.</summary>
    internal ClassificationMetrics Metrics() => Model.Target.IsBinary
        ? new ClassificationMetrics(BinaryMetrics(), null)
        : new ClassificationMetrics(
            null,
            MulticlassMetrics.Compute(
                CollectionsMarshal.AsSpan(_scores),
                CollectionsMarshal.AsSpan(_classes),
                Model.Target.Classes,
                CollectionsMarshal.AsSpan(_weights)));

    private static DataException NoRows(
        LogisticModel model, DataSource source, string? weightColumn, SortedSet<string> unknown, bool hasRows)
    {
        const int MostNames = 8;
        if (!hasRows)
        {
            return new DataException(
                "there are no rows", source.Name, hint: "give a row for each case, with its class");
        }

        IReadOnlyList<string> classes = model.Target.Classes;
        string more = classes.Count > MostNames ? $" and {NumberFormat.Count(classes.Count - MostNames)} more" : "";
        IEnumerable<string> found = unknown.Take(MostNames).Select(name => $"'{Printable.Cut(name, 40)}'");
        return new DataException(
            $"no row has one of the classes that the model knows{(weightColumn is null ? "" : " and a weight above 0")}",
            source.Name,
            column: model.Target.Name,
            hint: $"the classes are {string.Join(", ", classes.Take(MostNames))}{more}"
                + (unknown.Count == 0 ? "" : $"; the column has {string.Join(", ", found)}"));
    }

    private void Add(ScoredChunk chunk, int row)
    {
        int width = Model.Target.IsBinary ? 1 : Model.Target.Classes.Count;
        _classes.Add(chunk.Classes[row]);
        _probabilities.AddRange(chunk.Probabilities.Slice(row * width, width));
        _scores.AddRange(chunk.Scores.Slice(row * width, width));
        if (!chunk.Weights.IsEmpty)
        {
            _weights.Add(chunk.Weights[row]);
        }

        if (chunk.Offsets.Count > 0)
        {
            _offsets.Add(chunk.Offsets[row]);
        }
    }

    private BinaryMetrics BinaryMetrics()
    {
        double[] scores = Scores(0);
        bool[] isPositive = IsOf(0);
        double[] weights = Weights;
        return Evaluation.BinaryMetrics.Compute(
            scores, isPositive, weights, Model.Threshold, [Model.Target.Negative!, Model.Target.Positive!]) with
        {
            Baseline = _offsets.Count == 0 ? null : BaselineMetrics.Compute(CollectionsMarshal.AsSpan(_offsets), isPositive, weights),
            Calibration = CalibrationSummary.Compute(scores, isPositive, weights),
        };
    }

    private double[] Column(List<double> values, int curve)
    {
        int width = values.Count / Count;
        double[] column = new double[Count];
        for (int row = 0; row < column.Length; row++)
        {
            column[row] = values[(row * width) + (width == 1 ? 0 : curve)];
        }

        return column;
    }
}
