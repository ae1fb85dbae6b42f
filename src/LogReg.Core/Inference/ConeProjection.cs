using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>
/// The point nearest to a target among the sums of rows with factors of 0 or more (Lawson &amp; Hanson, Solving Least Squares Problems,
/// 1974, algorithm NNLS). What is left of the target is either 0, so that it is such a sum, or has no positive product with any row and one
/// with the target: it proves that the target is none.
/// </summary>
internal sealed class ConeProjection
{
    // Rows and target are of length 1, and exact to some 1e-12.
    private const double SmallestRemainder = 1e-8;
    private const double SmallestShare = 1e-7;
    private const double DependentShare = 1e-9;

    private readonly double[][] _rows;
    private readonly double[] _target;
    private readonly List<int> _chosen = [];
    private readonly List<double> _factors = [];
    private double[] _remainder;

    /// <param name="rows">Rows of length 1.</param>
    /// <param name="target">A vector of length 1.</param>
    public ConeProjection(double[][] rows, double[] target)
    {
        _rows = rows;
        _target = target;
        _remainder = [.. target];
    }

    /// <summary>How many products were taken.</summary>
    public long Work { get; private set; }

    /// <summary>What the nearest sum leaves of the target; <see langword="null"/> where it is nothing, or was not found.</summary>
    public double[]? Remainder { get; private set; }

    /// <summary>Projects.</summary>
    /// <param name="mostWork">How many products may be taken.</param>
    /// <returns>Whether the target is a sum of rows with factors of 0 or more; false where that is not decided.</returns>
    public bool Run(long mostWork)
    {
        var rejected = new HashSet<int>();
        while (Work < mostWork)
        {
            double size = Math.Sqrt(DenseKernels.Dot(_remainder, _remainder));
            if (size <= SmallestRemainder)
            {
                return true;
            }

            int best = BestRow(rejected, SmallestShare * size);
            if (best < 0)
            {
                Remainder = rejected.Count == 0 ? _remainder : null;
                return false;
            }

            _chosen.Add(best);
            _factors.Add(0);
            if (Solve())
            {
                rejected.Clear();
            }
            else
            {
                rejected.Add(best);
            }
        }

        return false;
    }

    private int BestRow(HashSet<int> rejected, double least)
    {
        Work += (long)_rows.Length * _target.Length;
        int best = -1;
        for (int row = 0; row < _rows.Length; row++)
        {
            double product = DenseKernels.Dot(_rows[row], _remainder);
            if (product > least && !rejected.Contains(row) && !_chosen.Contains(row))
            {
                best = row;
                least = product;
            }
        }

        return best;
    }

    // Least squares over the chosen rows; those whose factors would turn negative on the way are dropped. False where the last row is no
    // help, being a sum of the others but for rounding.
    private bool Solve()
    {
        int last = _chosen[^1];
        while (true)
        {
            double[]? solution = LeastSquares();
            if (solution is null)
            {
                int place = _chosen.IndexOf(last);
                if (place >= 0)
                {
                    _chosen.RemoveAt(place);
                    _factors.RemoveAt(place);
                }

                return false;
            }

            double share = 1;
            for (int index = 0; index < solution.Length; index++)
            {
                share = solution[index] <= 0 ? Math.Min(share, _factors[index] / (_factors[index] - solution[index])) : share;
            }

            for (int index = 0; index < solution.Length; index++)
            {
                _factors[index] = share == 1 ? solution[index] : _factors[index] + (share * (solution[index] - _factors[index]));
            }

            if (share == 1)
            {
                break;
            }

            if (!DropVanished(solution))
            {
                return false;
            }
        }

        _remainder = [.. _target];
        for (int index = 0; index < _chosen.Count; index++)
        {
            DenseKernels.AddScaled(_rows[_chosen[index]], -_factors[index], _remainder);
        }

        return _chosen.Contains(last);
    }

    private bool DropVanished(double[] solution)
    {
        // Of those that fall, the one that reached 0 first; rounding may leave it a trace.
        double smallest = _factors.Where((_, index) => solution[index] <= 0).Min();
        bool hasDropped = false;
        for (int index = _factors.Count - 1; index >= 0; index--)
        {
            if (solution[index] <= 0 && _factors[index] <= Math.Max(smallest, 1e-14))
            {
                _chosen.RemoveAt(index);
                _factors.RemoveAt(index);
                hasDropped = true;
            }
        }

        return hasDropped;
    }

    // By an orthonormal basis of the chosen rows (Gram–Schmidt, twice); null where they are dependent.
    private double[]? LeastSquares()
    {
        int count = _chosen.Count;
        double[][] basis = new double[count][];
        double[,] triangle = new double[count, count];
        Work += (long)count * count * _target.Length * 2;
        for (int index = 0; index < count; index++)
        {
            double[] own = [.. _rows[_chosen[index]]];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int earlier = 0; earlier < index; earlier++)
                {
                    double product = DenseKernels.Dot(basis[earlier], own);
                    triangle[earlier, index] += product;
                    DenseKernels.AddScaled(basis[earlier], -product, own);
                }
            }

            double length = Math.Sqrt(DenseKernels.Dot(own, own));
            if (length <= DependentShare)
            {
                return null;
            }

            triangle[index, index] = length;
            basis[index] = [.. own.Select(value => value / length)];
        }

        double[] solution = new double[count];
        for (int index = count - 1; index >= 0; index--)
        {
            double rest = DenseKernels.Dot(basis[index], _target);
            for (int later = index + 1; later < count; later++)
            {
                rest -= triangle[index, later] * solution[later];
            }

            solution[index] = rest / triangle[index, index];
        }

        return solution;
    }
}
