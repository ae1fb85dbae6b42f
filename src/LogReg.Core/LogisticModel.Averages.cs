using LogReg.Data;
using LogReg.Numerics;
using LogReg.Scoring;
using LogReg.Terms;

namespace LogReg;

/// <content>Averages of predicted probabilities over rows in which some columns are set to given values.</content>
public sealed partial class LogisticModel
{
    /// <summary>
    /// Computes the mean of the predicted probabilities over the rows of a source, once for each setting: in every row, the columns of the
    /// setting have its values, and the others their own. The difference between two settings is the average effect of the columns (the
    /// g-formula), and a curve over the values of one column its partial dependence. The rows are read once, in a stream.
    /// </summary>
    /// <param name="source">The rows; they need no target.</param>
    /// <param name="settings">For each average the values by column name, as for
    /// <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>; empty for the rows as they are.</param>
    /// <param name="options">The confidence of the intervals and the weights of the rows; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>An average for each setting. With two classes and a covariance matrix it has a standard error, √(gᵀCg), where g is the
    /// gradient of the mean probability by the coefficients and C their covariance matrix (the delta method), and an interval,
    /// σ(logit p̄ ± z·√(gᵀCg)/(p̄(1 − p̄))): for a single row, the interval of
    /// <see cref="PredictInterval(ReadOnlySpan{double}, double)"/>. The rows count as given, not as a sample.</returns>
    /// <exception cref="ArgumentException">A setting names a column that is not a feature, or gives a numeric one a text.</exception>
    /// <exception cref="LogRegException">A column is missing, no row has a weight above 0, or the input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public IReadOnlyList<AveragePrediction> PredictAverages(
        DataSource source,
        IReadOnlyList<IReadOnlyDictionary<string, object?>> settings,
        AveragingOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        AveragingOptions wanted = options ?? new AveragingOptions();
        LogOddsVariance? variance = Target.IsBinary && Inference?.Covariance is not null ? Variance() : null;
        AverageSums[] sums =
            [.. settings.Select(setting => new AverageSums(Layout, ToReplacements(setting), Target.Classes.Count, variance))];
        var work = new ScoringWork(new ScoringOptions { ReadTarget = false, WeightColumn = wanted.WeightColumn });
        RequireColumns(source, source.ReadColumnNames(), work.Options);
        var columns = new ScoringColumns(Layout, OffsetColumn, target: null, work);
        bool hasRows = false;
        var rules = new ChunkRules(SkipsRepeatedHeaders: false) { LooksAtNotations = true };
        foreach (TableChunk chunk in source.ReadChunks(columns.Requests, rules, progress, cancellationToken))
        {
            var faults = new FirstFault();
            FindNoDates(faults, source, chunk, target: -1);
            foreach (FeatureCells cells in Layout.Cells)
            {
                cells.Impute(chunk.Columns[cells.Place]);
            }

            int[] isKnown = new int[chunk.RowCount];
            double[] weights = columns.Weight < 0 ? [] : WeightsOf(
                faults, source, chunk, (NumericColumn)chunk.Columns[columns.Weight], isKnown);
            double[] offsets = columns.Offset < 0 ? [] : OffsetsOf(
                faults, source, chunk, (NumericColumn)chunk.Columns[columns.Offset], _ => true);
            faults.Throw();
            hasRows |= weights.Length == 0 ? chunk.RowCount > 0 : weights.Any(weight => weight > 0);
            Parallel.ForEach(
                sums,
                new ParallelOptions { CancellationToken = cancellationToken },
                own => AddAverages(source, chunk, own, offsets, weights));
        }

        double quantile = QuantileOf(wanted.Confidence);
        return hasRows
            ? [.. sums.Select(own => own.Average(Target.PositiveIndex, quantile))]
            : throw new DataException(
                wanted.WeightColumn is null ? "there is no row to average over" : "no row has a weight above 0",
                source.Name,
                column: wanted.WeightColumn);
    }

    private void AddAverages(DataSource source, TableChunk chunk, AverageSums sums, double[] offsets, double[] weights)
    {
        TableChunk replaced = sums.Replace(chunk);
        int classCount = Target.Classes.Count;
        double[] probabilities = new double[chunk.RowCount * classCount];
        if (!Target.IsBinary)
        {
            MulticlassLogOdds(replaced, probabilities);
            RequireFinite(new FirstFault(), source, chunk, probabilities, classCount);
            for (int start = 0; start < probabilities.Length; start += classCount)
            {
                Softmax.InPlace(probabilities.AsSpan(start, classCount));
            }

            sums.Add(probabilities, weights);
            return;
        }

        double[] positive = new double[chunk.RowCount];
        Layout.LogOdds(_equations[0], replaced, positive);
        for (int row = 0; row < offsets.Length; row++)
        {
            positive[row] += offsets[row];
        }

        RequireFinite(new FirstFault(), source, chunk, positive, valuesPerRow: 1);
        for (int row = 0; row < positive.Length; row++)
        {
            BinaryProbabilities(positive[row], probabilities.AsSpan(row * classCount, classCount));
            positive[row] = probabilities[(row * classCount) + Target.PositiveIndex];
        }

        sums.Add(probabilities, weights);
        sums.AddGradient(replaced, positive, weights);
    }

    private double?[] ToReplacements(IReadOnlyDictionary<string, object?> setting)
    {
        double?[] values = new double?[Features.Count];
        foreach ((string name, object? value) in setting)
        {
            FeatureCells cells = Layout.Cells.FirstOrDefault(one => one.Feature.Name == name)
                ?? throw new ArgumentException(
                    $"The model has no feature {DataException.Quote(name)}; its features are "
                        + $"{MessageText.List([.. Features.Select(feature => feature.Name)])}.",
                    nameof(setting));
            values[cells.Place] = cells.ToValue(Plain(name, value), IsMissing);
        }

        return values;
    }
}
