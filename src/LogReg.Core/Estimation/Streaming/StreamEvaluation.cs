using LogReg.Evaluation;
using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>Evaluates a model on the training rows of a stream, window by window.</summary>
internal sealed class StreamEvaluation
{
    private readonly FitPlan _plan;
    private readonly TargetDescription _target;
    private readonly long _rowCount;
    private readonly Func<CancellationToken, IEnumerable<ClassificationData>> _read;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="target">The target and its classes.</param>
    /// <param name="rowCount">The number of training rows.</param>
    /// <param name="read">Reads them, weighted for evaluation.</param>
    public StreamEvaluation(
        FitPlan plan, TargetDescription target, long rowCount, Func<CancellationToken, IEnumerable<ClassificationData>> read)
    {
        _plan = plan;
        _target = target;
        _rowCount = rowCount;
        _read = read;
    }

    /// <summary>Computes the metrics of a model.</summary>
    /// <param name="parameters">Its parameters, with the intercepts that are used.</param>
    /// <param name="hasOffset">Whether the rows have offsets.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public ClassificationMetrics Of(double[] parameters, bool hasOffset, CancellationToken cancellationToken)
    {
        var scorer = new DesignScorer(_target, parameters, _plan.Threshold, _plan.Threads);
        var metrics = new StreamMetrics(_target.PositiveLast, _plan.Threshold);
        foreach (ClassificationData window in _read(cancellationToken))
        {
            if (_target.IsBinary)
            {
                metrics.AddBinary(scorer.LogOdds(window, equation: 0), window.Classes, window.Weights);
            }
            else
            {
                metrics.AddMulticlass(scorer.LogProbabilities(window), window.Classes, window.Weights);
            }
        }

        ClassificationMetrics result = metrics.Result();
        return hasOffset
            ? result with { Binary = result.Binary! with { Baseline = OffsetBaseline(result.ConfusionMatrix.Total, cancellationToken) } }
            : result;
    }

    // Without offsets the intercept-only model predicts the classes' shares; with them its intercept has to be found, which takes some more
    // readings.
    private BaselineMetrics OffsetBaseline(double weightSum, CancellationToken cancellationToken)
    {
        StreamObjective objective = _plan.Objectives.Streamed(
            token => _read(token).Select(NullModel.WithoutFeatures),
            new StreamSize(_rowCount, weightSum, weightSum, ClassCount: 2, EquationLength: 1),
            Penalty.None,
            _plan.Seed);
        double intercept = NullModel.Intercept(objective, cancellationToken);
        var metrics = new StreamMetrics(_target.PositiveLast, threshold: 0.5);
        foreach (ClassificationData window in _read(cancellationToken))
        {
            metrics.AddBinary(Array.ConvertAll(window.Offsets!, offset => offset + intercept), window.Classes, window.Weights);
        }

        return BaselineMetrics.Of(metrics.Result().Binary!);
    }
}
