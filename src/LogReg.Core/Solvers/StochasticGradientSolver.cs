using System.Numerics.Tensors;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Stochastic gradient descent with variance reduction: an epoch steps through batches along M⁻¹(g_B(β) − g_B(β̃) + ∇F(β̃)), where β̃ is
/// the point before it, and ends at the mean of its later half (Johnson &amp; Zhang, Accelerating stochastic gradient descent using
/// predictive variance reduction, 2013; averaging after Polyak &amp; Juditsky 1992). The batches' noise vanishes with the distance to the
/// minimum, so that a constant step converges linearly. M is the Hessian at β̃, or for many parameters its diagonal, which makes a step of
/// about 1 right for any data.
/// </summary>
internal sealed class StochasticGradientSolver : ISolver
{
    // With fewer batches than this an epoch of little data would hardly move.
    private const int FewestBatches = 32;

    // The shortest share of a step after which an epoch that raises the objective means that there is no progress.
    private const double ShortestShare = 1e-6;

    private readonly IRowBatches _rows;
    private readonly int _batchSize;

    /// <param name="rows">The rows of the objective.</param>
    /// <param name="batchSize">The rows of a batch, at least 1; little data get smaller ones.</param>
    public StochasticGradientSolver(IRowBatches rows, int batchSize)
    {
        _rows = rows;
        _batchSize = batchSize;
    }

    public SolverKind Kind => SolverKind.StochasticGradient;

    public int DefaultMaxIterations => 20;

    /// <summary>Minimises the objective of the rows; an iteration is an epoch.</summary>
    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        bool withHessian = length <= Preconditioner.MostDenseParameters;
        int batchSize = (int)Math.Clamp(_rows.RowCount / FewestBatches, 1, _batchSize);
        double step = (options.LearningRate ?? 1) / (1 + (2.0 * length / batchSize));
        double longestStep = step;
        var recorder = new IterationRecorder(progress);
        var anchor = new Iterate(length, withHessian);
        var candidate = new Iterate(length, withHessian);
        start.CopyTo(anchor.Parameters);
        anchor.Evaluate(objective, cancellationToken);
        recorder.Record(anchor, 0);
        var preconditioner = Preconditioner.At(anchor, objective, cancellationToken);
        for (int epoch = 1; ; epoch++)
        {
            TerminationReason? termination = WhyStop(anchor, preconditioner, options)
                ?? (recorder.Iterations >= options.MaxIterations ? TerminationReason.MaximumIterations : null);
            if (termination is TerminationReason reason)
            {
                return recorder.Result(anchor, reason);
            }

            RunEpoch(batchSize, epoch, anchor, preconditioner, step, candidate.Parameters, cancellationToken);
            candidate.Evaluate(objective, cancellationToken);
            if (candidate.Evaluation.Value <= anchor.Evaluation.Value + StoppingRule.RoundingOf(anchor.Evaluation.Value))
            {
                (anchor, candidate) = (candidate, anchor);
                recorder.Record(anchor, step);
                preconditioner = Preconditioner.At(anchor, objective, cancellationToken);
                continue;
            }

            // Back to where the epoch began, and slower.
            recorder.Record(anchor, step);
            step /= 4;
            if (step < ShortestShare * longestStep)
            {
                return recorder.Result(anchor, StoppingRule.WhenStalled(anchor, options));
            }
        }
    }

    private TerminationReason? WhyStop(Iterate iterate, Preconditioner preconditioner, SolverOptions options) =>
        iterate.Evaluation.Separates ? TerminationReason.Separation
        : iterate.GradientNorm <= options.Tolerance ? TerminationReason.Gradient
        : preconditioner.IsWithinError(iterate.Gradient, _rows.SampleSize) ? TerminationReason.Statistical
        : null;

    private void RunEpoch(
        int batchSize,
        int epoch,
        Iterate anchor,
        Preconditioner preconditioner,
        double step,
        Span<double> mean,
        CancellationToken cancellationToken)
    {
        int length = anchor.Parameters.Length;
        double[] point = [.. anchor.Parameters];
        double[] gradient = new double[length];
        double[] before = new double[length];
        long batchCount = (_rows.RowCount + batchSize - 1) / batchSize;
        long number = 0;
        long averaged = 0;
        mean.Clear();
        foreach (GradientBatch batch in _rows.Batches(batchSize, epoch, cancellationToken))
        {
            batch.Gradient(point, gradient);
            batch.Gradient(anchor.Parameters, before);
            TensorPrimitives.Subtract(gradient, before, gradient);
            TensorPrimitives.Add(gradient, anchor.Gradient, gradient);
            preconditioner.Apply(gradient);
            TensorPrimitives.MultiplyAdd(gradient, -step, point, point);
            if (2 * ++number > batchCount)
            {
                averaged++;
                TensorPrimitives.Add(mean, point, mean);
            }
        }

        TensorPrimitives.Divide(mean, averaged, mean);
    }
}
