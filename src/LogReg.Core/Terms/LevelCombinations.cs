namespace LogReg.Terms;

/// <summary>Combinations of the levels of several factors. A combination is numbered by the positions of its levels, that of the first
/// factor changing fastest; those that have coefficients have a place.</summary>
internal sealed class LevelCombinations
{
    // A list of all possible combinations is faster than a dictionary, but must not take more than a few times the memory of the others.
    private const int AlwaysListed = 4_096;
    private const int ListedPerCombination = 64;

    private readonly LevelFactor[] _factors;
    private readonly int[]? _listed;
    private readonly Dictionary<int, int> _places = [];

    /// <param name="factors">The factors.</param>
    /// <param name="numbers">The numbers of the combinations that have coefficients, ascending.</param>
    public LevelCombinations(IReadOnlyList<LevelFactor> factors, IReadOnlyList<int> numbers)
    {
        _factors = [.. factors];
        Numbers = numbers;
        long count = CountOf(factors);
        if (count <= Math.Max(AlwaysListed, (long)ListedPerCombination * numbers.Count))
        {
            _listed = new int[count];
            Array.Fill(_listed, -1);
        }

        for (int place = 0; place < numbers.Count; place++)
        {
            if (_listed is not null)
            {
                _listed[numbers[place]] = place;
            }
            else
            {
                _places.Add(numbers[place], place);
            }
        }
    }

    /// <summary>The numbers of the combinations that have coefficients, ascending.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>The number of possible combinations.</summary>
    /// <param name="factors">The factors.</param>
    public static long CountOf(IEnumerable<LevelFactor> factors) =>
        factors.Aggregate(1L, (product, factor) => checked(product * factor.Levels.Count));

    /// <summary>Whether a combination can have coefficients: none of its levels is a reference level without one.</summary>
    /// <param name="factors">The factors.</param>
    /// <param name="number">The number of the combination.</param>
    public static bool HasCoefficient(IEnumerable<LevelFactor> factors, int number)
    {
        foreach (LevelFactor factor in factors)
        {
            (number, int level) = Math.DivRem(number, factor.Levels.Count);
            if (level == factor.Reference && !factor.HasAllLevels)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number of a combination.</summary>
    /// <param name="factors">The factors.</param>
    /// <param name="cells">The cell of each.</param>
    /// <returns>−1 if one of the levels has no coefficient.</returns>
    public static int NumberOf(LevelFactor[] factors, ReadOnlySpan<double> cells)
    {
        int number = 0;
        int stride = 1;
        for (int factor = 0; factor < factors.Length; factor++)
        {
            int level = factors[factor].LevelOf(cells[factor]);
            if (level < 0 || (level == factors[factor].Reference && !factors[factor].HasAllLevels))
            {
                return -1;
            }

            number += level * stride;
            stride *= factors[factor].Levels.Count;
        }

        return number;
    }

    /// <summary>The place of the combination of a row.</summary>
    /// <param name="cells">The cell of each factor.</param>
    /// <returns>−1 if it has no coefficient.</returns>
    public int PlaceOf(ReadOnlySpan<double> cells)
    {
        int number = NumberOf(_factors, cells);
        return number < 0 ? -1 : _listed is not null ? _listed[number] : _places.GetValueOrDefault(number, -1);
    }

    /// <summary>The position of the level of each factor in a combination.</summary>
    /// <param name="place">The place of the combination.</param>
    public int[] LevelsOf(int place)
    {
        int[] levels = new int[_factors.Length];
        int rest = Numbers[place];
        for (int factor = 0; factor < levels.Length; factor++)
        {
            (rest, levels[factor]) = Math.DivRem(rest, _factors[factor].Levels.Count);
        }

        return levels;
    }
}
