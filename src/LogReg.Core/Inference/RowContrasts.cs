using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Inference;

/// <summary>
/// Differences between the log-odds of two rows in one equation, d·b, with their standard errors √(dᵀCd), where d is the difference of the
/// rows in the columns of the design matrix and C the covariance matrix of the coefficients b. Not for several threads at a time.
/// </summary>
internal sealed class RowContrasts
{
    // What a direction changes in a difference that it does not move is rounding beside the terms that cancel.
    private const double RoundingShare = 1e-9;

    // Combinations of columns have fewer digits.
    private const double CombinationShare = 1e-6;

    private readonly TermLayout _layout;
    private readonly ModelInference? _inference;
    private readonly TermBlock _block;
    private readonly double[] _coefficients;
    private readonly double[] _errors;
    private readonly int _first;
    private readonly bool[] _isUnbounded;
    private readonly (int Place, int[] Others, IReadOnlyList<double>? Combination)[] _aliased;
    private readonly bool[] _isUndetermined;

    /// <param name="layout">The layout of the model's terms.</param>
    /// <param name="equation">The equation.</param>
    /// <param name="inference">The uncertainty; <see langword="null"/> if it is not known.</param>
    /// <param name="errors">The standard errors of the coefficients of the equation; NaN where there is none.</param>
    /// <param name="position">The position of the equation among those of the model.</param>
    /// <param name="nameOf">The name of a coefficient of the equation in results about all equations.</param>
    public RowContrasts(
        TermLayout layout,
        LinearEquation equation,
        ModelInference? inference,
        IReadOnlyList<double>? errors,
        int position,
        Func<string, string> nameOf)
    {
        _layout = layout;
        _inference = inference;
        _block = new TermBlock(layout, capacity: 1);
        _coefficients = [.. layout.NamedWeights(equation).Values];
        _errors = [.. errors ?? Enumerable.Repeat(double.NaN, layout.Count)];
        _first = position * layout.Count;
        HashSet<string> unbounded = [.. inference?.Separation.Unbounded.Select(one => one.Name) ?? []];
        HashSet<string> undetermined = [.. inference?.Undetermined ?? []];
        _isUnbounded = [.. layout.Names.Select(name => unbounded.Contains(nameOf(name)))];
        var places = layout.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        _aliased = [.. (inference?.Aliased ?? []).Where(one => places.ContainsKey(one.Name) && one.DependsOn.All(places.ContainsKey))
            .Select(one => (places[one.Name], one.DependsOn.Select(name => places[name]).ToArray(), one.Combination))];
        _isUndetermined = [.. layout.Names.Select((name, place) => double.IsNaN(_errors[place]) && undetermined.Contains(nameOf(name)))];
    }

    /// <summary>Compares two rows.</summary>
    /// <param name="name">What the result is called.</param>
    /// <param name="from">The cells of one row, as a model takes them.</param>
    /// <param name="to">The cells of the other row.</param>
    /// <param name="quantile">The normal quantile of the interval.</param>
    /// <returns>The log-odds of <paramref name="to"/> less those of <paramref name="from"/>, and why there is no estimate, if there is
    /// none.</returns>
    public (CoefficientEstimate Difference, NoEstimateReason? Reason) Compare(string name, double[] from, double[] to, double quantile)
    {
        double[] before = DesignOf(from);
        double[] change = [.. DesignOf(to).Select((value, place) => value - before[place])];
        bool isCovered = _layout.Terms.Where(term => term.Features.Any(feature => !from[feature].Equals(to[feature])))
            .All(term => term.Covers(from) && term.Covers(to));
        if ((isCovered ? ReasonFor(change) : NoEstimateReason.NoRows) is NoEstimateReason reason)
        {
            var none = new ConfidenceInterval(double.NaN, double.NaN);
            return (new CoefficientEstimate(name, double.NaN, double.NaN, double.NaN, none), reason);
        }

        int[] moved = [.. Enumerable.Range(0, change.Length).Where(place => change[place] != 0)];
        double[] steps = [.. moved.Select(place => change[place] * _layout.Scales[place])];
        double estimate = 0;
        for (int index = 0; index < moved.Length; index++)
        {
            estimate += steps[index] * _coefficients[moved[index]];
        }

        double error = ErrorOf(moved, steps);
        var interval = new ConfidenceInterval(estimate - (quantile * error), estimate + (quantile * error));
        return (new CoefficientEstimate(name, estimate, error, StandardNormal.TwoSidedTail(estimate / error), interval), null);
    }

    // The row in the standardised columns of the parameters.
    private double[] DesignOf(double[] row)
    {
        double[] columns = new double[_layout.ColumnCount];
        _block.Fill(row).AddTransposedProduct([1.0], columns);
        return [.. Enumerable.Range(0, _layout.Count).Select(place => columns[_layout.ParameterColumns[place]])];
    }

    private NoEstimateReason? ReasonFor(double[] change)
    {
        IReadOnlyList<double[]> directions = _inference?.Separation.FreeDirections ?? [];
        bool dependsOnUnbounded = false;
        bool dependsOnUndetermined = false;
        for (int place = 0; place < change.Length; place++)
        {
            dependsOnUnbounded |= change[place] != 0 && _isUnbounded[place];
            dependsOnUndetermined |= change[place] != 0 && _isUndetermined[place];
        }

        // Coefficients may all be without an estimate while their sum has one: where the directions are known, they decide.
        bool isMoved = directions.Count == 0 ? dependsOnUnbounded || dependsOnUndetermined : directions.Any(one => IsMovedBy(one, change));
        return _aliased.Any(one => IsMovedBy(one.Place, one.Others, one.Combination, change)) ? NoEstimateReason.Aliasing
            : !isMoved ? null
            : dependsOnUnbounded ? NoEstimateReason.Separation
            : NoEstimateReason.Undetermined;
    }

    // A difference has an estimate if it moves an aliased column as much as the columns that it is a combination of.
    private static bool IsMovedBy(int place, int[] others, IReadOnlyList<double>? combination, double[] change)
    {
        if (combination is null)
        {
            return change[place] != 0 || others.Any(other => change[other] != 0);
        }

        double rest = change[place];
        double size = Math.Abs(rest);
        for (int index = 0; index < others.Length; index++)
        {
            double term = combination[index] * change[others[index]];
            rest -= term;
            size += Math.Abs(term);
        }

        return Math.Abs(rest) > CombinationShare * size;
    }

    private static bool IsMovedBy(double[] direction, double[] change)
    {
        double sum = 0;
        double size = 0;
        for (int place = 0; place < change.Length; place++)
        {
            double term = direction[place] * change[place];
            sum += term;
            size += Math.Abs(term);
        }

        return Math.Abs(sum) > RoundingShare * size;
    }

    private double ErrorOf(int[] moved, double[] steps)
    {
        if (_inference?.Covariance is not CoefficientCovariance covariance)
        {
            // Without the matrix, the standard error of a single coefficient is known.
            return moved.Length == 1 ? Math.Abs(steps[0]) * _errors[moved[0]] : double.NaN;
        }

        if (covariance.HasRemainders)
        {
            return ExtendedErrorOf(covariance, moved, steps);
        }

        double variance = 0;
        for (int row = 0; row < moved.Length; row++)
        {
            double sum = 0;
            for (int column = 0; column < moved.Length; column++)
            {
                sum += covariance.Generalized(_first + moved[row], _first + moved[column]) * steps[column];
            }

            variance += steps[row] * sum;
        }

        // Rounding may leave a variance of nearly nothing below it.
        return Math.Sqrt(Math.Max(0, variance));
    }

    private double ExtendedErrorOf(CoefficientCovariance covariance, int[] moved, double[] steps)
    {
        DoubleDouble variance = 0;
        for (int row = 0; row < moved.Length; row++)
        {
            DoubleDouble sum = 0;
            for (int column = 0; column < moved.Length; column++)
            {
                sum += covariance.Extended(_first + moved[row], _first + moved[column]) * steps[column];
            }

            variance += sum * steps[row];
        }

        return DoubleDouble.SquareRoot(variance).ToDouble();
    }
}
