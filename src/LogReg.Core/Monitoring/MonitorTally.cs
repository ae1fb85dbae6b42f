using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Monitoring;

/// <summary>Counts the rows of a batch as a whole and by period.</summary>
/// <param name="model">The model.</param>
/// <param name="options">The limits.</param>
/// <param name="periods">The periods, or <see langword="null"/>.</param>
internal sealed class MonitorTally(ModelContent model, MonitorOptions options, TimePeriods? periods)
{
    private readonly CellTally _all = new(model);
    private readonly SortedDictionary<DateOnly, CellTally> _periods = [];
    private CellTally?[] _rows = [];
    private long _withoutTime;

    /// <summary>Counts the cells of a chunk, before missing ones are replaced.</summary>
    /// <param name="chunk">The chunk, the features first.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="times">The dates, or <see langword="null"/>.</param>
    public void AddCells(TableChunk chunk, TermLayout layout, TextColumn? times)
    {
        _rows = new CellTally?[chunk.RowCount];
        for (int row = 0; row < chunk.RowCount && times is not null; row++)
        {
            if (periods!.StartOf(times[row]) is not DateOnly start)
            {
                _withoutTime++;
                continue;
            }

            if (!_periods.TryGetValue(start, out CellTally? period))
            {
                _periods[start] = period = new CellTally(model);
            }

            _rows[row] = period;
        }

        var states = new CellState[chunk.RowCount];
        for (int feature = 0; feature < layout.Features.Count; feature++)
        {
            Column column = chunk.Columns[feature];
            FeatureCells cells = layout.Cells[feature];
            cells.FillStates(column, states);
            for (int row = 0; row < chunk.RowCount; row++)
            {
                double cell = column is CategoricalColumn levels ? levels.Codes[row]
                    : cells.Feature is NumericFeature ? cells.ReadCell(chunk.Columns, row)
                    : 0;
                _all.AddCell(feature, cell, states[row]);
                _rows[row]?.AddCell(feature, cell, states[row]);
            }
        }
    }

    /// <summary>Counts the scores of the chunk whose cells were counted last.</summary>
    /// <param name="chunk">The scores.</param>
    public void AddScores(ScoredChunk chunk)
    {
        for (int row = 0; row < chunk.RowCount; row++)
        {
            bool? isPositive = chunk.HasTarget && chunk.Classes[row] >= 0 ? chunk.Classes[row] == model.Target.PositiveIndex : null;
            _all.AddScore(chunk, row, isPositive);
            _rows[row]?.AddScore(chunk, row, isPositive);
        }
    }

    /// <summary>Compares what was counted with training.</summary>
    /// <param name="warnings">Problems with the cells of the batch.</param>
    public MonitorReport Report(IReadOnlyList<DataWarning> warnings)
    {
        IReadOnlyList<FeatureDrift> features = _all.Features();
        OutcomeCheck? outcomes = _all.Outcomes();
        ShareDrift? score = _all.Score();
        double area = model.Validation?.Selected.RocAuc.Mean ?? model.Shares?.RocAuc ?? double.NaN;
        return new MonitorReport
        {
            Rows = _all.Rows,
            TrainingRows = model.Shares?.Rows ?? 0,
            TrainingRocAuc = area,
            MeanProbability = _all.MeanProbability,
            Score = score,
            Features = features,
            Outcomes = outcomes,
            Periods =
            [
                .. _periods.Select(pair => new MonitoredPeriod
                {
                    Start = pair.Key,
                    Label = periods!.LabelOf(pair.Key),
                    Rows = pair.Value.Rows,
                    MeanProbability = pair.Value.MeanProbability,
                    Score = pair.Value.Score(),
                    Features = pair.Value.Features(),
                    Outcomes = pair.Value.Outcomes(),
                }),
            ],
            RowsWithoutTime = _withoutTime,
            Alarms = [.. MonitorLimits.Check(options, score, features, outcomes, area)],
            Warnings = warnings,
        };
    }
}
