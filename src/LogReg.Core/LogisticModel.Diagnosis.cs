using LogReg.Data;
using LogReg.Scoring;

namespace LogReg;

/// <content>Residuals and influence, row by row.</content>
public sealed partial class LogisticModel
{
    /// <summary>How well the model fits each row of a CSV input, as it streams by, and how much each row pulls at it: residuals, leverage, Cook's distance.
    /// They are about the rows that the model was fitted to; of others they say how they would fit in.</summary>
    /// <param name="source">The input, with the target's column.</param>
    /// <param name="options">What else to read, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told of the reading, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The rows, a chunk at a time.</returns>
    /// <exception cref="InvalidOperationException">The model has more than two classes.</exception>
    /// <exception cref="LogRegException">The model has no covariance; or a column or a weight is not there, or the input is broken, which is thrown
    /// when its chunk is asked for.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<DiagnosedChunk> Diagnose(
        CsvSource source, DiagnosisOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        DiagnosisOptions wanted = options ?? new DiagnosisOptions();
        LogOddsVariance variance = ModelVariance();
        var scoring = new ScoringOptions { KeptColumns = wanted.KeptColumns, WeightColumn = wanted.WeightColumn };
        return DiagnoseChunks(source, new ScoringWork(scoring, variance), progress, cancellationToken);
    }

    private IEnumerable<DiagnosedChunk> DiagnoseChunks(
        CsvSource source, ScoringWork work, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        RequireColumn(source, source.ReadHeader(), Target.Name, "the target that residuals compare with");
        foreach (ScoredChunk chunk in ScoreChunks(source, work, progress, cancellationToken))
        {
            yield return new DiagnosedChunk(chunk, new RowInfluence(chunk, Target.PositiveIndex, Inference!.Rank));
        }
    }

    private static void RequireColumn(CsvSource source, CsvHeader header, string name, string purpose)
    {
        if (!header.Names.Contains(name))
        {
            throw new DataException($"there is no column '{name}', {purpose}", source.Name, hint: NearestNames.Hint(name, header.Names));
        }
    }

    // A row whose class is not known needs no weight.
    private static double[] WeightsOf(CsvSource source, TableChunk chunk, NumericColumn column, int[]? classes)
    {
        double[] weights = column.Values.ToArray();
        for (int row = 0; row < weights.Length; row++)
        {
            bool isKnown = classes is not null && classes[row] >= 0;
            if (weights[row] >= 0)
            {
                continue;
            }

            if (isKnown)
            {
                throw new DataException(
                    double.IsNaN(weights[row]) ? "the weight is missing" : "the weight must be a number of 0 or more",
                    source.Name,
                    source.CanReadAgain ? source.FindLineOfRow(chunk.FirstRow + row) : null,
                    column.Name,
                    hint: "correct it, or leave the row out");
            }

            weights[row] = 1;
        }

        return weights;
    }
}
