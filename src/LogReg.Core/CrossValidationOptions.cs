using LogReg.Evaluation;

namespace LogReg;

/// <summary>How a model is judged on rows that it was not fitted to.</summary>
public sealed record CrossValidationOptions
{
    private readonly int _folds = 10;
    private readonly IReadOnlyList<double>? _alphas;

    /// <summary>Into how many parts the rows are dealt, 2 or more, the same share of each class in each; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 2.</exception>
    public int Folds
    {
        get => _folds;
        init => _folds = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Folds), value, $"{nameof(Folds)} is {value}, but must be 2 or more.");
    }

    /// <summary>A column that says which rows belong together: rows of one value are never on both sides. With at most <see cref="Folds"/> values each
    /// value is a fold (years, sites); with more, whole values are dealt into the folds (patients). No feature unless
    /// <see cref="LogisticRegression.Features"/> names it. <see langword="null"/>, the default: rows are dealt one by one.</summary>
    public string? FoldsColumn { get; init; }

    /// <summary>By what λ is chosen; the log loss by default.</summary>
    public ValidationMetric Metric { get; init; }

    /// <summary>Which λ is taken; the best by default.</summary>
    public LambdaSelection Selection { get; init; }

    /// <summary>The α to choose among, each 0 to 1; <see langword="null"/>, the default: the penalty's own.</summary>
    /// <exception cref="ArgumentException">There is none, or one is outside of 0 to 1, or there twice.</exception>
    public IReadOnlyList<double>? Alphas
    {
        get => _alphas;
        init
        {
            if (value is not null && (value.Count == 0 || value.Any(alpha => alpha is not (>= 0 and <= 1)) || value.Distinct().Count() < value.Count))
            {
                throw new ArgumentException($"{nameof(Alphas)} is [{string.Join(", ", value)}], but must have one value or more, each 0 to 1 and none twice.");
            }

            _alphas = value;
        }
    }
}
