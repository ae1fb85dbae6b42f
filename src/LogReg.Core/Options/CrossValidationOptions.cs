using LogReg.Evaluation;

namespace LogReg;

/// <summary>The options of cross-validation.</summary>
public sealed record CrossValidationOptions
{
    private readonly int _folds = 10;
    private readonly IReadOnlyList<double>? _alphas;

    /// <summary>The number of folds, 2 or more, stratified by class. The default is 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int Folds
    {
        get => _folds;
        init => _folds = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Folds), value, $"{nameof(Folds)} is {value}, but must be 2 or more.");
    }

    /// <summary>The column that groups rows: rows with the same value are always in the same fold. With at most <see cref="Folds"/> values,
    /// each value is a fold (years, sites); with more, the values are distributed over the folds (patients). The column is not a feature
    /// unless <see cref="LogisticRegression.Features"/> names it. If <see langword="null"/>, the default, rows are assigned to folds
    /// individually.</summary>
    public string? FoldsColumn { get; init; }

    /// <summary>The metric by which λ is chosen. The default is the log loss.</summary>
    public ValidationMetric Metric { get; init; }

    /// <summary>How λ is selected. By default, the best λ.</summary>
    public LambdaSelection Selection { get; init; }

    /// <summary>The values of α to choose from, each 0 to 1. If <see langword="null"/>, the default, only that of the penalty.</summary>
    /// <exception cref="ArgumentException">The list is empty, or has a value that is not between 0 and 1 or occurs twice.</exception>
    public IReadOnlyList<double>? Alphas
    {
        get => _alphas;
        init
        {
            if (value is not null
                && (value.Count == 0 || value.Any(alpha => alpha is not (>= 0 and <= 1)) || value.Distinct().Count() < value.Count))
            {
                throw new ArgumentException(
                    $"{nameof(Alphas)} is [{string.Join(", ", value)}], but must have one or more distinct values from 0 to 1.");
            }

            _alphas = value;
        }
    }
}
