using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Fits a term of levels, or of numbers by level: which combinations of levels have training rows, and the moments of their
/// numbers.</summary>
internal sealed class LevelTermFitter
{
    private const double MostMoments = 1 << 26;

    private readonly TrainingCells _rows;
    private readonly TermFactor[] _factors;
    private readonly LevelFactor[] _levels;
    private readonly NumbersFactor[] _numbers;

    /// <param name="rows">The training rows.</param>
    /// <param name="factors">The factors of the term.</param>
    public LevelTermFitter(TrainingCells rows, TermFactor[] factors)
    {
        _rows = rows;
        _factors = factors;
        _levels = [.. factors.OfType<LevelFactor>()];
        _numbers = [.. factors.OfType<NumbersFactor>()];
    }

    /// <summary>Fits the term.</summary>
    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">There are more combinations or numbers than a term can have, or the numbers are too large to be
    /// standardised.</exception>
    public LevelTerm Fit(string name, string? source)
    {
        if (_levels.Aggregate(1.0, (product, factor) => product * factor.Levels.Count) > int.MaxValue)
        {
            throw new DataException(
                $"the product {name} would have more than {int.MaxValue:N0} combinations of levels",
                source,
                hint: "multiply columns of fewer levels, or put rare levels together with lump(…)");
        }

        SortedDictionary<int, double> weights = WeightsOfCombinations(out double weightSum);
        int[] combinations = [.. weights.Keys];
        if (_numbers.Length == 0)
        {
            return new LevelTerm(name, _factors, combinations, [.. weights.Values.Select(weight => weight / weightSum)], []);
        }

        int width = NumbersFactor.WidthOf(_numbers);
        if ((double)combinations.Length * width * (width + 1) / 2 > MostMoments)
        {
            throw new DataException(
                $"the product {MessageText.Quote(name)} would have {width:N0} numbers for each of {combinations.Length:N0} combinations of levels",
                source,
                hint: "multiply functions of fewer numbers, or levels instead of steps(…) and effect(…)");
        }

        double[] means = new double[combinations.Length * width];
        double[] squares = new double[combinations.Length * (width * (width + 1) / 2)];
        AddMoments(new LevelCombinations(_levels, combinations), weightSum, means, squares);
        return means.Concat(squares).All(double.IsFinite)
            ? new LevelTerm(name, _factors, combinations, means, squares)
            : throw TermFitter.TooLarge(name, source);
    }

    // A combination without rows has no coefficient.
    private SortedDictionary<int, double> WeightsOfCombinations(out double weightSum)
    {
        var weights = new Dictionary<int, double>();
        weightSum = 0;
        foreach ((double[] cells, double weight) in _rows.Rows([.. _levels.Select(factor => factor.Cells)]))
        {
            weightSum += weight;
            int number = weight > 0 ? LevelCombinations.NumberOf(_levels, cells) : -1;
            if (number >= 0)
            {
                weights[number] = weights.GetValueOrDefault(number) + weight;
            }
        }

        // A term without a combination would be none: its first one stands in, with a column of zeros.
        if (weights.Count == 0)
        {
            weights.Add(FirstPossible(), 0);
        }

        return new SortedDictionary<int, double>(weights);
    }

    private int FirstPossible()
    {
        int number = 0;
        int stride = 1;
        foreach (LevelFactor factor in _levels)
        {
            number += (factor.Reference == 0 && !factor.HasAllLevels && factor.Levels.Count > 1 ? 1 : 0) * stride;
            stride *= factor.Levels.Count;
        }

        return number;
    }

    private void AddMoments(LevelCombinations combinations, double weightSum, double[] means, double[] squares)
    {
        double[] scratch = new double[_numbers.Max(factor => factor.Names.Count)];
        double[] values = new double[means.Length / combinations.Numbers.Count];
        int squareCount = squares.Length / combinations.Numbers.Count;
        foreach ((double[] cells, double weight) in _rows.Rows(
            [.. _levels.Select(factor => factor.Cells), .. _numbers.Select(factor => factor.Cells)]))
        {
            int place = weight > 0 ? combinations.PlaceOf(cells.AsSpan(0, _levels.Length)) : -1;
            if (place < 0)
            {
                continue;
            }

            NumbersFactor.Evaluate(_numbers, cells.AsSpan(_levels.Length), scratch, values);
            int entry = place * squareCount;
            for (int row = 0; row < values.Length; row++)
            {
                double weighted = weight / weightSum * values[row];
                means[(place * values.Length) + row] += weighted;
                for (int column = 0; column <= row; column++)
                {
                    squares[entry++] += weighted * values[column];
                }
            }
        }
    }
}
