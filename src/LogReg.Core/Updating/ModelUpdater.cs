using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Updating;

/// <summary>
/// Updates a model to newer rows. The method is chosen by the closed test procedure of Y. Vergouwe, D. Nieboer, R. Oostenbrink et al.,
/// <i>A closed testing procedure to select an appropriate method for updating prediction models</i>, Statistics in Medicine 36, 2017: a
/// refit is tested against the original, then against recalibration in the large, then against logistic recalibration, each time at the
/// same level; the first that is not rejected is taken, and the refit if all are. A refit without finite estimates takes no part: the most
/// extensive update is then logistic recalibration, or recalibration in the large if that has none either.
/// </summary>
internal sealed class ModelUpdater
{
    private readonly ModelContent _model;
    private readonly UpdateRows _rows;
    private readonly string _name;
    private readonly CancellationToken _cancellationToken;
    private readonly UpdateWarnings _warnings;
    private readonly IReadOnlyList<DataWarning> _dataWarnings;
    private readonly Lazy<UpdateFit> _intercept;
    private readonly Lazy<UpdateFit> _slope;
    private readonly Lazy<UpdateFit> _refit;

    /// <param name="model">The model.</param>
    /// <param name="rows">The new rows.</param>
    /// <param name="name">The name of the rows, for messages.</param>
    /// <param name="dataWarnings">The warnings on their cells.</param>
    /// <param name="cancellationToken">Stops the fits.</param>
    public ModelUpdater(
        ModelContent model, UpdateRows rows, string name, IReadOnlyList<DataWarning> dataWarnings, CancellationToken cancellationToken)
    {
        _dataWarnings = dataWarnings;
        _model = model;
        _rows = rows;
        _name = name;
        _cancellationToken = cancellationToken;
        _warnings = new UpdateWarnings(model);
        double[] ones = [.. Enumerable.Repeat(1.0, rows.Count)];
        _intercept = new(() => Fit([ones], rows.LogOdds, [0]));
        _slope = new(() => Fit([ones, rows.Scores], rows.Offsets, [0, 1]));
        _refit = new(() => Fit(rows.Columns, rows.Offsets, UpdateRows.Standardised(model)));
    }

    private LinearEquation Equation => _model.Equations[0];

    /// <summary>Updates the model.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="LogRegException">The rows determine no such update, or it does not go with the model.</exception>
    public UpdateOutcome Update(UpdateOptions options)
    {
        RequireMethod(options.Method);
        bool areTested = options.Method == UpdateMethod.Auto;
        (UpdateMethod method, IReadOnlyList<UpdateTest> tests) = areTested ? Choose(options.Significance) : (options.Method, []);
        ModelContent content = method switch
        {
            UpdateMethod.Intercept => Recalibrated(_intercept.Value.Parameters[0], slope: 1),
            UpdateMethod.Slope => Recalibrated(RequireSlope(), _slope.Value.Parameters[1]),
            UpdateMethod.Isotonic => Calibrated(),
            UpdateMethod.Refit => Refitted(),
            _ => _model,
        };
        IReadOnlyList<FitWarning> warnings =
            _warnings.All(method, _rows, _refit.IsValueCreated ? _refit.Value : null, areTested);
        return new UpdateOutcome(
            method == UpdateMethod.None ? _model : Described(content, method, warnings), method, tests, warnings);
    }

    // σ(a + b·η) of a step function's η is no equation, and a step function is no special case of a refit.
    private void RequireMethod(UpdateMethod method)
    {
        if (_model.CalibrationSteps is not null && method is not (UpdateMethod.Isotonic or UpdateMethod.Refit))
        {
            throw new LogRegException(
                "the probabilities of the model come from a step function (isotonic calibration), which this update cannot change",
                $"use the method {EnumName.Of(UpdateMethod.Isotonic)} for a new step function, or {EnumName.Of(UpdateMethod.Refit)} for "
                    + "new coefficients without one");
        }
    }

    private (UpdateMethod Method, IReadOnlyList<UpdateTest> Tests) Choose(double significance)
    {
        UpdateMethod largest = _refit.Value.IsFinite ? UpdateMethod.Refit
            : _slope.Value.IsFinite ? UpdateMethod.Slope
            : UpdateMethod.Intercept;
        UpdateFit most = FitOf(largest);
        var tests = new List<UpdateTest>();
        foreach (UpdateMethod simpler in new[] { UpdateMethod.None, UpdateMethod.Intercept, UpdateMethod.Slope })
        {
            // Of a model with a single coefficient, say, logistic recalibration is the refit.
            int degrees = most.Rank - (simpler == UpdateMethod.None ? 0 : FitOf(simpler).Rank);
            if (simpler == largest || degrees <= 0)
            {
                return (simpler, tests);
            }

            double logLikelihood = simpler == UpdateMethod.None ? _rows.LogLikelihood(_rows.LogOdds) : FitOf(simpler).LogLikelihood;
            ChiSquaredTest test = ChiSquared.Test(2 * (most.LogLikelihood - logLikelihood), degrees);
            tests.Add(new UpdateTest(largest, simpler, test, test.PValue < significance));
            if (!tests[^1].IsSignificant)
            {
                return (simpler, tests);
            }
        }

        return (largest, tests);
    }

    private UpdateFit FitOf(UpdateMethod method) => method switch
    {
        UpdateMethod.Intercept => _intercept.Value,
        UpdateMethod.Slope => _slope.Value,
        _ => _refit.Value,
    };

    private UpdateFit Fit(IReadOnlyList<double[]> columns, double[]? offsets, double[] start) =>
        UpdateFit.Of(columns, _rows.Classes, _rows.Weights, offsets, start, _cancellationToken);

    private double RequireSlope() => _slope.Value.IsFinite && _slope.Value.Parameters[1] > 0
        ? _slope.Value.Parameters[0]
        : throw new DataException(
            "the predictions rank these rows no better than chance, or perfectly, so that there is no calibration slope above 0",
            _name,
            hint: "train a new model, or wait for more outcomes");

    private UpdateFit RequireRefit() => _refit.Value.HasFailed
        ? throw new DataException(
            $"a refit to these rows is impossible: {_warnings.Reason(_refit.Value)}",
            _name,
            hint: $"recalibrate the model instead, or train a new one with {Option.Firth.On}")
        : _refit.Value;

    // The intercept refers to the new rows now, whatever weights or proportions the original had been made for.
    private ModelContent Recalibrated(double intercept, double slope) => Changed(
        new LinearEquation(
            intercept + (slope * Equation.Intercept),
            Array.ConvertAll(Equation.Weights, own => Array.ConvertAll(own, weight => slope * weight))),
        OfNewProportion(_model.Training),
        _model.Shares is null
            ? null
            : _model.Shares with
            {
                Score = _rows.Offsets is null ? _model.Shares.Score?.Recalibrated(intercept, slope) : null,
                RocAuc = _rows.Offsets is null || slope == 1 ? _model.Shares.RocAuc : double.NaN,
            })
        with
    {
        HeldOut = _model.HeldOut?.Recalibrated(slope, hasOffset: _rows.Offsets is not null),
        Importance = [.. _model.Importance.Select(one => one with { StandardDeviation = slope * one.StandardDeviation })],
    };

    private ModelContent Calibrated()
    {
        CalibrationSteps steps = IsotonicFit.Of(_rows.LogOdds, _rows.Classes, _rows.Weights);
        return steps.Limits.Count == 0
            ? throw new DataException(
                "isotonic calibration leaves a single step on these rows, the same probability for all",
                _name,
                hint: "train a new model, or wait for more outcomes")
            : Changed(Equation, OfNewProportion(_model.Training), _model.Shares) with
            {
                CalibrationSteps = steps,
                Importance = _model.Importance,
            };
    }

    private ModelContent Refitted()
    {
        UpdateFit refit = RequireRefit();
        LinearEquation equation = OriginalScale.Equations(_model.Layout, refit.Parameters)[0];
        TrainingSummary training = OfNewProportion(_model.Training) with
        {
            Rows = _rows.Count,
            WatchedRows = 0,
            Missing = null,
            Solver = EnumName.Of(SolverKind.Newton),
            Iterations = refit.Result.Iterations,
            Converged = true,
            Termination = EnumName.Of(refit.Result.Termination),
            Penalty = EnumName.Of(PenaltyKind.None),
            Lambda = 0,
            Alpha = 0,
            Warnings = [],
        };
        double[] scores = _rows.ScoresOf(refit.Parameters);
        return Changed(
            equation,
            training,
            _model.Shares is null ? null : _model.Shares with { Score = BinCounts.OfScores(scores), RocAuc = _rows.RocAuc(scores) });
    }

    private static TrainingSummary OfNewProportion(TrainingSummary training) => training with
    {
        ClassWeights = new Dictionary<string, double>(),
        Prior = null,
        InterceptCorrections = new Dictionary<string, double>(),
    };

    // What was known of the coefficients of the original is not known of the new ones.
    private ModelContent Changed(LinearEquation equation, TrainingSummary training, TrainingShares? shares) =>
        new(_model.Target, _model.Layout, [equation], _model.Threshold, training)
        {
            OffsetColumn = _model.OffsetColumn,
            MissingValues = _model.MissingValues,
            Provenance = _model.Provenance,
            Shares = shares,
        };

    // As in training, warnings on how the rows were read belong to the model. Those on a refit are warnings on the coefficients, and stand
    // where those of training stood.
    private ModelContent Described(ModelContent content, UpdateMethod method, IReadOnlyList<FitWarning> warnings)
    {
        string[] messages = [.. _dataWarnings.Select(warning => warning.Message), .. warnings.Select(warning => warning.Message)];
        bool isRefit = method == UpdateMethod.Refit;
        (double loss, double accuracy) = _rows.Judge(content);
        var summary = new UpdateSummary
        {
            Method = EnumName.Of(method),
            Rows = _rows.Count,
            Events = _rows.Classes.Sum(),
            LogLoss = loss,
            Accuracy = accuracy,
            EarlierTrainingRows = _model.Training.Rows,
            Intercept = method is UpdateMethod.Intercept or UpdateMethod.Slope ? FitOf(method).Parameters[0] : null,
            Slope = method switch
            {
                UpdateMethod.Intercept => 1,
                UpdateMethod.Slope => _slope.Value.Parameters[1],
                _ => null,
            },
            Warnings = isRefit ? [] : messages,
        };
        return content with
        {
            Training = isRefit ? content.Training with { Loss = loss, Accuracy = accuracy, Warnings = messages } : content.Training,
            Updates = [.. _model.Updates, summary],
        };
    }
}
