using LogReg.Numerics;

namespace LogReg.Monitoring;

/// <summary>The scores and outcomes of a class against the rest: with two classes of the positive one.</summary>
/// <param name="model">The model.</param>
/// <param name="place">The place of the class among those with a score.</param>
internal sealed class ClassTally(ModelContent model, int place)
{
    private readonly BinCounts? _training =
        model.Target.IsBinary ? model.Shares?.Score : model.Shares?.Classes.ElementAtOrDefault(place)?.Score;

    private readonly int _code = model.Target.IsBinary ? model.Target.PositiveIndex : place;
    private readonly int _width = model.Target.ScoredClasses.Count;
    private readonly OutcomeTally _outcomes = new();
    private long[]? _counts;
    private double _probabilities;
    private long _rows;

    /// <summary>Counts a row.</summary>
    /// <param name="chunk">Its chunk.</param>
    /// <param name="row">Its place in the chunk.</param>
    public void Add(ScoredChunk chunk, int row)
    {
        // Isotonic calibration leaves the log-odds of the equation as they are, which are compared with those of training.
        double score = _width == 1
            ? chunk.LogOdds[row]
            : Softmax.LogOddsOf(chunk.LogProbabilities.Slice(row * _width, _width), place);
        double calibrated = _width == 1 ? chunk.Scores[row] : score;
        _rows++;
        _probabilities += chunk.Probabilities[(row * _width) + place];
        if (_training is { Limits: double[] limits })
        {
            _counts ??= new long[_training.Counts.Length];
            _counts[BinCounts.PlaceOf(limits, BinCounts.RoundedScore(score))]++;
        }

        if (!chunk.HasTarget || chunk.Classes[row] < 0)
        {
            return;
        }

        bool isPositive = chunk.Classes[row] == _code;
        if (chunk.Weights.IsEmpty)
        {
            _outcomes.Add(calibrated, isPositive);
        }
        else
        {
            _outcomes.Add(calibrated, isPositive, chunk.Weights[row]);
        }
    }

    /// <summary>Compares what was counted with training.</summary>
    public MonitoredClass Report()
    {
        var reference = ReferenceArea.Of(model, place);
        OutcomeCheck? outcomes = _outcomes.Check();
        return new MonitoredClass
        {
            Name = model.Target.ScoredClasses[place],
            MeanProbability = _probabilities / _rows,
            Score = _training is null || _counts is null
                ? null
                : StabilityIndex.Of(_training, feature: null, _counts, missing: 0, unseen: 0),
            Outcomes = outcomes,
            Reference = reference,
            RocAucPValue = outcomes?.Area?.ChanceBelow(reference.RocAuc, reference.StandardError) ?? double.NaN,
        };
    }
}
