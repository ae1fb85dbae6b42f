using LogReg.Charts.Text;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>Summarises a prediction while its rows stream by.</summary>
internal sealed class PredictionSummary
{
    private const int MostExamples = 3;
    private const int MostColumns = 8;

    private readonly LogisticModel _model;
    private readonly long[] _missing;
    private readonly long[] _unseen;
    private readonly List<string>[] _examples;
    private readonly OrderedDictionary<string, long> _combinations = [];
    private long _rows;
    private long _knownRows;
    private long _rightRows;
    private double _lossSum;
    private bool _hasTarget;

    public PredictionSummary(LogisticModel model)
    {
        _model = model;
        _missing = new long[model.Features.Count];
        _unseen = new long[model.Features.Count];
        _examples = [.. model.Features.Select(_ => new List<string>())];
    }

    public void Add(ScoredChunk chunk)
    {
        _rows += chunk.RowCount;
        for (int feature = 0; feature < _missing.Length; feature++)
        {
            _missing[feature] += chunk.MissingCells[feature];
            _unseen[feature] += chunk.UnseenCells[feature];
            AddExamples(_examples[feature], chunk.UnseenExamples[feature]);
        }

        foreach ((string term, long count) in chunk.UnseenCombinations)
        {
            _combinations[term] = _combinations.GetValueOrDefault(term) + count;
        }

        if (!chunk.HasTarget)
        {
            return;
        }

        _hasTarget = true;
        if (_model.Target.IsBinary)
        {
            CompareBinary(chunk);
        }
        else
        {
            CompareMulticlass(chunk);
        }
    }

    /// <summary>The notes, each a line; none if there is nothing to tell.</summary>
    public IEnumerable<string> Lines()
    {
        if (_hasTarget)
        {
            yield return Quality();
        }

        foreach (string line in UnseenLines().Concat(EvaluationText.CombinationLines(_combinations)).Concat(MissingLines()))
        {
            yield return line;
        }
    }

    // The columns in which levels turned up that training never saw, a line each.
    private IEnumerable<string> UnseenLines()
    {
        foreach (int feature in Enumerable.Range(0, _unseen.Length).Where(
            feature => _unseen[feature] > 0 && _model.Features[feature] is VectorFeature))
        {
            yield return $"{_model.Features[feature].Name}: {NumberFormat.Count(_unseen[feature], "number")} with indices that training "
                + "did not see or found constant, nothing added to the log-odds";
        }

        int[] columns = [.. Enumerable.Range(0, _unseen.Length).Where(
            feature => _unseen[feature] > 0 && _model.Features[feature] is not VectorFeature)];
        foreach (int feature in columns.Take(MostColumns))
        {
            string examples = string.Join(", ", _examples[feature].Take(MostExamples).Select(example => $"'{Printable.Cut(example, 40)}'"));
            yield return $"{_model.Features[feature].Name}: {NumberFormat.Count(_unseen[feature], "cell")} with levels not seen in "
                + $"training, {MissingCells.UsedInstead(_model, [_model.Features[feature]])}: {examples}"
                + (_examples[feature].Count > MostExamples ? ", …" : "");
        }

        if (columns.Length > MostColumns)
        {
            yield return $"… and {NumberFormat.Count(columns.Length - MostColumns, "more column")} with such levels";
        }
    }

    // How many cells were missing, in a line for each of the things that they count as.
    private IEnumerable<string> MissingLines()
    {
        Dictionary<string, long> counts = _model.Features.Index().Where(feature => _missing[feature.Index] > 0)
            .ToDictionary(feature => feature.Item.Name, feature => _missing[feature.Index]);
        return MissingCells.Groups(_model, _model.Features.Where(feature => counts.ContainsKey(feature.Name))).Select(
            group => $"missing cells, {group.Treatment}: {CountsOf(group.Features, counts)}");
    }

    private static string CountsOf(IReadOnlyList<Feature> features, Dictionary<string, long> counts)
    {
        string names = string.Join(
            ", ", features.Take(MostColumns).Select(feature => $"{feature.Name} {NumberFormat.Count(counts[feature.Name])}"));
        return features.Count > MostColumns ? $"{names} and {NumberFormat.Count(features.Count - MostColumns, "more column")}" : names;
    }

    private static void AddExamples(List<string> known, IReadOnlyList<string> found)
    {
        foreach (string example in found)
        {
            // One more than is shown, to know whether there are more.
            if (known.Count > MostExamples)
            {
                return;
            }

            if (!known.Contains(example))
            {
                known.Add(example);
            }
        }
    }

    private string Quality()
    {
        string name = _model.Target.Name;
        if (_knownRows == 0)
        {
            return $"{NumberFormat.Count(_rows, "row")}, none with a known {name}";
        }

        string known = _knownRows == _rows ? "" : $", {NumberFormat.Count(_knownRows)} with a known {name}";
        return $"{NumberFormat.Count(_rows, "row")}{known}: log loss {NumberFormat.Significant(_lossSum / _knownRows, 6)}, "
            + $"accuracy {NumberFormat.Percent((double)_rightRows / _knownRows)} against {name}";
    }

    private void CompareBinary(ScoredChunk chunk)
    {
        int positive = _model.Target.Classes[1] == _model.Target.Positive ? 1 : 0;
        ReadOnlySpan<int> classes = chunk.Classes;
        ReadOnlySpan<double> logOdds = chunk.Scores;
        ReadOnlySpan<double> probabilities = chunk.Probabilities;
        double[] losses = new double[chunk.RowCount];
        for (int row = 0; row < losses.Length; row++)
        {
            losses[row] = classes[row] == positive ? -logOdds[row] : logOdds[row];
        }

        LogisticFunctions.Log1PlusExp(losses, losses);
        for (int row = 0; row < losses.Length; row++)
        {
            if (classes[row] >= 0)
            {
                _knownRows++;
                _lossSum += losses[row];
                _rightRows += (probabilities[row] >= _model.Threshold) == (classes[row] == positive) ? 1 : 0;
            }
        }
    }

    private void CompareMulticlass(ScoredChunk chunk)
    {
        int classCount = _model.Target.Classes.Count;
        ReadOnlySpan<int> classes = chunk.Classes;
        for (int row = 0; row < classes.Length; row++)
        {
            if (classes[row] >= 0)
            {
                ReadOnlySpan<double> logProbabilities = chunk.LogProbabilities.Slice(row * classCount, classCount);
                _knownRows++;
                _lossSum -= logProbabilities[classes[row]];
                _rightRows += MostProbable.Of(logProbabilities) == classes[row] ? 1 : 0;
            }
        }
    }
}
