using System.Numerics.Tensors;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Scoring;

namespace LogReg;

/// <summary>The predictions for some consecutive rows of an input. Valid until the next chunk is asked for.</summary>
public sealed class ScoredChunk
{
    /// <summary>How many unknown classes are counted by name.</summary>
    internal const int MostUnknownClasses = 1000;

    private readonly double[] _logOdds;
    private readonly double[] _probabilities;
    private readonly double[] _logProbabilities;
    private readonly int[]? _classes;
    private readonly double[] _weights;
    private double[] _variances = [];
    private double[] _lower = [];
    private double[] _upper = [];

    internal ScoredChunk(
        long firstRow, int rowCount, double[] logOdds, double[] probabilities, double[] logProbabilities, int[]? classes, double[] weights, IReadOnlyList<TextColumn> keptColumns)
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

    /// <summary>n, how many rows there are.</summary>
    public int RowCount { get; }

    /// <summary>The log-odds of the positive class, n values; empty for a model of more than two classes.</summary>
    public ReadOnlySpan<double> LogOdds => _logOdds;

    /// <summary>The probability of the positive class, n values; for more than two classes n × K, row by row.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>The logarithms of the probabilities for more than two classes, n × K, row by row, exact where a probability underflows; empty for two.</summary>
    public ReadOnlySpan<double> LogProbabilities => _logProbabilities;

    /// <summary>The lower bounds of the probabilities' confidence intervals, n values; empty unless <see cref="ScoringOptions.Interval"/> asks. A row that
    /// uses a coefficient without a finite estimate has the interval 0 to 1.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>The upper bounds of the probabilities' confidence intervals, n values; see <see cref="Lower"/>.</summary>
    public ReadOnlySpan<double> Upper => _upper;

    /// <summary>Where the log-odds come from; <see langword="null"/> unless <see cref="ScoringOptions.Contributions"/> asks.</summary>
    public RowExplanations? Explanations { get; internal set; }

    /// <summary>Whether the input has the target column and it was read.</summary>
    public bool HasTarget => _classes is not null;

    /// <summary>The position of each row's class among the target's, −1 where it is missing or unknown; empty without a target.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>The rows' weights, n values of 0 or more; empty unless <see cref="ScoringOptions.WeightColumn"/> names their column. A row whose class is not
    /// known needs none, and has 1 where it is missing.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The columns that were asked to be passed through, in the order they were named.</summary>
    public IReadOnlyList<TextColumn> KeptColumns { get; }

    /// <summary>For each feature how many cells were missing and imputed or taken as the level <c>(missing)</c>.</summary>
    public required IReadOnlyList<long> MissingCells { get; init; }

    /// <summary>For each feature how many cells had a level that training never saw.</summary>
    public required IReadOnlyList<long> UnseenCells { get; init; }

    /// <summary>For each feature a few of the levels that training never saw.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> UnseenExamples { get; init; }

    /// <summary>For each feature how many of the missing cells hold a spreadsheet's error value, such as <c>#DIV/0!</c>.</summary>
    public required IReadOnlyList<long> SpreadsheetErrorCells { get; init; }

    /// <summary>The classes of the target's column that the model does not know, the first thousand of the chunk, each with the number of its rows; empty without a target.</summary>
    public required IReadOnlyDictionary<string, long> UnknownClasses { get; init; }

    /// <summary>The variances of the log-odds, n values; empty unless something needs them. ∞ for a row that uses a coefficient without a finite estimate.</summary>
    internal ReadOnlySpan<double> Variances => _variances;


    /// <summary>Finds the variances and, with a quantile z, the intervals σ(η ± z·√variance).</summary>
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
