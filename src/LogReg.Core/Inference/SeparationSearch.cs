using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>
/// Finds what separates, round by round: a verified direction sets the comparisons aside that it separates, and those that are left are
/// fitted again, until their fit proves that no direction separates any of them. That fit is the limit of the likelihood.
/// </summary>
internal sealed class SeparationSearch
{
    // Nested separation takes a round for each shell; more than a few are not met.
    private const int MaxRounds = 12;

    private const double FitTolerance = 1e-10;
    private const int FitIterations = 100;
    private const double FaintPenalty = 1e-6;

    // A candidate moves the rows that it separates by about 1, and the others by about 0.
    private static readonly double[] Thresholds = [0.5, 1e-3, 1e-6];

    private readonly ClassificationData _data;
    private readonly SolverResult _fit;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly SeparationRows _rows;
    private readonly bool[] _isAliased;
    private readonly double[] _columnSizes;

    /// <param name="data">Two classes or more.</param>
    /// <param name="fit">Where a solver of the unpenalised objective ended; of several classes the first has no equation.</param>
    /// <param name="threads">The largest number of threads of a pass, at least 1.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public SeparationSearch(ClassificationData data, SolverResult fit, int threads, CancellationToken cancellationToken)
    {
        _data = data;
        _fit = fit;
        _threads = threads;
        _cancellationToken = cancellationToken;
        _rows = new SeparationRows(data, threads, cancellationToken);
        int length = _rows.ParameterCount;
        double[] gram = _rows.Gram();
        _columnSizes =
        [
            .. Enumerable.Range(0, length).Select(column => Math.Sqrt(gram[column * (length + 1)] / Math.Max(1, _rows.ActiveCount))),
        ];
        _isAliased = new bool[length];
        foreach (int column in new CholeskyFactorization(gram, length, NewtonSolver.PivotTolerance).DependentColumns)
        {
            _isAliased[column] = true;
        }
    }

    /// <summary>The result where no row is separated, or none is known to be.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="kind">None or undetermined.</param>
    public static SeparationResult NothingSeparated(ClassificationData data, SolverResult fit, SeparationKind kind) => new()
    {
        Kind = kind,
        Direction = [],
        IsSeparatedRow = [],
        SeparatedRowCount = 0,
        FreeDirections = [],
        Parameters = fit.Parameters,
        Loss = fit.Evaluation.Loss,
        Limit = data,
    };

    /// <summary>Searches.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public SeparationResult Run()
    {
        SeparationRows rest = _rows;
        SolverResult fit = _fit.NewtonStep is not null || _fit.Evaluation.Separates ? _fit : Fit(_data, _fit.Parameters);
        SeparationDirection? found = null;
        for (int round = 0; round < MaxRounds; round++)
        {
            if (SeparationAnalysis.ProvesExistence(rest, fit))
            {
                return Result(found, rest, fit);
            }

            SeparationDirection? next = FromFit(rest, fit) ?? FromCandidate(rest, SeparationProgram.Solve(rest, _isAliased));
            if (next is null)
            {
                return ProvesWithoutWeights(rest) ? Result(found, rest, fit) : Unproved(found);
            }

            SeparationDirection? both = found is null ? next : found.Before(_rows, next, _columnSizes);
            if (both is null)
            {
                break;
            }

            found = both;
            rest = _rows.Without(found.IsSeparated);
            if (rest.ActiveCount == 0)
            {
                return Complete(found);
            }

            fit = Fit(rest.Limit(_data, _data.Weights), fit.Parameters);
        }

        return Unproved(found);
    }

    // The coefficients themselves separate everything, or the Newton step is on its way along a separating direction.
    private SeparationDirection? FromFit(SeparationRows rest, SolverResult fit)
    {
        bool[] all = [.. Enumerable.Range(0, rest.Count).Select(rest.IsActive)];
        return SeparationDirection.Verify(rest, fit.Parameters, all, _columnSizes)
            ?? (fit.NewtonStep is null ? null : FromCandidate(rest, fit.NewtonStep));
    }

    private SeparationDirection? FromCandidate(SeparationRows rest, double[] candidate)
    {
        double[] margins = rest.Margins(candidate);
        long count = 0;
        foreach (double threshold in Thresholds)
        {
            bool[] isSeparated = [.. margins.Select(margin => margin > threshold)];
            long more = _rows.Parts.Sum(isSeparated.Count(separated => separated));
            if (more == count)
            {
                continue;
            }

            count = more;
            var space = new SeparationNullSpace(rest.Without(isSeparated), _isAliased, _columnSizes);
            SeparationDirection? direction =
                SeparationDirection.Verify(rest, space.ProjectCleaned(candidate), isSeparated, _columnSizes)
                ?? SeparationDirection.Verify(rest, space.Project(candidate), isSeparated, _columnSizes);
            if (direction is not null)
            {
                return direction;
            }
        }

        return null;
    }

    // Extreme weights and offsets can hide rows from a fit; whether the estimate exists does not depend on them.
    private bool ProvesWithoutWeights(SeparationRows rest)
    {
        ClassificationData limit = rest.Limit(_data, null);
        var data = new ClassificationData(limit.Design, limit.Classes, limit.ClassCount, limit.Weights, offsets: null, limit.IsExcluded);
        return SeparationAnalysis.ProvesExistence(rest, Minimize(data, new double[rest.ParameterCount]));
    }

    // From where the fit before ended, which is near as a rule; or else from 0; or else from where a faint ridge ends, since far out, where
    // hardly a row tells of curvature, Newton's method takes columns for dependent that are not.
    private SolverResult Fit(ClassificationData data, double[] start)
    {
        SolverResult fit = Minimize(data, start);
        fit = HasEnded(fit) ? fit : Minimize(data, new double[start.Length]);
        return HasEnded(fit) ? fit : Minimize(data, [.. Minimize(data, new double[start.Length], FaintPenalty).Parameters]);
    }

    private static bool HasEnded(SolverResult fit) =>
        fit.Termination is TerminationReason.Gradient or TerminationReason.Precision or TerminationReason.Separation;

    private SolverResult Minimize(ClassificationData data, double[] start, double lambda = 0) => new NewtonSolver().Minimize(
        new ObjectiveFactory(_threads).Likelihood(data, lambda == 0 ? Penalty.None : new Penalty(lambda), hasReference: true),
        start, new SolverOptions(FitIterations, FitTolerance), null, _cancellationToken);

    private SeparationResult Result(SeparationDirection? found, SeparationRows rest, SolverResult fit)
    {
        if (found is null)
        {
            return NothingSeparated(_data, fit, SeparationKind.None);
        }

        var space = new SeparationNullSpace(rest, _isAliased, _columnSizes);
        IReadOnlyList<double[]> basis = space.Basis();
        double[] parameters = [.. fit.Parameters];
        space.Place(parameters, basis, _fit.Parameters);
        ClassificationData limit = rest.Limit(_data, _data.Weights);
        return Separated(
            SeparationKind.Quasi, found, basis, parameters, fit.Evaluation.Loss * limit.WeightSum / _data.WeightSum, limit) with
        {
            Cone = SeparationCone.Create(_rows, found, basis),
        };
    }

    private SeparationResult Complete(SeparationDirection found)
    {
        double[][] all = AllDirections();
        return Separated(
            SeparationKind.Complete, found, all, _fit.Parameters, 0, _rows.Without(found.IsSeparated).Limit(_data, _data.Weights)) with
        {
            Cone = SeparationCone.Create(_rows, found, all),
        };
    }

    // A direction that was verified is a fact, though what it leaves could not be settled: then no estimate is vouched for.
    private SeparationResult Unproved(SeparationDirection? found) => found is null
        ? NothingSeparated(_data, _fit, SeparationKind.Undetermined)
        : Separated(
            SeparationKind.Quasi,
            found,
            AllDirections(),
            _fit.Parameters,
            _fit.Evaluation.Loss,
            _rows.Without(found.IsSeparated).Limit(_data, _data.Weights));

    private double[][] AllDirections() => [.. Enumerable.Range(0, _isAliased.Length).Where(column => !_isAliased[column]).Select(Unit)];

    private double[] Unit(int column)
    {
        double[] unit = new double[_isAliased.Length];
        unit[column] = 1;
        return unit;
    }

    private SeparationResult Separated(
        SeparationKind kind,
        SeparationDirection found,
        IReadOnlyList<double[]> freeDirections,
        double[] parameters,
        double loss,
        ClassificationData limit) => new()
        {
            Kind = kind,
            Direction = found.Elements,
            IsSeparatedRow = found.IsSeparated,
            SeparatedRowCount = _rows.Parts.Sum(found.IsSeparated.Chunk(_rows.PerDataRow).LongCount(own => own.Contains(true))),
            FreeDirections = freeDirections,
            Parameters = parameters,
            Loss = loss,
            Limit = limit,
        };
}
