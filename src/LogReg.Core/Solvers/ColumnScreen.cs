using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Which columns that are not at work may have parameters other than 0. It remembers the gradient of all columns at an earlier point, and
/// by how much the residuals have moved since: |g_j − g_j'| ≤ ‖x_j‖·‖r − r'‖/Σw (Cauchy and Schwarz), so that most columns are proved to be
/// 0 without a look at them.
/// </summary>
internal sealed class ColumnScreen
{
    // With more columns in doubt than this share of all, all are looked at, and remembered.
    private const double ShareForFullPass = 0.25;

    private readonly WorkingSet _set;
    private readonly CompositePenalty _penalty;
    private readonly int _length;
    private readonly int[][] _groups;
    private double[]? _norms;
    private double[]? _gradient;
    private double[][] _residuals = [];
    private EvaluatedPoint? _point;

    /// <param name="set">The columns at work.</param>
    /// <param name="penalty">The penalty without λ.</param>
    public ColumnScreen(WorkingSet set, CompositePenalty penalty)
    {
        _set = set;
        _penalty = penalty;
        _length = penalty.Factors.Length;
        _groups = new int[_length][];
        for (int column = 0; column < _length; column++)
        {
            _groups[column] = [column];
        }

        foreach (int[] group in penalty.Groups)
        {
            foreach (int column in group)
            {
                _groups[column] = group;
            }
        }
    }

    /// <summary>The gradient that is remembered; empty if none is.</summary>
    public double[] Gradient => _gradient ?? [];

    /// <summary>Where the residuals that are remembered were taken.</summary>
    public EvaluatedPoint? Point => _point;

    /// <summary>Remembers what another screen has remembered. The working set has to be restored afterwards.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="point">Where the residuals were taken.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    public void Restore(double[] gradient, EvaluatedPoint point, CancellationToken cancellationToken)
    {
        _gradient = gradient;
        _point = point;
        _residuals = _set.ResidualsOf(point, cancellationToken);
    }

    /// <summary>The smallest λ at which the conditions hold with every penalised parameter 0.</summary>
    /// <param name="gradient">The gradient of all columns where they are 0 and the others are at their optimum.</param>
    public double LargestLambda(double[] gradient)
    {
        double largest = 0;
        for (int column = 0; column < _length; column++)
        {
            if (_penalty.Factors[column] > 0)
            {
                largest = Math.Max(largest, PullOf(_groups[column], gradient) / StrengthOf(_groups[column]));
            }
        }

        return largest;
    }

    /// <summary>The columns that the strong rule lets come in, and those that have no corner at 0 and always belong to the set.</summary>
    /// <param name="lambda">λ.</param>
    /// <param name="previous">The λ of the last solution; ∞ where there is none.</param>
    /// <param name="residuals">The residuals at the last solution, an array an equation; none where there is none.</param>
    /// <param name="point">Where they were taken.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public bool[] MayDiffer(
        double lambda, double previous, IReadOnlyList<double[]> residuals, EvaluatedPoint? point, CancellationToken cancellationToken)
    {
        bool[] may = new bool[_length];
        for (int column = 0; column < _length; column++)
        {
            may[column] = column == 0 || (StrengthOf(_groups[column]) * lambda == 0 && !IsBound(column));
        }

        if (residuals.Count > 0)
        {
            foreach (int column in Exceeding((2 * lambda) - previous, 0, residuals, point, cancellationToken))
            {
                may[column] = true;
            }
        }

        return may;
    }

    /// <summary>The columns not at work for which 0 is not optimal.</summary>
    /// <param name="lambda">λ.</param>
    /// <param name="tolerance">By how much the conditions may be missed.</param>
    /// <param name="residuals">The residuals at the solution, an array an equation.</param>
    /// <param name="point">Where they were taken.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public IReadOnlyList<int> FindViolations(
        double lambda, double tolerance, IReadOnlyList<double[]> residuals, EvaluatedPoint? point, CancellationToken cancellationToken) =>
        Exceeding(lambda, tolerance, residuals, point, cancellationToken);

    // The columns not at work that the gradient pulls at harder than the penalty of a λ holds.
    private int[] Exceeding(
        double lambda, double tolerance, IReadOnlyList<double[]> residuals, EvaluatedPoint? point, CancellationToken cancellationToken)
    {
        if (_set.Columns.Count == _length)
        {
            return [];
        }

        bool[] isAtWork = new bool[_length];
        foreach (int column in _set.Columns)
        {
            isAtWork[column] = true;
        }

        double[] changes = ChangesOf(residuals);
        int[] doubtful = [.. Enumerable.Range(0, _length).Where(column => !isAtWork[column] && !IsProved(column, lambda, changes))];
        if (doubtful.Length == 0)
        {
            return [];
        }

        double[] gradient;
        if (_gradient is null || doubtful.Length > ShareForFullPass * _length)
        {
            gradient = _set.GradientOf(_set.Rows.Design, residuals, cancellationToken);
            _gradient = gradient;
            _residuals = [.. residuals.Select(values => (double[])values.Clone())];
            _point = point;
        }
        else
        {
            double[] own = _set.GradientOf(_set.Rows.Design.Select(doubtful), residuals, cancellationToken);
            gradient = [.. _gradient];
            for (int equation = 0; equation < _set.EquationCount; equation++)
            {
                for (int index = 0; index < doubtful.Length; index++)
                {
                    gradient[(equation * _length) + doubtful[index]] = own[(equation * doubtful.Length) + index];
                }
            }
        }

        return [.. doubtful.Where(column => PullOf(_groups[column], gradient) > (StrengthOf(_groups[column]) * lambda) + tolerance)];
    }

    // The norm of the residuals' change since the remembered gradient, over Σw, an equation each.
    private double[] ChangesOf(IReadOnlyList<double[]> residuals) => _gradient is null
        ? []
        : [.. residuals.Select((values, equation) => _set.DistanceOf(values, _residuals[equation]) / _set.Rows.WeightSum)];

    private bool IsProved(int column, double lambda, double[] changes)
    {
        if (_gradient is null)
        {
            return false;
        }

        _norms ??= _set.ColumnNorms();
        double sum = 0;
        foreach (int member in _groups[column])
        {
            foreach (double change in changes)
            {
                sum += _norms[member] * change * _norms[member] * change;
            }
        }

        return PullOf(_groups[column], _gradient) + Math.Sqrt(sum) <= StrengthOf(_groups[column]) * lambda;
    }

    // What the gradient pulls at a column with, or at its group: the norm that the penalty has to hold at 0.
    private double PullOf(int[] columns, double[] gradient)
    {
        double largest = 0;
        double sum = 0;
        foreach (int column in columns)
        {
            for (int equation = 0; equation < _set.EquationCount; equation++)
            {
                double value = gradient[(equation * _length) + column];
                sum += value * value;
                largest = Math.Max(largest, _penalty.IsNonnegative[column] ? -value : Math.Abs(value));
            }
        }

        return IsGroup(columns) ? Math.Sqrt(sum) : largest;
    }

    private double StrengthOf(int[] columns) => IsGroup(columns)
        ? WorkingPenalty.StrengthOf(_penalty, 1, columns, _set.EquationCount)
        : _penalty.Alpha * _penalty.Factors[columns[0]];

    private static bool IsGroup(int[] columns) => columns.Length > 1;

    // A bound of 0 holds a parameter there even without a penalty.
    private bool IsBound(int column) => _penalty.IsNonnegative[column];
}
