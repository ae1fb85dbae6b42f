using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Monitoring;

/// <summary>Counts of cells and scores of some rows, in the bins of the training rows.</summary>
internal sealed class CellTally
{
    private readonly ModelContent _model;
    private readonly BinCounts?[] _training;
    private readonly long[][] _counts;
    private readonly long[] _missing;
    private readonly long[] _unseen;
    private readonly long[] _outOfRange;
    private readonly ClassTally[] _classes;

    /// <param name="model">The model.</param>
    public CellTally(ModelContent model)
    {
        _model = model;
        _training = [.. model.Features.Select(feature => model.Shares?.Features.FirstOrDefault(counts => counts.Name == feature.Name))];
        _counts = Array.ConvertAll(_training, counts => new long[counts?.Counts.Length ?? 0]);
        _missing = new long[_training.Length];
        _unseen = new long[_training.Length];
        _outOfRange = new long[_training.Length];
        _classes = [.. Enumerable.Range(0, model.Target.ScoredClasses.Count).Select(place => new ClassTally(model, place))];
    }

    /// <summary>The number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>Counts a cell.</summary>
    /// <param name="feature">The position of the feature.</param>
    /// <param name="cell">The number, NaN if it is missing; or the code of a level.</param>
    /// <param name="state">How the cell compares with those of training.</param>
    public void AddCell(int feature, double cell, CellState state)
    {
        bool isNumber = _model.Features[feature] is NumericFeature;
        int place = double.IsNaN(cell) ? CategoricalColumn.Missing
            : !isNumber ? (int)cell
            : _training[feature]?.Limits is double[] limits ? BinCounts.PlaceOf(limits, cell)
            : 0;
        bool isMissing = place == CategoricalColumn.Missing;
        _missing[feature] += isMissing ? 1 : 0;
        _unseen[feature] += !isMissing && state == CellState.Unseen ? 1 : 0;
        _outOfRange[feature] += state is CellState.BelowRange or CellState.AboveRange ? 1 : 0;
        if (place >= 0 && place < _counts[feature].Length)
        {
            _counts[feature][place]++;
        }
    }

    /// <summary>Counts a row.</summary>
    /// <param name="chunk">Its chunk.</param>
    /// <param name="row">Its place in the chunk.</param>
    public void AddScores(ScoredChunk chunk, int row)
    {
        Rows++;
        foreach (ClassTally own in _classes)
        {
            own.Add(chunk, row);
        }
    }

    /// <summary>What has changed in the score of each class.</summary>
    public IReadOnlyList<MonitoredClass> Classes() => [.. _classes.Select(own => own.Report())];

    /// <summary>What has changed in each feature.</summary>
    public IReadOnlyList<FeatureDrift> Features() => [.. Enumerable.Range(0, _training.Length).Select(Feature)];

    private FeatureDrift Feature(int place)
    {
        BinCounts? training = _training[place];
        long trained = _model.Shares?.Rows ?? _model.Training.Rows;
        double MoreThan(long count, long trainingCount) => ChanceTests.MoreThanTraining(count, Rows, trainingCount, trained);
        return new FeatureDrift(
            _model.Features[place].Name,
            training is null
                ? null
                : StabilityIndex.Of(training, _model.Features[place], _counts[place], _missing[place], _unseen[place]),
            training is null ? double.NaN : (double)training.Missing / training.Total,
            ShareEstimate.Of(_missing[place], Rows),
            ShareEstimate.Of(_unseen[place], Rows),
            ShareEstimate.Of(_outOfRange[place], Rows))
        {
            MissingPValue = training is null ? double.NaN : MoreThan(_missing[place], training.Missing),
            UnseenPValue = _model.Features[place] is CategoricalFeature ? MoreThan(_unseen[place], 0) : double.NaN,
            OutOfRangePValue = _model.Features[place] is NumericFeature ? MoreThan(_outOfRange[place], 0) : double.NaN,
        };
    }
}
