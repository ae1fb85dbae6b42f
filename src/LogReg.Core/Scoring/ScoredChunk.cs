using System.Numerics.Tensors;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Scoring;

namespace LogReg;

/// <summary>The predictions for consecutive rows of an input. Valid until the next chunk is read.</summary>
public sealed class ScoredChunk
{
    private readonly double[] _logOdds;
    private readonly double[] _probabilities;
    private readonly double[] _logProbabilities;
    private readonly int[]? _classes;
    private readonly double[] _weights;
    private double[] _variances = [];
    private double[] _lower = [];
    private double[] _upper = [];

    internal ScoredChunk(
        long firstRow,
        int rowCount,
        double[] logOdds,
        double[] probabilities,
        double[] logProbabilities,
        int[]? classes,
        double[] weights,
        IReadOnlyList<TextColumn> keptColumns)
    {
        FirstRow = firstRow;
        RowCount = rowCount;
        _logOdds = logOdds;
        _probabilities = probabilities;
        _logProbabilities = logProbabilities;
        _classes = classes;
        _weights = weights;
        KeptColumns = keptColumns;
    }

    /// <summary>The index of the first row in the input, from 0.</summary>
    public long FirstRow { get; }

    /// <summary>The number of rows, n.</summary>
    public int RowCount { get; }

    /// <summary>The log-odds of the positive class by the equation, before <see cref="LogisticModel.CalibrationSteps"/>, n values; empty
    /// with three or more classes.</summary>
    public ReadOnlySpan<double> LogOdds => _logOdds;

    /// <summary>The probabilities of the positive class, n values; with three or more classes, n × K values, row by row.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>The logarithms of the probabilities with three or more classes, n × K, row by row, accurate even if a probability
    /// underflows; empty with two classes.</summary>
    public ReadOnlySpan<double> LogProbabilities => _logProbabilities;

    /// <summary>The log-odds of <see cref="Probabilities"/> with two classes, <see cref="LogProbabilities"/> with three or more: they rank
    /// rows as the probabilities do, even where these are rounded to 0 or 1.</summary>
    public ReadOnlySpan<double> Scores => _logOdds.Length > 0 ? CalibratedLogOdds : _logProbabilities;

    /// <summary>The lower bounds of the confidence intervals of the probabilities, n values; empty unless
    /// <see cref="ScoringOptions.Interval"/> is set. A row that uses a coefficient without a finite estimate has the interval 0 to
    /// 1.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>The upper bounds of the confidence intervals of the probabilities, n values; see <see cref="Lower"/>.</summary>
    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>The contributions to the log-odds; <see langword="null"/> unless <see cref="ScoringOptions.Contributions"/> is
    /// set.</summary>
    public RowExplanations? Explanations { get; internal set; }

    /// <summary>The flags of unusual cells, in the order of the rows, then of the features; empty unless <see cref="ScoringOptions.Flags"/>
    /// or <see cref="ScoringOptions.Contributions"/> is set.</summary>
    public IReadOnlyList<RowFlag> Flags { get; internal set; } = [];

    /// <summary>Whether the input has the target column, and it was read.</summary>
    public bool HasTarget => _classes is not null;

    /// <summary>The index of the class of each row; −1 if it is missing or unknown. Empty without a target.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>The weights of the rows, n values of 0 or more; empty unless <see cref="ScoringOptions.WeightColumn"/> is set. A row whose
    /// class is not known does not need a weight, and has 1 if it is missing.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The columns of the input that are passed through, in the order of the options.</summary>
    public IReadOnlyList<TextColumn> KeptColumns { get; }

    /// <summary>For each feature, the number of missing cells, which were imputed or treated as the level <c>(missing)</c>.</summary>
    public required IReadOnlyList<long> MissingCells { get; init; }

    /// <summary>For each feature, the number of cells with an unseen level.</summary>
    public required IReadOnlyList<long> UnseenCells { get; init; }

    /// <summary>For each feature, some of the unseen levels.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> UnseenExamples { get; init; }

    /// <summary>For each feature, the number of missing cells that are spreadsheet errors, such as <c>#DIV/0!</c>.</summary>
    public required IReadOnlyList<long> SpreadsheetErrorCells { get; init; }

    /// <summary>For each term of a formula with such rows, the number of rows whose levels never met in training, so that the term adds
    /// nothing to their log-odds.</summary>
    public IReadOnlyDictionary<string, long> UnseenCombinations { get; init; } = new Dictionary<string, long>();

    /// <summary>The classes of the target column that the model does not know, each with the number of its rows; empty without a
    /// target.</summary>
    public required IReadOnlyDictionary<string, long> UnknownClasses { get; init; }

    /// <summary>For each feature that is a vector, where its indices start.</summary>
    internal IReadOnlyList<IndexOrigin> IndexOrigins { get; init; } = [];

    /// <summary>The number of cells of the target column that hold a spreadsheet error.</summary>
    internal long TargetErrors { get; init; }

    /// <summary>The log-odds of the probabilities with two classes, n values: those of the equation, or after
    /// <see cref="LogisticModel.CalibrationSteps"/>.</summary>
    internal double[] CalibratedLogOdds { get; init; } = [];

    /// <summary>What was skipped while reading; complete after the last chunk.</summary>
    internal ReadLosses? Losses { get; set; }

    /// <summary>The offsets of the rows, n values; empty if the model has no offset. A row that takes no part in a comparison, since its
    /// class is not known or its weight is 0, does not need an offset, and has 0 if it is missing.</summary>
    public IReadOnlyList<double> Offsets { get; internal init; } = [];

    /// <summary>The variances of the log-odds, n values; empty unless they are needed. ∞ for a row that uses a coefficient without a finite
    /// estimate.</summary>
    internal ReadOnlySpan<double> Variances => _variances;

    /// <summary>Computes the variances and, with a quantile z, the intervals σ(η ± z·√variance).</summary>
    internal void SetVariances(LogOddsVarianceEvaluator evaluator, TableChunk chunk, double? quantile)
    {
        _variances = new double[RowCount];
        evaluator.Compute(chunk, _variances);
        if (quantile is not double factor)
        {
            return;
        }

        _lower = new double[RowCount];
        _upper = new double[RowCount];
        TensorPrimitives.Sqrt(_variances, _upper);
        TensorPrimitives.Multiply(_upper, factor, _upper);
        TensorPrimitives.Subtract<double>(_logOdds, _upper, _lower);
        TensorPrimitives.Add<double>(_logOdds, _upper, _upper);
        LogisticFunctions.Sigmoid(_lower, _lower);
        LogisticFunctions.Sigmoid(_upper, _upper);
    }
}
