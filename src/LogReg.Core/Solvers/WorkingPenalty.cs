using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>The penalty at one λ, of the parameters of a working set: what is asked of a point there, and where a single parameter or a
/// group is best.</summary>
internal sealed class WorkingPenalty
{
    private const int MostRootSteps = 100;

    private readonly double[] _absolute;
    private readonly double[] _square;
    private readonly bool[] _isNonnegative;
    private readonly int[] _groupOf;
    private readonly int[][] _groups;
    private readonly double[] _groupStrengths;

    /// <param name="penalty">The penalty without λ.</param>
    /// <param name="lambda">λ ≥ 0.</param>
    /// <param name="columns">The columns at work, among all parameters of an equation; groups in whole.</param>
    /// <param name="equationCount">The number of equations.</param>
    public WorkingPenalty(CompositePenalty penalty, double lambda, IReadOnlyList<int> columns, int equationCount)
    {
        int length = columns.Count;
        _absolute = new double[equationCount * length];
        _square = new double[_absolute.Length];
        _isNonnegative = new bool[_absolute.Length];
        _groupOf = new int[_absolute.Length];
        Array.Fill(_groupOf, -1);
        var placeOf = new Dictionary<int, int>();
        for (int index = 0; index < length; index++)
        {
            placeOf[columns[index]] = index;
        }

        for (int place = 0; place < _absolute.Length; place++)
        {
            int column = columns[place % length];
            _absolute[place] = lambda * penalty.Alpha * penalty.Factors[column];
            _square[place] = lambda * (1 - penalty.Alpha) * penalty.Factors[column];
            _isNonnegative[place] = penalty.IsNonnegative[column];
        }

        var groups = new List<int[]>();
        var strengths = new List<double>();
        foreach (int[] group in penalty.Groups.Where(group => placeOf.ContainsKey(group[0])))
        {
            int[] places =
            [
                .. Enumerable.Range(0, equationCount).SelectMany(equation => group.Select(column => (equation * length) + placeOf[column])),
            ];
            foreach (int place in places)
            {
                _absolute[place] = 0;
                _groupOf[place] = groups.Count;
            }

            groups.Add(places);
            strengths.Add(StrengthOf(penalty, lambda, group, equationCount));
        }

        _groups = [.. groups];
        _groupStrengths = [.. strengths];
    }

    /// <summary>For each group its parameters.</summary>
    public IReadOnlyList<int[]> Groups => _groups;

    /// <summary>Whether a parameter moves with others of its group.</summary>
    public bool IsGrouped(int place) => _groupOf[place] >= 0;

    /// <summary>The factor of the absolute value of a parameter; 0 in a group.</summary>
    public double AbsoluteOf(int place) => _absolute[place];

    /// <summary>The factor of half the square of a parameter.</summary>
    public double SquareOf(int place) => _square[place];

    /// <summary>Whether a parameter has a corner or a bound at 0.</summary>
    public bool HasCorner(int place) => _absolute[place] > 0 || _isNonnegative[place];

    /// <summary>Whether nothing keeps any parameter small.</summary>
    public bool IsNone => _groups.Length == 0 && _absolute.All(value => value == 0) && _square.All(value => value == 0);

    /// <summary>λα√K·v of a group of columns, with K its parameters in all equations.</summary>
    public static double StrengthOf(CompositePenalty penalty, double lambda, int[] group, int equationCount) =>
        lambda * penalty.Alpha * penalty.Factors[group[0]] * Math.Sqrt(group.Length * (double)equationCount);

    /// <summary>The penalty at a point.</summary>
    public double ValueAt(ReadOnlySpan<double> parameters)
    {
        double sum = 0;
        for (int place = 0; place < parameters.Length; place++)
        {
            double value = parameters[place];
            sum += (_absolute[place] * Math.Abs(value)) + (_square[place] / 2 * value * value);
        }

        for (int group = 0; group < _groups.Length; group++)
        {
            sum += _groupStrengths[group] * NormOf(_groups[group], parameters);
        }

        return sum;
    }

    /// <summary>By how much the conditions of an optimum are missed at most (Karush, Kuhn, Tucker), on the scale of the gradient.</summary>
    /// <param name="parameters">The point.</param>
    /// <param name="gradient">The loss's gradient there.</param>
    public double ResidualAt(ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient)
    {
        double largest = 0;
        for (int place = 0; place < parameters.Length; place++)
        {
            if (_groupOf[place] < 0)
            {
                largest = Math.Max(largest, ResidualAt(place, parameters[place], gradient[place]));
            }
        }

        for (int group = 0; group < _groups.Length; group++)
        {
            largest = Math.Max(largest, GroupResidualAt(group, parameters, gradient));
        }

        // Math.Max keeps NaN, so that a point out of reach never looks like an optimum.
        return largest;
    }

    /// <summary>Minimises the quadratic model along one parameter.</summary>
    /// <param name="place">The parameter, in no group.</param>
    /// <param name="value">Where it is.</param>
    /// <param name="slope">The model's slope there.</param>
    /// <param name="curvature">The model's curvature.</param>
    public double BestValue(int place, double value, double slope, double curvature)
    {
        double bend = curvature + _square[place];
        if (bend == 0)
        {
            return _absolute[place] > 0 ? 0 : value;
        }

        double pull = (curvature * value) - slope;
        double strength = _absolute[place];
        double shrunk = pull > strength ? pull - strength : pull < -strength ? pull + strength : 0;
        return _isNonnegative[place] ? Math.Max(0, shrunk / bend) : shrunk / bend;
    }

    /// <summary>Minimises the model, with a diagonal that bounds its curvature, over a group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="values">Where its parameters are; out: where they are best.</param>
    /// <param name="slopes">The model's slopes there.</param>
    /// <param name="curvatures">The diagonal.</param>
    public void BestValues(int group, Span<double> values, ReadOnlySpan<double> slopes, ReadOnlySpan<double> curvatures)
    {
        double strength = _groupStrengths[group];
        double square = _square[_groups[group][0]];
        double pullNorm = 0;
        double largestBend = 0;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (curvatures[index] * values[index]) - slopes[index];
            pullNorm += values[index] * values[index];
            largestBend = Math.Max(largestBend, curvatures[index] + square);
        }

        pullNorm = Math.Sqrt(pullNorm);
        if (pullNorm <= strength || largestBend == 0)
        {
            values.Clear();
            return;
        }

        // The norm r of the best values solves Σ (pull/(bend·r + strength))² = 1, a falling convex function: Newton's method from below
        // never passes the root.
        double norm = (pullNorm - strength) / largestBend;
        for (int step = 0; step < MostRootSteps; step++)
        {
            double sum = 0;
            double derivative = 0;
            for (int index = 0; index < values.Length; index++)
            {
                double bend = curvatures[index] + square;
                double ratio = values[index] / ((bend * norm) + strength);
                sum += ratio * ratio;
                derivative -= 2 * ratio * ratio * bend / ((bend * norm) + strength);
            }

            double change = derivative == 0 ? 0 : (1 - sum) / derivative;
            norm += change;
            if (Math.Abs(change) <= 1e-15 * norm)
            {
                break;
            }
        }

        for (int index = 0; index < values.Length; index++)
        {
            values[index] = values[index] * norm / (((curvatures[index] + square) * norm) + strength);
        }
    }

    private double ResidualAt(int place, double value, double gradient)
    {
        double slope = gradient + (_square[place] * value);
        double strength = _absolute[place];
        return value > 0 ? Math.Abs(slope + strength)
            : value < 0 ? Math.Abs(slope - strength)
            : _isNonnegative[place] ? Math.Max(0, -slope - strength)
            : Math.Max(0, Math.Abs(slope) - strength);
    }

    private double GroupResidualAt(int group, ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient)
    {
        int[] places = _groups[group];
        double norm = NormOf(places, parameters);
        if (norm == 0)
        {
            return Math.Max(0, NormOf(places, gradient) - _groupStrengths[group]);
        }

        double largest = 0;
        foreach (int place in places)
        {
            double value = parameters[place];
            largest = Math.Max(largest, Math.Abs(gradient[place] + (_square[place] * value) + (_groupStrengths[group] * value / norm)));
        }

        return largest;
    }

    private static double NormOf(int[] places, ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (int place in places)
        {
            sum += values[place] * values[place];
        }

        return Math.Sqrt(sum);
    }
}
