using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Updating;

/// <summary>
/// Updates a model to newer rows. The method is chosen by the closed test procedure of Y. Vergouwe, D. Nieboer, R. Oostenbrink et al.,
/// <i>A closed testing procedure to select an appropriate method for updating prediction models</i>, Statistics in Medicine 36, 2017: a
/// refit is tested against the original, then against recalibration in the large, then against logistic recalibration, each time at the
/// same level; the first that is not rejected is taken, and the refit if all are.
/// </summary>
internal sealed class ModelUpdater
{
    private readonly ModelContent _model;
    private readonly UpdateRows _rows;
    private readonly CancellationToken _cancellationToken;
    private readonly Lazy<UpdateFit> _intercept;
    private readonly Lazy<UpdateFit> _slope;
    private readonly Lazy<UpdateFit> _refit;

    /// <param name="model">The model.</param>
    /// <param name="rows">The new rows.</param>
    /// <param name="cancellationToken">Stops the fits.</param>
    public ModelUpdater(ModelContent model, UpdateRows rows, CancellationToken cancellationToken)
    {
        _model = model;
        _rows = rows;
        _cancellationToken = cancellationToken;
        double[] ones = [.. Enumerable.Repeat(1.0, rows.Count)];
        _intercept = new(() => Fit([ones], Added(rows.Scores), [0]));
        _slope = new(() => Fit([ones, rows.Scores], rows.Offsets, [0, 1]));
        _refit = new(() => Fit(rows.Columns, rows.Offsets, UpdateRows.Standardised(model)));
    }

    private LinearEquation Equation => _model.Equations[0];

    /// <summary>Updates the model.</summary>
    /// <param name="options">The options.</param>
    /// <param name="name">The name of the rows, for messages.</param>
    /// <returns>The new content, the method, and the tests.</returns>
    /// <exception cref="LogRegException">The rows determine no update.</exception>
    public (ModelContent Content, UpdateMethod Method, IReadOnlyList<UpdateTest> Tests) Update(UpdateOptions options, string name)
    {
        IReadOnlyList<UpdateTest> tests = options.Method == UpdateMethod.Auto ? Test(options.Significance, name) : [];
        UpdateMethod method = options.Method != UpdateMethod.Auto ? options.Method
            : tests[^1].IsSignificant ? UpdateMethod.Refit
            : tests[^1].Against;
        return (method switch
        {
            UpdateMethod.Intercept => Recalibrated(_intercept.Value.Parameters[0], slope: 1),
            UpdateMethod.Slope => Recalibrated(RequireSlope(name), _slope.Value.Parameters[1]),
            UpdateMethod.Refit => Refitted(name),
            _ => _model,
        }, method, tests);
    }

    private List<UpdateTest> Test(double significance, string name)
    {
        UpdateFit refit = RequireRefit(name);
        (UpdateMethod Method, Func<double> LogLikelihood, int Parameters)[] simpler =
        [
            (UpdateMethod.None, () => _rows.LogLikelihood(Added(_rows.Scores)), 0),
            (UpdateMethod.Intercept, () => _intercept.Value.LogLikelihood, 1),
            (UpdateMethod.Slope, () => _slope.Value.LogLikelihood, 2),
        ];
        var tests = new List<UpdateTest>();
        foreach ((UpdateMethod method, Func<double> logLikelihood, int parameters) in simpler)
        {
            ChiSquaredTest test = ChiSquared.Test(2 * (refit.LogLikelihood - logLikelihood()), refit.Rank - parameters);
            tests.Add(new UpdateTest(method, test, test.PValue < significance));
            if (!tests[^1].IsSignificant)
            {
                break;
            }
        }

        return tests;
    }

    private UpdateFit Fit(IReadOnlyList<double[]> columns, double[]? offsets, double[] start) =>
        UpdateFit.Of(columns, _rows.Classes, offsets, start, _cancellationToken);

    private double[] Added(double[] scores) =>
        _rows.Offsets is null ? scores : [.. scores.Zip(_rows.Offsets, (score, offset) => score + offset)];

    private double RequireSlope(string name) => _slope.Value.Result.Termination.IsConverged() && _slope.Value.Parameters[1] > 0
        ? _slope.Value.Parameters[0]
        : throw new DataException(
            "the predictions rank these rows no better than chance, or perfectly, so that there is no calibration slope above 0",
            name,
            hint: "train a new model, or wait for more outcomes");

    private UpdateFit RequireRefit(string name) => _refit.Value.Result.Termination.IsConverged()
        ? _refit.Value
        : throw new DataException(
            "a refit to these rows has no finite estimates: features separate the classes, or the solver did not converge",
            name,
            hint: $"recalibrate the model instead, or train a new one with {Option.Firth}");

    private ModelContent Recalibrated(double intercept, double slope) => Updated(
        new LinearEquation(
            intercept + (slope * Equation.Intercept),
            Array.ConvertAll(Equation.Weights, own => Array.ConvertAll(own, weight => slope * weight))),
        _model.Training,
        _rows.Offsets is null ? _model.Shares?.Score?.Recalibrated(intercept, slope) : null);

    private ModelContent Refitted(string name)
    {
        UpdateFit refit = RequireRefit(name);
        LinearEquation equation = OriginalScale.Equations(_model.Layout, refit.Parameters)[0];
        TrainingSummary training = _model.Training with
        {
            Solver = EnumName.Of(SolverKind.Newton),
            Iterations = refit.Result.Iterations,
            Converged = true,
            Termination = EnumName.Of(refit.Result.Termination),
            Penalty = EnumName.Of(PenaltyKind.None),
            Lambda = 0,
            Alpha = 0,
            ClassWeights = new Dictionary<string, double>(),
            Prior = null,
            Warnings = [],
        };
        return Updated(equation, training, BinCounts.OfScores(_rows.ScoresOf(refit.Parameters)));
    }

    // What was known of the coefficients of the original is not known of the new ones.
    private ModelContent Updated(LinearEquation equation, TrainingSummary training, BinCounts? score)
    {
        var content = new ModelContent(_model.Target, _model.Layout, [equation], _model.Threshold, training)
        {
            OffsetColumn = _model.OffsetColumn,
            MissingValues = _model.MissingValues,
            Provenance = _model.Provenance,
            Shares = _model.Shares is null ? null : _model.Shares with { Score = score },
        };
        (double loss, double accuracy) = _rows.Judge(content);
        return content with
        {
            Training = training with
            {
                Rows = _rows.Count,
                WatchedRows = 0,
                Missing = null,
                Loss = loss,
                Accuracy = accuracy,
                InterceptCorrections = new Dictionary<string, double>(),
            },
        };
    }
}
