namespace LogReg.Terms;

/// <summary>The entries of a term of levels: one for each combination of levels that has coefficients and each number, those of a
/// combination together. Their columns and coefficients are in the order of the factors, the first of which changes fastest, as in
/// R.</summary>
internal sealed class LevelEntries
{
    private readonly TermFactor[] _factors;

    /// <param name="factors">The factors of the term, at least one of which is a level.</param>
    /// <param name="combinations">The combinations of levels that have coefficients, as <see cref="LevelCombinations"/> numbers
    /// them.</param>
    public LevelEntries(IReadOnlyList<TermFactor> factors, IReadOnlyList<int> combinations)
    {
        _factors = [.. factors];
        Levels = [.. factors.OfType<LevelFactor>()];
        Numbers = [.. factors.OfType<NumbersFactor>()];
        Order = [.. factors.Index().OrderBy(pair => pair.Item is LevelFactor ? 0 : 1).Select(pair => pair.Index)];
        Combinations = new LevelCombinations(Levels, combinations);
        Width = NumbersFactor.WidthOf(Numbers);
        Columns = ColumnsOf();
    }

    /// <summary>The factors that are levels.</summary>
    public LevelFactor[] Levels { get; }

    /// <summary>The factors that are numbers.</summary>
    public NumbersFactor[] Numbers { get; }

    /// <summary>The positions of the factors in the term: levels first, then numbers.</summary>
    public int[] Order { get; }

    /// <summary>The combinations that have coefficients.</summary>
    public LevelCombinations Combinations { get; }

    /// <summary>The number of numbers by level; 1 for levels alone.</summary>
    public int Width { get; }

    /// <summary>The column of each entry.</summary>
    public int[] Columns { get; }

    /// <summary>The number of combinations of levels that could have coefficients.</summary>
    public long PossibleCount => Levels.Aggregate(
        1L, (product, factor) => product * (factor.Levels.Count - (factor.Reference >= 0 && !factor.HasAllLevels ? 1 : 0)));

    /// <summary>The names of combinations without coefficients, as far as they could have some.</summary>
    public IEnumerable<string> AbsentNames
    {
        get
        {
            var present = Combinations.Numbers.ToHashSet();
            long count = LevelCombinations.CountOf(Levels);
            for (int number = 0; number < count; number++)
            {
                if (!present.Contains(number) && LevelCombinations.HasCoefficient(Levels, number))
                {
                    yield return NameOfCombination(number);
                }
            }
        }
    }

    /// <summary>The name of the coefficient of an entry, such as <c>age:sex=male</c>.</summary>
    /// <param name="entry">The entry.</param>
    public string NameOf(int entry) => string.Join(":", _factors.Zip(PositionsOf(entry), (factor, position) =>
        factor is LevelFactor levels ? levels.NameOf(position) : ((NumbersFactor)factor).Names[position]));

    // Of numbers by level the factor itself stands for its numbers.
    private string NameOfCombination(int number)
    {
        var names = new List<string>();
        foreach (TermFactor factor in _factors)
        {
            int level = 0;
            if (factor is LevelFactor levels)
            {
                (number, level) = Math.DivRem(number, levels.Levels.Count);
            }

            names.Add(factor is LevelFactor own ? own.NameOf(level) : factor.Name);
        }

        return string.Join(":", names);
    }

    // For each factor the position of its level or number.
    private int[] PositionsOf(int entry)
    {
        (int place, int rest) = Math.DivRem(entry, Width);
        int[] levels = Combinations.LevelsOf(place);
        int[] positions = new int[Order.Length];
        for (int factor = 0; factor < positions.Length; factor++)
        {
            if (factor < levels.Length)
            {
                positions[Order[factor]] = levels[factor];
            }
            else
            {
                (rest, positions[Order[factor]]) = Math.DivRem(rest, Numbers[factor - levels.Length].Names.Count);
            }
        }

        return positions;
    }

    private int[] ColumnsOf()
    {
        int[] sizes =
        [
            .. _factors.Select(factor => factor is LevelFactor levels ? levels.Levels.Count : ((NumbersFactor)factor).Names.Count),
        ];
        double[] keys = new double[Combinations.Numbers.Count * Width];
        for (int entry = 0; entry < keys.Length; entry++)
        {
            int[] positions = PositionsOf(entry);
            double stride = 1;
            for (int factor = 0; factor < sizes.Length; factor++)
            {
                keys[entry] += positions[factor] * stride;
                stride *= sizes[factor];
            }
        }

        int[] entries = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, entries);
        int[] columns = new int[entries.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[entries[column]] = column;
        }

        return columns;
    }
}
