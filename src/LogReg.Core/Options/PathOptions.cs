namespace LogReg;

/// <summary>The values of λ of a regularisation path.</summary>
public sealed record PathOptions
{
    private readonly int _count = 100;
    private readonly double? _minimumRatio;
    private readonly IReadOnlyList<double>? _lambdas;

    /// <summary>The number of values, 2 to 10,000, in a geometric sequence that starts at the smallest λ at which every penalised
    /// coefficient is 0 and decreases. The default is 100. The path ends early if a smaller λ would change almost nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Count
    {
        get => _count;
        init => _count = value is >= 2 and <= 10_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Count), value, $"{nameof(Count)} is {value}, but must be between 2 and 10,000.");
    }

    /// <summary>The ratio of the smallest λ to the largest, between 0 and 1. If <see langword="null"/>, the default, 10⁻⁴, or 0.01 if there
    /// are more coefficients than rows, and a hundredth of that for α below 0.001, such as ridge.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1 (exclusive).</exception>
    public double? MinimumRatio
    {
        get => _minimumRatio;
        init => _minimumRatio = value is null or (> 0 and < 1)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MinimumRatio), value, $"{nameof(MinimumRatio)} is {value}, but must be more than 0 and less than 1.");
    }

    /// <summary>The values themselves, in decreasing order, each 0 or more. If <see langword="null"/>, the default, they are
    /// computed.</summary>
    /// <exception cref="ArgumentException">The list is empty, or has a value that is negative, not finite, or not below the previous
    /// one.</exception>
    public IReadOnlyList<double>? Lambdas
    {
        get => _lambdas;
        init
        {
            if (value is not null)
            {
                RequireDescending(value);
            }

            _lambdas = value;
        }
    }

    private static void RequireDescending(IReadOnlyList<double> lambdas)
    {
        if (lambdas.Count == 0)
        {
            throw new ArgumentException($"{nameof(Lambdas)} is empty: use one or more values, or null.");
        }

        for (int index = 0; index < lambdas.Count; index++)
        {
            if (!(lambdas[index] >= 0 && double.IsFinite(lambdas[index])))
            {
                throw new ArgumentException($"{nameof(Lambdas)} has {lambdas[index]}, but each must be 0 or more and finite.");
            }

            if (index > 0 && lambdas[index] >= lambdas[index - 1])
            {
                throw new ArgumentException(
                    $"{nameof(Lambdas)} has {lambdas[index]} after {lambdas[index - 1]}, but must be in decreasing order.");
            }
        }
    }
}
