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
            _all.AddScores(chunk, row);
            _rows[row]?.AddScores(chunk, row);
        }
    }

    /// <summary>Compares what was counted with training.</summary>
    /// <param name="tally">The problems with the cells and classes of the batch.</param>
    public MonitorReport Report(ScoringTally tally)
    {
        MonitoredPeriod[] parts =
        [
            .. _periods.Select(pair => new MonitoredPeriod
            {
                Start = pair.Key,
                Label = periods!.LabelOf(pair.Key),
                Rows = pair.Value.Rows,
                Classes = pair.Value.Classes(),
                Features = pair.Value.Features(),
            }),
        ];
        IReadOnlyList<FeatureDrift> features = _all.Features();
        IReadOnlyList<MonitoredClass> classes = _all.Classes();
        double share = options.FalseAlarms / (parts.Length == 0 ? 1 : 2);
        IReadOnlyList<MonitorFinding> ofBatch =
            MonitorLimits.Findings(options, classes, features, _all.Rows, model, period: "");
        MonitorFinding[] ofPeriods =
        [
            .. parts.SelectMany(part => MonitorLimits.Findings(
                options, part.Classes, part.Features, part.Rows, model, part.Label)),
        ];
        return new MonitorReport
        {
            Rows = _all.Rows,
            TrainingRows = model.Shares?.Rows ?? 0,
            Classes = classes,
            Features = features,
            Periods = parts,
            RowsWithoutTime = _withoutTime,
            FalseAlarms = options.FalseAlarms,
            ChecksSlope = model.HasSlopeOfOne,
            Checks = ofBatch.Count,
            ChanceLimit = share / ofBatch.Count,
            PeriodChecks = ofPeriods.Length,
            PeriodChanceLimit = ofPeriods.Length == 0 ? double.NaN : share / ofPeriods.Length,
            Alarms = [.. Alarms(ofBatch, share), .. Alarms(ofPeriods, share)],
            RowsOfUnknownClass = tally.UnknownClasses.Values.Sum(),
            Warnings = tally.Warnings,
        };
    }

    private static IEnumerable<MonitorAlarm> Alarms(IReadOnlyList<MonitorFinding> findings, double share) =>
        findings.Where(finding => finding.IsLarge && finding.Alarm.PValue < share / findings.Count).Select(finding => finding.Alarm);
}
