using LogReg.Checking;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Likelihood-ratio tests of models with one more term against a model.</summary>
internal sealed class TermTests
{
    // The Hessian of each test has the square of these entries.
    private const int MostProductParameters = 300;
    private const int MostSplines = 200;
    private const int CurvePoints = 41;

    private readonly FitPlan _plan;
    private readonly IReadOnlyList<string> _names;
    private readonly TrainingInput _input;
    private readonly TrainingRows _rows;
    private readonly CancellationToken _cancellationToken;
    private readonly FitCounter _counter;
    private readonly ProposedFormula _formula;
    private readonly Dictionary<string, IReadOnlyList<FormulaFactor>> _products = [];

    /// <summary>Fits the model that terms are added to.</summary>
    /// <param name="plan">The plan of the fits.</param>
    /// <param name="names">The columns of the data.</param>
    /// <param name="input">The data, with the formula of the model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="progress">Receives progress after each fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">No model can be fitted to the rows.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public TermTests(
        FitPlan plan,
        IReadOnlyList<string> names,
        TrainingInput input,
        TrainingRows rows,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        _plan = plan;
        _names = names;
        _input = input;
        _rows = rows;
        _counter = new FitCounter(progress);
        _cancellationToken = cancellationToken;
        _formula = new ProposedFormula(Formula.Text, Formula, names);
        Base = Fit(input, near: null, new Dictionary<string, string>());
    }

    /// <summary>The model that terms are added to.</summary>
    public TermModel Base { get; }

    /// <summary>The number of models that were fitted.</summary>
    public int Fits { get; private set; }

    private Formula Formula => _input.Roles.Formula!;

    /// <summary>The data with the roles of another formula of the same columns.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="names">The columns of the data.</param>
    /// <param name="input">The data.</param>
    /// <param name="formula">The formula.</param>
    public static TrainingInput InputOf(FitPlan plan, IReadOnlyList<string> names, TrainingInput input, string formula) => input with
    {
        Roles = ColumnRoles.Resolve(
            names, plan with { Formula = formula, Target = input.Roles.Target }, input.Source, input.Table.Source),
    };

    /// <summary>Whether a column is a categorical feature of the model.</summary>
    /// <param name="column">The column.</param>
    public bool IsCategorical(string column) =>
        Base.Layout.Features.Any(feature => feature.Name == column && feature is CategoricalFeature);

    /// <summary>The factors of a product that was tested.</summary>
    /// <param name="product">The product as a formula writes it.</param>
    public IReadOnlyList<FormulaFactor> FactorsOf(string product) => _products[product];

    /// <summary>Makes the tests.</summary>
    /// <param name="proposals">What receives them.</param>
    public TermProposals AddTo(TermProposals proposals)
    {
        string[] columns = [.. Lines().Take(MostSplines)];
        IReadOnlyList<FormulaFactor>[] pairs = [.. Pairs()];
        _counter.Start(columns.Length + pairs.Length);
        TermProposal[] tests = [.. columns.Select(TestSpline), .. pairs.Select(TestProduct)];
        double[] adjusted = HolmAdjustment.Adjust([.. tests.Select(test => test.Test.PValue)]);
        tests = [.. tests.Select((test, place) => test with { AdjustedPValue = adjusted[place] })];
        return proposals with
        {
            Splines = InOrder(tests.Take(columns.Length)),
            Products = InOrder(tests.Skip(columns.Length)),
        };
    }

    private static IReadOnlyList<TermProposal> InOrder(IEnumerable<TermProposal> tests) =>
        [.. tests.OrderBy(test => double.IsNaN(test.Test.PValue)).ThenBy(test => test.Test.PValue)];

    // The numeric columns that have a term of their own, as a line.
    private IEnumerable<string> Lines() => Formula.Terms
        .Where(term => term.Factors is [{ Calls.Count: 0 }])
        .Select(term => term.Factors[0].Column)
        .Where(column => Base.Layout.Features.Any(feature => feature.Name == column && feature is NumericFeature));

    // Of the most important terms without a product; of two terms of one column there is none.
    private IEnumerable<IReadOnlyList<FormulaFactor>> Pairs()
    {
        FormulaFactor[] factors =
        [
            .. Formula.Terms.Where(term => term.Factors.Count == 1).Select(term => term.Factors[0])
                .Select(factor => (Factor: factor, Importance: ImportanceOf(factor)))
                .Where(pair => pair.Importance is not null)
                .OrderByDescending(pair => pair.Importance)
                .Take(TermProposals.MostMultiplied)
                .Select(pair => pair.Factor),
        ];
        List<FormulaFactor> order = [.. Formula.Terms.SelectMany(term => term.Factors)];
        for (int first = 0; first < factors.Length; first++)
        {
            for (int second = first + 1; second < factors.Length; second++)
            {
                FormulaFactor[] pair = [.. new[] { factors[first], factors[second] }.OrderBy(order.IndexOf)];
                if (pair[0].Column != pair[1].Column
                    && !Formula.Terms.Any(term => term.Factors.Count == 2 && term.Factors.All(pair.Contains)))
                {
                    yield return pair;
                }
            }
        }
    }

    private double? ImportanceOf(FormulaFactor factor)
    {
        int place = Base.Layout.Terms.Index().FirstOrDefault(pair => pair.Item.Name == NameOf(factor), (-1, null!)).Index;
        if (place < 0)
        {
            return null;
        }

        Term term = Base.Layout.Terms[place];
        var weights =
            new TermWeights([.. Base.Solution.Equations.Select(equation => equation.Weights[place])], _rows.Target.Classes.Count);
        return term.Deviation(weights, new bool[term.WeightCount]);
    }

    // A column by itself, as number or as levels, is called as the column.
    private static string NameOf(FormulaFactor factor) => factor.IsPlain ? factor.Column : factor.ToString();

    private TermProposal TestSpline(string column)
    {
        FormulaFactor spline = ProposedFormula.SplineOf(column);
        TermProposal proposal = Test(
            _formula.TermOf([spline]),
            [column],
            _formula.With([column], [], IsCategorical),
            new Dictionary<string, string> { [spline.ToString()] = column },
            out TermModel? model);
        return model is null ? proposal : proposal with { Curve = CurveOf(model, spline.ToString()) };
    }

    private TermProposal TestProduct(IReadOnlyList<FormulaFactor> factors)
    {
        string term = _formula.TermOf(factors);
        _products[term] = factors;
        string[] columns = [.. factors.Select(factor => factor.Column)];
        string formula = _formula.With([], [factors], IsCategorical);
        long width = factors.Aggregate(
            1L, (product, factor) => product * Base.Layout.Terms.First(one => one.Name == NameOf(factor)).Parameters.Count);
        if (width <= MostProductParameters)
        {
            string fitted = _formula.With([], [[.. factors.Select(Centred)]], IsCategorical);
            return Test(term, columns, fitted, new Dictionary<string, string>(), out _) with { Formula = formula };
        }

        _counter.Count();
        return Failed(term, columns, formula, TermTestOutcome.NotFitted) with
        {
            Problem = $"the product has more than {MostProductParameters} coefficients",
        };
    }

    // Beside the columns themselves, the product of centred numbers is the same test, and does not lose the digits of numbers far from 0.
    private FormulaFactor Centred(FormulaFactor factor) => factor.IsPlain && !IsCategorical(factor.Column)
        ? factor with { Calls = [new FormulaCall(FormulaFunction.Center, FormulaArguments.None)] }
        : factor;

    private static TermProposal Failed(string term, IReadOnlyList<string> columns, string formula, TermTestOutcome outcome) => new()
    {
        Term = term,
        Columns = columns,
        Formula = formula,
        Outcome = outcome,
        Test = ChiSquared.Test(double.NaN, 0),
    };

    private TermProposal Test(
        string term, IReadOnlyList<string> columns, string formula, IReadOnlyDictionary<string, string> renamed, out TermModel? model)
    {
        try
        {
            model = Fit(InputOf(_plan, _names, _input, formula), Base, renamed);
        }
        catch (DataException exception)
        {
            model = null;
            return Failed(term, columns, formula, TermTestOutcome.NotFitted) with { Problem = exception.Problem.ToString() };
        }
        finally
        {
            _counter.Count();
        }

        int degreesOfFreedom = model.Rank - Base.Rank;
        if (degreesOfFreedom <= 0)
        {
            return Failed(term, columns, formula, TermTestOutcome.NotFitted) with
            {
                Problem = "the term is a linear combination of the others",
            };
        }

        bool isFinite = model.HasConverged && model.Solution.Separation != SeparationKind.Complete;
        return new TermProposal
        {
            Term = term,
            Columns = columns,
            Formula = formula,
            Outcome = !model.HasConverged ? TermTestOutcome.NotConverged
                : model.Solution.SeparatedRows > Base.Solution.SeparatedRows ? TermTestOutcome.Separated
                : TermTestOutcome.Tested,
            Test = ChiSquared.Test(
                isFinite ? 2 * (model.Solution.LogLikelihood - Base.Solution.LogLikelihood) : double.NaN, degreesOfFreedom),
            Problem = !model.HasConverged ? "the fit with the term has not converged" : null,
        };
    }

    // From the quantile at 5% to that at 95%: beyond them there are too few rows to see a curve.
    private TermCurve CurveOf(TermModel model, string name)
    {
        int place = model.Layout.Terms.Index().First(pair => pair.Item.Name == name).Index;
        Term term = model.Layout.Terms[place];
        int feature = term.Features[0];
        IReadOnlyList<double> quantiles = ((NumericFeature)model.Layout.Features[feature]).Quantiles!;
        double first = quantiles[1];
        double last = quantiles[^2];
        double[] values = [.. Enumerable.Range(0, CurvePoints).Select(point => first + ((last - first) * point / (CurvePoints - 1)))];
        double[] row = new double[model.Layout.Features.Count];
        var curves = new OrderedDictionary<string, IReadOnlyList<double>>();
        foreach ((string equation, LinearEquation coefficients) in
            model.Solution.Classes.NamesIn(_rows.Target).Zip(model.Solution.Equations))
        {
            double[] weights = coefficients.Weights[place];
            double mean = term.AddMean(0, weights);
            curves[equation] = [.. values.Select(value =>
            {
                row[feature] = value;
                return term.AddLogOdds(0, row, weights) - mean;
            })];
        }

        return new TermCurve(values, curves);
    }

    private TermModel Fit(TrainingInput input, TermModel? near, IReadOnlyDictionary<string, string> renamed)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        FeatureFit features = new RowEncoder(_plan, input).FitFeatures(_rows.Training, _plan.Threads);
        Fits++;
        return TermModel.Fit(_plan, input, _rows, features, near, renamed, _cancellationToken);
    }
}
