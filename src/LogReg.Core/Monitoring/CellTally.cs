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
    private readonly long[] _scores;
    private readonly OutcomeTally _outcomes = new();
    private double _probabilities;

    /// <param name="model">The model.</param>
    public CellTally(ModelContent model)
    {
        _model = model;
        _training = [.. model.Features.Select(feature => model.Shares?.Features.FirstOrDefault(counts => counts.Name == feature.Name))];
        _counts = Array.ConvertAll(_training, counts => new long[counts?.Counts.Length ?? 0]);
        _missing = new long[_training.Length];
        _unseen = new long[_training.Length];
        _outOfRange = new long[_training.Length];
        _scores = new long[model.Shares?.Score?.Counts.Length ?? 0];
    }

    /// <summary>The number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The mean of the predicted probabilities.</summary>
    public double MeanProbability => _probabilities / Rows;

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

    /// <summary>Counts a score: as that of training, the log-odds of the equation; compared with the class, those of the
    /// probability.</summary>
    /// <param name="chunk">The scores.</param>
    /// <param name="row">The row in the chunk.</param>
    /// <param name="isPositive">Whether it is positive; <see langword="null"/> if its class is not known.</param>
    public void AddScore(ScoredChunk chunk, int row, bool? isPositive)
    {
        Rows++;
        _probabilities += chunk.Probabilities[row];
        if (_model.Shares?.Score is { Limits: double[] limits })
        {
            _scores[BinCounts.PlaceOf(limits, BinCounts.RoundedScore(chunk.LogOdds[row]))]++;
        }

        if (isPositive is bool known)
        {
            _outcomes.Add(chunk.Scores[row], known);
        }
    }

    /// <summary>How far the score has moved, or <see langword="null"/>.</summary>
    public ShareDrift? Score() =>
        _model.Shares?.Score is BinCounts training ? StabilityIndex.Of(training, feature: null, _scores, missing: 0, unseen: 0) : null;

    /// <summary>What has changed in each feature.</summary>
    public IReadOnlyList<FeatureDrift> Features() =>
        [.. Enumerable.Range(0, _training.Length).Select(feature => new FeatureDrift(
            _model.Features[feature].Name,
            _training[feature] is BinCounts training
                ? StabilityIndex.Of(training, _model.Features[feature], _counts[feature], _missing[feature], _unseen[feature])
                : null,
            _training[feature] is BinCounts known ? (double)known.Missing / known.Total : double.NaN,
            ShareEstimate.Of(_missing[feature], Rows),
            ShareEstimate.Of(_unseen[feature], Rows),
            ShareEstimate.Of(_outOfRange[feature], Rows)))];

    /// <summary>How predictions agree with known classes, or <see langword="null"/>.</summary>
    public OutcomeCheck? Outcomes() => _outcomes.Check();
}
