using LogReg.Collectives;
using LogReg.Evaluation;
using LogReg.Objectives;
using LogReg.Storage;

namespace LogReg.Estimation;

/// <summary>Out-of-sample predictions: each row is predicted by the model that was not fitted to it.</summary>
internal sealed class OutOfSamplePredictions
{
    private readonly RowParts _rows;
    private readonly int[] _classes;
    private readonly double[] _scores;
    private readonly double[] _weights;
    private readonly double[]? _offsets;

    private OutOfSamplePredictions(RowSet rows, double[] scores, double[] weights)
    {
        _rows = rows.Selection.Parts;
        _classes = rows.Classes;
        _offsets = rows.Offsets;
        _scores = scores;
        _weights = weights;
    }

    /// <summary>Predicts.</summary>
    /// <param name="fitter">Encodes the rows.</param>
    /// <param name="target">The classes.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="foldRows">The two sides of each fold.</param>
    /// <param name="folds">The fold of each row.</param>
    /// <param name="fits">The models of each fold.</param>
    /// <param name="step">Which of a fold's models.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public static OutOfSamplePredictions Of(
        FoldFitter fitter,
        TargetDescription target,
        RowSet rows,
        FoldRows[] foldRows,
        FoldAssignment folds,
        FoldFit[] fits,
        int step,
        int threads)
    {
        int width = target.ScoredClasses.Count;
        double[] scores = new double[rows.Classes.Length * width];
        double[] weights = new double[rows.Classes.Length];
        for (int fold = 0; fold < fits.Length; fold++)
        {
            FoldFit fit = fits[fold];
            using ColumnStorage copies = fitter.CreateScope();
            ClassificationData heldOut = fit.Balance.ForEvaluation(fitter.Encode(fit.Features, foldRows[fold].HeldOut, copies, threads));
            var scorer = new DesignScorer(target, FoldFit.Parameters(fit.Features, fit.Balance, fit.Steps[step]), threshold: 0.5, threads);
            double[] own = scorer.Scores(heldOut);
            int next = 0;
            for (int row = 0; row < folds.FoldOf.Length; row++)
            {
                if (folds.FoldOf[row] == fold)
                {
                    weights[row] = heldOut.Weights?[next] ?? 1;
                    own.AsSpan(next++ * width, width).CopyTo(scores.AsSpan(row * width, width));
                }
            }
        }

        return new OutOfSamplePredictions(rows, scores, weights);
    }

    /// <summary>The threshold that a rule chooses; two classes only.</summary>
    public double ChooseThreshold(ThresholdRule rule) => ThresholdChooser.Choose(_rows, rule, _scores, IsPositive(), _weights);

    /// <summary>The quality of the predictions.</summary>
    /// <param name="target">The classes.</param>
    /// <param name="threshold">The threshold: rows with at least this probability are predicted positive.</param>
    public ClassificationMetrics Score(TargetDescription target, double threshold)
    {
        if (!target.IsBinary)
        {
            return new(null, MulticlassMetrics.Compute(_rows, _scores, _classes, target.Classes, _weights));
        }

        bool[] isPositive = IsPositive();
        var metrics = BinaryMetrics.Compute(_rows, _scores, isPositive, _weights, threshold, target.PositiveLast);
        return new(
            metrics with
            {
                Baseline = _offsets is null ? null : Recalibration.Baseline(_rows, _offsets, isPositive, _weights),
                Calibration = Recalibration.Summarise(_rows, _scores, isPositive, _weights),
            },
            null);
    }

    private bool[] IsPositive() => [.. _classes.Select(code => code == 1)];
}
