using System.Runtime.InteropServices;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Fits a term of levels, or of numbers by level: which combinations of levels have training rows, and the moments of their
/// numbers.</summary>
internal sealed class LevelTermFitter
{
    private const double MostMoments = 1 << 26;

    // Of up to as many possible combinations each has a sum.
    private const int MostCounted = 10_000;

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

        (double[] means, double[] squares) = Moments(new LevelCombinations(_levels, combinations), weightSum, width);
        return means.Concat(squares).All(double.IsFinite)
            ? new LevelTerm(name, _factors, combinations, means, squares)
            : throw TermFitter.TooLarge(name, source);
    }

    // A combination without rows has no coefficient.
    private SortedDictionary<int, double> WeightsOfCombinations(out double weightSum)
    {
        int possible = (int)LevelCombinations.CountOf(_levels);
        var weights = new SortedDictionary<int, double>(
            possible <= MostCounted ? Counted(possible, out weightSum) : OfMany(out weightSum));

        // A term without a combination would be none: its first one stands in, with a column of zeros.
        if (weights.Count == 0)
        {
            weights.Add(FirstPossible(), 0);
        }

        return weights;
    }

    private Dictionary<int, double> Counted(int possible, out double weightSum)
    {
        double[] sums = _rows.Sum(CellsOf(_levels), possible + 1, (row, sums) =>
        {
            sums[possible] += row.Weight;
            if (NumberOf(row) is int number and >= 0)
            {
                sums[number] += row.Weight;
            }
        });
        weightSum = sums[possible];
        return sums.Take(possible).Index().Where(pair => pair.Item > 0).ToDictionary(pair => pair.Index, pair => pair.Item);
    }

    // Of the combinations that are possible few occur, which must be known to all processes before their weights are added up.
    private Dictionary<int, double> OfMany(out double weightSum)
    {
        var weights = new Dictionary<int, double>();
        if (_rows.Parts.Shares is not null)
        {
            HashSet<int> own = [.. _rows.Rows(CellsOf(_levels)).Select(NumberOf).Where(number => number >= 0)];
            int[] numbers = [.. _rows.Parts.Gather<int>([.. own]).Distinct().Order()];
            Dictionary<int, int> places = numbers.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
            double[] sums = _rows.SumInTurn(CellsOf(_levels), numbers.Length + 1, (row, sums) =>
            {
                sums[numbers.Length] += row.Weight;
                if (NumberOf(row) is int number and >= 0)
                {
                    sums[places[number]] += row.Weight;
                }
            });
            weightSum = sums[numbers.Length];
            return numbers.Index().ToDictionary(pair => pair.Item, pair => sums[pair.Index]);
        }

        double[] all = _rows.SumInTurn(CellsOf(_levels), 1, (row, sums) =>
        {
            sums[0] += row.Weight;
            if (NumberOf(row) is int number and >= 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(weights, number, out _) += row.Weight;
            }
        });
        weightSum = all[0];
        return weights;
    }

    private int NumberOf(WeightedCells row) => row.Weight > 0 ? LevelCombinations.NumberOf(_levels, row.Cells) : -1;

    private static FeatureCells[] CellsOf(IEnumerable<TermFactor> factors) => [.. factors.Select(factor => factor.Cells)];

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

    private (double[] Means, double[] Squares) Moments(LevelCombinations combinations, double weightSum, int width)
    {
        double[] scratch = new double[_numbers.Max(factor => factor.Names.Count)];
        double[] values = new double[width];
        int squareCount = width * (width + 1) / 2;
        int meanCount = combinations.Numbers.Count * width;
        double[] sums = _rows.Sum(CellsOf([.. _levels, .. _numbers]), meanCount + (combinations.Numbers.Count * squareCount), Add);
        return (sums[..meanCount], sums[meanCount..]);

        void Add(WeightedCells row, Span<double> sums)
        {
            int place = row.Weight > 0 ? combinations.PlaceOf(row.Cells.AsSpan(0, _levels.Length)) : -1;
            if (place < 0)
            {
                return;
            }

            NumbersFactor.Evaluate(_numbers, row.Cells.AsSpan(_levels.Length), scratch, values);
            int entry = meanCount + (place * squareCount);
            for (int number = 0; number < width; number++)
            {
                double weighted = row.Weight / weightSum * values[number];
                sums[(place * width) + number] += weighted;
                for (int other = 0; other <= number; other++)
                {
                    sums[entry++] += weighted * values[other];
                }
            }
        }
    }
}
