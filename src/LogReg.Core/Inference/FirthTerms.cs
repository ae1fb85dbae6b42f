using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// Where to look for maxima of Firth's penalised likelihood: at the maxima of the log-concave terms of which its exponential is the sum,
/// one for each set of p independent rows (<see cref="FirthSurface"/>). Near the maximum of a term its rows have log-odds of ±log(2w + 1),
/// and the term's value there is a lower bound of the likelihood: of all sets, or of a fixed sample where there are many, those with the
/// highest bounds are kept.
/// </summary>
internal sealed class FirthTerms
{
    // A determinant below this, of rows of length 1, is rounding.
    private const double SmallestDeterminant = 1e-9;
    private const int MostSteps = 40;
    private const int SetsPerTerm = 25;

    private readonly FirthSurface _surface;
    private readonly List<(int[] Set, double[] Place)> _terms;

    /// <param name="surface">The likelihood of all parameters.</param>
    /// <param name="most">How many sets of rows to keep at most.</param>
    /// <param name="random">A number from 0 to one less than what it is given, for the sample.</param>
    public FirthTerms(FirthSurface surface, int most, Func<int, int> random)
    {
        _surface = surface;
        int[] rows = [.. Enumerable.Range(0, surface.RowCount).DistinctBy(row => Key(surface, row))];
        int size = surface.ColumnCount;
        IEnumerable<int[]> sets = most == 0 ? []
            : Combinations(rows.Length, size) <= SetsPerTerm * most ? All(rows, size)
            : Sample(rows, size, SetsPerTerm * most, random);
        _terms =
        [
            .. sets.Select(set => (Set: set, Solution: Solve(set)))
                .Where(one => one.Solution.Place is not null && double.IsFinite(one.Solution.Bound))
                .OrderByDescending(one => one.Solution.Bound)
                .Take(most)
                .Select(one => (one.Set, one.Solution.Place!)),
        ];
    }

    /// <summary>The maxima of the terms, the most promising ones first.</summary>
    public double[]?[] Maxima() => [.. _terms.Select(term => Climb(_surface, term.Set, term.Place))];

    /// <summary>The maxima of the first terms on a plane.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="starts">For each term where to start; one that has none is left out.</param>
    public double[]?[] Maxima(FirthSurface plane, IEnumerable<double[]?> starts) =>
        [.. _terms.Zip(starts, (term, start) => start is null ? null : Climb(plane, term.Set, start))];

    private static double[]? Climb(FirthSurface surface, int[] set, double[] start) =>
        FirthAscent.Climb(surface, start, point => surface.EvaluateTerm(point, set), MostSteps)?.Parameters;

    private static string Key(FirthSurface surface, int row)
    {
        var key = new System.Text.StringBuilder();
        for (int column = 0; column < surface.ColumnCount; column++)
        {
            key.Append(System.Globalization.CultureInfo.InvariantCulture, $"{surface[row, column]:R} ");
        }

        return key.Append(System.Globalization.CultureInfo.InvariantCulture, $"{surface.OffsetOf(row):R} {surface.TargetOf(row):R}")
            .ToString();
    }

    private static double Combinations(int rows, int size)
    {
        double count = 1;
        for (int index = 0; index < size; index++)
        {
            count *= (rows - index) / (index + 1.0);
        }

        return count;
    }

    private static IEnumerable<int[]> All(int[] rows, int size)
    {
        int[] places = [.. Enumerable.Range(0, size)];
        while (size <= rows.Length)
        {
            yield return Array.ConvertAll(places, place => rows[place]);
            int last = size - 1;
            while (last >= 0 && places[last] == rows.Length - size + last)
            {
                last--;
            }

            if (last < 0)
            {
                yield break;
            }

            places[last]++;
            for (int index = last + 1; index < size; index++)
            {
                places[index] = places[index - 1] + 1;
            }
        }
    }

    private static IEnumerable<int[]> Sample(int[] rows, int size, int count, Func<int, int> random)
    {
        int[] shuffled = [.. rows];
        for (int draw = 0; draw < count; draw++)
        {
            for (int place = 0; place < size; place++)
            {
                int other = place + random(shuffled.Length - place);
                (shuffled[place], shuffled[other]) = (shuffled[other], shuffled[place]);
            }

            yield return shuffled[..size];
        }
    }

    // β with log-odds of ±log(2w + 1) in the rows of a set, by Gaussian elimination, and the term's value there.
    private (double[]? Place, double Bound) Solve(int[] set)
    {
        int size = set.Length;
        double[][] system = Array.ConvertAll(set, row => Equation(row));
        double logDeterminant = 0;
        for (int step = 0; step < size; step++)
        {
            int pivot = step;
            for (int row = step + 1; row < size; row++)
            {
                pivot = Math.Abs(system[row][step]) > Math.Abs(system[pivot][step]) ? row : pivot;
            }

            (system[step], system[pivot]) = (system[pivot], system[step]);
            double diagonal = system[step][step];
            if (Math.Abs(diagonal) < SmallestDeterminant)
            {
                return (null, 0);
            }

            logDeterminant += ElementaryFunctions.Log(Math.Abs(diagonal));
            for (int row = step + 1; row < size; row++)
            {
                double factor = system[row][step] / diagonal;
                for (int column = step; column <= size; column++)
                {
                    system[row][column] -= factor * system[step][column];
                }
            }
        }

        double[] place = new double[size];
        for (int row = size - 1; row >= 0; row--)
        {
            double value = system[row][size];
            for (int column = row + 1; column < size; column++)
            {
                value -= system[row][column] * place[column];
            }

            place[row] = value / system[row][row];
        }

        return (place, _surface.TermValue(place, set) + logDeterminant);
    }

    private double[] Equation(int row)
    {
        double[] equation = new double[_surface.ColumnCount + 1];
        for (int column = 0; column < _surface.ColumnCount; column++)
        {
            equation[column] = _surface[row, column];
        }

        double target = ElementaryFunctions.Log((2 * _surface.WeightOf(row)) + 1);
        equation[^1] = (_surface.TargetOf(row) > 0 ? target : -target) - _surface.OffsetOf(row);
        return equation;
    }
}
