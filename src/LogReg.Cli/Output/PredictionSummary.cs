using System.Runtime.InteropServices;
using LogReg.Charts.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>Summarises a prediction while its rows stream by.</summary>
internal sealed class PredictionSummary
{
    private const int MostExamples = 3;
    private const int MostColumns = 8;

    private readonly LogisticModel _model;

    // How many rows have a known class, and how many of them are predicted correctly.
    private readonly long[] _counts = new long[2];

    // A sum for each chunk of rows, so that the sum of all does not depend on who has which of them.
    private readonly List<double> _lossSums = [];
    private ScoringTally _tally;
    private long _firstChunk = -1;
    private double _lossSum;
    private bool _hasTarget;

    public PredictionSummary(LogisticModel model)
    {
        _model = model;
        _tally = model.CreateTally();
    }

    public void Add(ScoredChunk chunk)
    {
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

    /// <summary>Puts together the rows of all processes.</summary>
    /// <param name="tally">What all rows have.</param>
    /// <param name="collective">The processes, each of which has a run of chunks of <see cref="Table.ChunkRows"/> rows.</param>
    public void Complete(ScoringTally tally, ICollective collective)
    {
        _tally = tally;
        collective.Sum(_counts);
        long[] lengths = new long[collective.Size + 1];
        lengths[collective.Rank] = _lossSums.Count * sizeof(double);
        lengths[^1] = _hasTarget ? 1 : 0;
        collective.Sum(lengths);
        _hasTarget = lengths[^1] > 0;
        int[] counts = Array.ConvertAll(lengths[..^1], length => checked((int)length));
        double[] all = new double[counts.Sum() / sizeof(double)];
        collective.AllGather(
            MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_lossSums)), counts, MemoryMarshal.AsBytes(all.AsSpan()));
        _lossSum = all.Sum();
    }

    /// <summary>The notes, each a line; none if there is nothing to tell.</summary>
    public IEnumerable<string> Lines()
    {
        if (_hasTarget)
        {
            yield return Quality();
        }

        foreach (string line in UnseenLines().Concat(EvaluationText.CombinationLines(_tally.UnseenCombinations)).Concat(MissingLines()))
        {
            yield return line;
        }
    }

    // The columns in which levels turned up that training never saw, a line each.
    private IEnumerable<string> UnseenLines()
    {
        IReadOnlyDictionary<string, long> unseen = _tally.UnseenCells;
        IReadOnlyDictionary<string, IReadOnlyList<string>> examples = _tally.UnseenExamples;
        Feature[] features = [.. _model.Features.Where(feature => unseen.ContainsKey(feature.Name))];
        foreach (Feature feature in features.Where(feature => feature is VectorFeature))
        {
            yield return $"{feature.Name}: {NumberFormat.Count(unseen[feature.Name], "number")} with indices that training "
                + "did not see or found constant, nothing added to the log-odds";
        }

        Feature[] columns = [.. features.Where(feature => feature is not VectorFeature)];
        foreach (Feature feature in columns.Take(MostColumns))
        {
            IReadOnlyList<string> texts = examples.GetValueOrDefault(feature.Name) ?? [];
            yield return $"{feature.Name}: {NumberFormat.Count(unseen[feature.Name], "cell")} with levels not seen in "
                + $"training, {MissingCells.UsedInstead(_model, [feature])}: "
                + string.Join(", ", texts.Take(MostExamples).Select(example => $"'{Printable.Cut(example, 40)}'"))
                + (texts.Count > MostExamples ? ", …" : "");
        }

        if (columns.Length > MostColumns)
        {
            yield return $"… and {NumberFormat.Count(columns.Length - MostColumns, "more column")} with such levels";
        }
    }

    // How many cells were missing, in a line for each of the things that they count as.
    private IEnumerable<string> MissingLines()
    {
        IReadOnlyDictionary<string, long> counts = _tally.MissingCells;
        return MissingCells.Groups(_model, _model.Features.Where(feature => counts.ContainsKey(feature.Name))).Select(
            group => $"missing cells, {group.Treatment}: {CountsOf(group.Features, counts)}");
    }

    private static string CountsOf(IReadOnlyList<Feature> features, IReadOnlyDictionary<string, long> counts)
    {
        string names = string.Join(
            ", ", features.Take(MostColumns).Select(feature => $"{feature.Name} {NumberFormat.Count(counts[feature.Name])}"));
        return features.Count > MostColumns ? $"{names} and {NumberFormat.Count(features.Count - MostColumns, "more column")}" : names;
    }

    private string Quality()
    {
        string name = _model.Target.Name;
        long rows = _tally.Rows;
        (long knownRows, long rightRows) = (_counts[0], _counts[1]);
        if (knownRows == 0)
        {
            return $"{NumberFormat.Count(rows, "row")}, none with a known {name}";
        }

        string known = knownRows == rows ? "" : $", {NumberFormat.Count(knownRows)} with a known {name}";
        return $"{NumberFormat.Count(rows, "row")}{known}: log loss {NumberFormat.Significant(_lossSum / knownRows, 6)}, "
            + $"accuracy {NumberFormat.Percent((double)rightRows / knownRows)} against {name}";
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
                Compare(chunk.FirstRow + row, losses[row], (probabilities[row] >= _model.Threshold) == (classes[row] == positive));
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
                Compare(chunk.FirstRow + row, -logProbabilities[classes[row]], MostProbable.Of(logProbabilities) == classes[row]);
            }
        }
    }

    private void Compare(long row, double loss, bool isRight)
    {
        long chunk = row / Table.ChunkRows;
        _firstChunk = _firstChunk < 0 ? chunk : _firstChunk;
        while (_lossSums.Count <= chunk - _firstChunk)
        {
            _lossSums.Add(0);
        }

        _lossSums[^1] += loss;
        _counts[0]++;
        _counts[1] += isRight ? 1 : 0;
    }
}
