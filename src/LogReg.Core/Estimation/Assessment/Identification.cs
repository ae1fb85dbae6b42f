using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>
/// Which coefficients the rows determine. Three things can be in the way: a column that is a linear combination of others, a direction that
/// separation leaves free, and rows that are so nearly certain that their information about a direction is lost in rounding, of several
/// classes perhaps in the equation of a single one.
/// </summary>
internal sealed class Identification
{
    // A standard deviation of a column, or a level, moves no probability by log-odds of hundreds.
    private const double LargestStandardError = 100;
    private const double LeastInformationShare = 1e-10;

    // Where a probability is 0 or 1 to nine digits.
    private const double CertainLogOdds = 20;

    // What is smaller than this beside the rest is rounding.
    private const double SmallestShare = 1e-9;

    private readonly FitPlan _plan;
    private readonly TermLayout _layout;
    private readonly FittedSolution _fitted;
    private readonly InformationMatrix? _information;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<string> _aliasedNames;
    private readonly List<double[]> _lostDirections;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="fitted">The solution.</param>
    /// <param name="information">The information at the solution; <see langword="null"/> where the classes are completely
    /// separated.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public Identification(
        FitPlan plan, TermLayout layout, FittedSolution fitted, InformationMatrix? information, CancellationToken cancellationToken)
    {
        _plan = plan;
        _layout = layout;
        _fitted = fitted;
        _information = information;
        _cancellationToken = cancellationToken;
        Aliased = FindAliased();
        _aliasedNames = [.. Aliased.Select(one => one.Name)];
        _lostDirections = FindLostDirections();
    }

    /// <summary>The coefficients whose columns are linear combinations of others.</summary>
    public IReadOnlyList<AliasedCoefficient> Aliased { get; }

    /// <summary>The directions of the fit's parameters that the rows do not determine, besides those of aliased columns.</summary>
    public IReadOnlyList<double[]> FreeDirections => [.. _fitted.FreeDirections, .. _lostDirections];

    /// <summary>The coefficients without a finite estimate, by their places in the equations that the model shows.</summary>
    public IReadOnlyList<int> Unbounded => [.. Places.Where(place => !IsAliased(place) && IsMovedBy(_fitted.FreeDirections, place))];

    private IEnumerable<int> Places => Enumerable.Range(0, _fitted.Parameters.Length);

    /// <summary>Whether a coefficient's column is a linear combination of others.</summary>
    /// <param name="place">Its place in the equations that the model shows.</param>
    public bool IsAliased(int place) => _aliasedNames.Contains(_layout.Names[place % _layout.Count]);

    /// <summary>Whether the rows determine a coefficient.</summary>
    /// <param name="place">Its place in the equations that the model shows.</param>
    public bool HasEstimate(int place) =>
        !IsAliased(place) && !IsMovedBy(_fitted.FreeDirections, place) && !IsMovedBy(_lostDirections, place);

    /// <summary>
    /// The coefficients that have a finite estimate which the rows do not determine, by their places: their information is lost, or next to
    /// nothing compared with what the same rows would give at even odds.
    /// </summary>
    /// <param name="covariance">The inverse information of the equations that the model shows, on the original scale, both
    /// triangles.</param>
    /// <param name="logOdds">The log-odds of the rows with two classes; empty with more.</param>
    public IReadOnlyList<int> Undetermined(double[] covariance, double[] logOdds)
    {
        int dimension = _fitted.Parameters.Length;
        int[] lost =
        [
            .. Places.Where(place => !IsAliased(place) && !IsMovedBy(_fitted.FreeDirections, place) && IsMovedBy(_lostDirections, place)),
        ];
        int[] uncertain =
        [
            .. Places.Where(
                place =>
                    HasEstimate(place)
                        && Math.Sqrt(covariance[place * (dimension + 1)]) * _layout.Scales[place % _layout.Count] > LargestStandardError),
        ];
        if (uncertain.Length == 0 || _information is not { IsExtended: true })
        {
            return lost;
        }

        bool IsLost(ExtendedMatrix atEvenOdds, int place) =>
            atEvenOdds[place, place].ToDouble() < LeastInformationShare * covariance[place * (dimension + 1)];
        ExtendedMatrix atEvenOdds = CovarianceAtZero(InformationAtZero(_fitted.LimitData));
        int[] suspects = [.. uncertain.Where(place => IsLost(atEvenOdds, place))];
        if (suspects.Length > 0 && _fitted.Data.ClassCount == 2)
        {
            // A row that is certain because it is far away takes nothing from what the others tell.
            ExtendedCholesky ofOthers = InformationAtZero(WithoutCertainRows(_fitted.LimitData, logOdds));
            ExtendedMatrix withoutThem = CovarianceAtZero(ofOthers);
            suspects = [.. suspects.Where(place => ofOthers.DependentColumns.Contains(place) || IsLost(withoutThem, place))];
        }

        return [.. lost.Concat(suspects).Order()];
    }

    private static ClassificationData WithoutCertainRows(ClassificationData data, double[] logOdds) => new(
        data.Design,
        data.Classes,
        data.ClassCount,
        [.. logOdds.Select((value, row) => Math.Abs(value) > CertainLogOdds ? 0 : data.Weights?[row] ?? 1)],
        data.Offsets);

    private ExtendedMatrix CovarianceAtZero(ExtendedCholesky information) =>
        OriginalScale.Covariance(_layout, _fitted.Classes.CovarianceOf(information.Inverse(), _layout.Count), _fitted.EquationCount);

    // Rows that are all but certain weigh next to nothing in the information; which columns depend on others by themselves shows at β = 0,
    // where every row weighs w/4.
    private List<AliasedCoefficient> FindAliased()
    {
        var aliased = new List<AliasedCoefficient>();
        if (_information is not null && _information.Rank == _information.Dimension)
        {
            return aliased;
        }

        double[] atZero = new double[_fitted.Parameters.Length];
        var gram = new InformationMatrix(
            _plan.Firth ? _fitted.LimitObjective : _fitted.Objective,
            _fitted.Data.WeightSum,
            atZero,
            _cancellationToken,
            _plan.Firth ? null : () => InformationAtZero(_fitted.Data),
            new DependenceCheck(_fitted.Data));
        for (int parameter = 0; parameter < _layout.Count; parameter++)
        {
            if (gram.IsDependent[parameter] && !IsTold(parameter))
            {
                double[] combination = gram.CombinationOf(parameter);
                double largest = combination.Max(Math.Abs);
                string[] dependsOn = _layout.IsEmpty(parameter) ? []
                    : largest == 0 ? [Coefficients.InterceptName]
                    : [.. _layout.Names.Where((_, other) => Math.Abs(combination[other]) > SmallestShare * largest)];

                // The intercept is always free to join in: it says nothing unless it is alone.
                dependsOn = dependsOn.Length > 1 ? [.. dependsOn.Except([Coefficients.InterceptName])] : dependsOn;
                aliased.Add(new AliasedCoefficient(_layout.Names[parameter], dependsOn)
                {
                    Combination = _layout.HasOwnTerms ? CombinationOf(combination, dependsOn) : null,
                });
            }
        }

        return aliased;
    }

    private double[] CombinationOf(double[] combination, string[] dependsOn)
    {
        var places = _layout.Names.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return [.. dependsOn.Select(name => combination[places[name]])];
    }

    // A column on the verge of dependence is one that the fit, with as many digits, has told from the others in some equation.
    private bool IsTold(int parameter) => _information is { IsExtended: true } information
        && Enumerable.Range(0, _fitted.EquationCount).Any(equation => !information.IsDependent[(equation * _layout.Count) + parameter]);

    // A parameter that the information cannot tell from others although its column is none of theirs; separation leaves such parameters,
    // too, and knows them.
    private List<double[]> FindLostDirections()
    {
        if (_information is null)
        {
            return [];
        }

        int[] dependent = [.. Places.Where(parameter => _information.IsDependent[parameter] && !IsAliased(parameter))];
        bool separationExplainsAll = dependent.Length <= _fitted.FreeDirections.Count;
        return
        [
            .. dependent.Where(parameter => !separationExplainsAll || _fitted.FreeDirections.All(direction => direction[parameter] == 0))
                .Select(_information.NullDirectionOf),
        ];
    }

    private ExtendedCholesky InformationAtZero(ClassificationData data) =>
        _plan.ExtendedLikelihood(data).Information(new double[_fitted.Parameters.Length], _cancellationToken);

    private bool IsMovedBy(IReadOnlyList<double[]> directions, int place) => directions.Any(
        direction =>
            BaseChoice.Change(
                _layout, place % _layout.Count, _fitted.Classes.Shown(direction, place / _layout.Count, _layout.Count), direction) != 0);
}
