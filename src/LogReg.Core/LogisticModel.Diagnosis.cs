using LogReg.Data;
using LogReg.Scoring;

namespace LogReg;

/// <content>Residuals and influence of rows.</content>
public sealed partial class LogisticModel
{
    /// <summary>Computes how well the model fits each row of a source and how strongly each row influences the model: residuals, leverage
    /// and Cook's distance. The rows should be the training rows; for other rows, leverage and Cook's distance are those of new
    /// rows.</summary>
    /// <param name="source">The input, with the target's column.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The rows, in chunks.</returns>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    /// <exception cref="LogRegException">The model has no covariance matrix. Or a column or a weight is missing or the input is invalid,
    /// which is thrown during enumeration.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public IEnumerable<DiagnosedChunk> Diagnose(
        DataSource source,
        DiagnosisOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        DiagnosisOptions wanted = options ?? new DiagnosisOptions();
        LogOddsVariance variance = ModelVariance();
        var scoring = new ScoringOptions { KeptColumns = wanted.KeptColumns, WeightColumn = wanted.WeightColumn };
        return DiagnoseChunks(source, new ScoringWork(scoring, variance) { IsOfKnownClasses = true }, progress, cancellationToken);
    }

    private IEnumerable<DiagnosedChunk> DiagnoseChunks(
        DataSource source, ScoringWork work, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        RequireModelColumn(source, source.ReadColumnNames(), Target.Name, "the target to compare predictions with");
        foreach (ScoredChunk chunk in ScoreChunks(source, work, progress, cancellationToken))
        {
            yield return new DiagnosedChunk(chunk, new RowInfluence(chunk, Target.PositiveIndex, Inference!.Rank));
        }
    }

    // A row whose class is not known needs no weight.
    private static double[] WeightsOf(
        FirstFault faults, DataSource source, TableChunk chunk, NumericColumn column, int[]? classes)
    {
        double[] weights = column.Values.ToArray();
        for (int row = 0; row < weights.Length; row++)
        {
            double weight = weights[row];
            if (weight >= 0)
            {
                continue;
            }

            if (classes is not null && classes[row] >= 0)
            {
                int faulty = row;
                faults.Add(row, () => new DataException(
                    double.IsNaN(weight) ? "the weight is missing" : "the weight must be a number of 0 or more",
                    source.Name,
                    source.FindRow(chunk.FirstRow + faulty),
                    column.Name,
                    hint: "correct it, or leave the row out"));
            }

            weights[row] = 1;
        }

        return weights;
    }
}
