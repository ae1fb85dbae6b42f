using LogReg.Estimation;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// Where to look for maxima of Firth's penalised likelihood: at the maxima of the log-concave terms of which its exponential is the sum, one for each set of p independent rows
/// (<see cref="FirthSurface"/>). Of few sets all are taken, of many a fixed sample.
/// </summary>
internal sealed class FirthTerms
{
    // A determinant below this, of rows of length 1, is rounding.
    private const double SmallestDeterminant = 1e-9;
    private const int MostSteps = 40;

    private readonly List<int[]> _sets;

    /// <param name="surface">The likelihood of all parameters.</param>
    /// <param name="most">How many sets of rows to take at most.</param>
    public FirthTerms(FirthSurface surface, int most)
    {
        int[] rows = [.. Enumerable.Range(0, surface.RowCount).DistinctBy(row => Key(surface, row))];
        _sets = most == 0 ? [] : Combinations(rows.Length, surface.ColumnCount) <= 2.0 * most
            ? [.. All(rows, surface.ColumnCount).Where(set => IsIndependent(surface, set))]
            : Sample(surface, rows, most);
    }

    /// <summary>For each set the maximum of its term on the surface or a plane of it.</summary>
    /// <param name="surface">The surface or a plane.</param>
    /// <param name="starts">For each set where to start, or <see langword="null"/> for 0; a set that has none is left out.</param>
    public double[]?[] Maxima(FirthSurface surface, double[]?[]? starts = null)
    {
        double[] zero = new double[surface.Dimension];
        double[]?[] maxima = new double[_sets.Count][];
        for (int index = 0; index < maxima.Length; index++)
        {
            int[] set = _sets[index];
            double[]? start = starts is null ? zero : starts[index];
            maxima[index] = start is null ? null : FirthAscent.Climb(surface, start, point => surface.EvaluateTerm(point, set), MostSteps)?.Parameters;
        }

        return maxima;
    }

    private static string Key(FirthSurface surface, int row)
    {
        var key = new System.Text.StringBuilder();
        for (int column = 0; column < surface.ColumnCount; column++)
        {
            key.Append(System.Globalization.CultureInfo.InvariantCulture, $"{surface[row, column]:R} ");
        }

        return key.Append(System.Globalization.CultureInfo.InvariantCulture, $"{surface.OffsetOf(row):R}").ToString();
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

    private static List<int[]> Sample(FirthSurface surface, int[] rows, int most)
    {
        var random = new SplitMix(surface.ColumnCount);
        var seen = new HashSet<string>();
        var sets = new List<int[]>();
        int[] shuffled = [.. rows];
        for (int draw = 0; draw < 4 * most && sets.Count < most; draw++)
        {
            for (int place = 0; place < surface.ColumnCount; place++)
            {
                int other = place + random.Next(shuffled.Length - place);
                (shuffled[place], shuffled[other]) = (shuffled[other], shuffled[place]);
            }

            int[] set = [.. shuffled.Take(surface.ColumnCount).Order()];
            if (seen.Add(string.Join(' ', set)) && IsIndependent(surface, set))
            {
                sets.Add(set);
            }
        }

        return sets;
    }

    private static bool IsIndependent(FirthSurface surface, int[] set)
    {
        int size = set.Length;
        double[] matrix = new double[size * size];
        double[] scale = new double[size];
        for (int index = 0; index < size; index++)
        {
            double square = 0;
            for (int column = 0; column < size; column++)
            {
                double value = surface[set[index], column];
                matrix[(column * size) + index] = value;
                square += value * value;
            }

            if (square == 0)
            {
                return false;
            }

            scale[index] = 1 / Math.Sqrt(square);
        }

        var factorization = new RowWiseFactorization(size, size);
        return factorization.Factor(matrix, scale) && factorization.LogDeterminant > 2 * Math.Log(SmallestDeterminant);
    }
}
