using LogReg.Collectives;
using LogReg.Data;

namespace LogReg;

/// <summary>Counts, chunk by chunk, the cells and classes of an input that are missing or unknown to a model.</summary>
public sealed class ScoringTally
{
    private const int MostExamples = 5;

    private readonly ModelContent _model;
    private readonly long[] _missing;
    private readonly long[] _unseen;
    private readonly long[] _errors;
    private readonly List<string>[] _examples;
    private readonly Scoring.IndexOrigin[] _origins;
    private readonly OrderedDictionary<string, long> _unknownClasses = [];
    private readonly OrderedDictionary<string, long> _combinations = [];
    private ReadLosses? _losses;

    /// <summary>Starts with no rows.</summary>
    /// <param name="model">The model that scores.</param>
    internal ScoringTally(ModelContent model)
    {
        _model = model;
        _missing = new long[model.Features.Count];
        _unseen = new long[model.Features.Count];
        _errors = new long[model.Features.Count];
        _origins = new Scoring.IndexOrigin[model.Features.Count];
        _examples = [.. model.Features.Select(_ => new List<string>())];
    }

    /// <summary>The number of rows.</summary>
    public long Rows { get; private set; }

    /// <summary>The number of missing cells of each feature that has any.</summary>
    public IReadOnlyDictionary<string, long> MissingCells => ByName(_missing, count => count, count => count > 0);

    /// <summary>The number of cells with unseen levels, for each feature that has any.</summary>
    public IReadOnlyDictionary<string, long> UnseenCells => ByName(_unseen, count => count, count => count > 0);

    /// <summary>The number of cells with a spreadsheet error, for each feature that has any.</summary>
    public IReadOnlyDictionary<string, long> SpreadsheetErrorCells => ByName(_errors, count => count, count => count > 0);

    /// <summary>The first few unseen levels of each feature that has any.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UnseenExamples =>
        ByName(_examples, IReadOnlyList<string> (texts) => [.. texts], texts => texts.Count > 0);

    /// <summary>The number of rows whose levels never met in training, for each term of a formula that has any.</summary>
    public IReadOnlyDictionary<string, long> UnseenCombinations => _combinations.Count == 0 ? _combinations : new OrderedDictionary<string, long>(
        _model.Layout.Terms.Select(term => term.Name).Distinct().Where(_combinations.ContainsKey).Select(name => KeyValuePair.Create(name, _combinations[name])));

    /// <summary>The classes of the target column that the model does not know, with the number of rows of each; the first
    /// thousand.</summary>
    public IReadOnlyDictionary<string, long> UnknownClasses => _unknownClasses;

    /// <summary>
    /// Warnings: features most of whose cells are levels that the model does not know, classes that it does not know, spreadsheet errors,
    /// features that are mostly missing, and what was skipped while reading.
    /// </summary>
    public IReadOnlyList<DataWarning> Warnings => Scoring.ScoringWarnings.Of(_model, this);

    /// <summary>Adds scored rows.</summary>
    /// <param name="chunk">The rows.</param>
    public void Add(ScoredChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Add(chunk.RowCount, chunk.MissingCells, chunk.UnseenCells, chunk.SpreadsheetErrorCells);
        AddTexts(chunk.UnseenExamples, chunk.UnknownClasses);
        AddCombinations(chunk.UnseenCombinations);
        foreach ((int feature, Scoring.IndexOrigin origin) in chunk.IndexOrigins.Index())
        {
            _origins[feature] = _origins[feature].And(origin);
        }

        TargetErrors += chunk.TargetErrors;
        _losses = chunk.Losses;
    }

    /// <summary>Adds diagnosed rows.</summary>
    /// <param name="chunk">The rows.</param>
    public void Add(DiagnosedChunk chunk)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Add(chunk.Scores);
    }

    /// <summary>The number of cells of the target column that hold a spreadsheet error.</summary>
    internal long TargetErrors { get; private set; }

    /// <summary>What was skipped while reading.</summary>
    internal IReadOnlyList<ReadNote> Notes => _losses?.Notes ?? [];

    /// <summary>For a feature how many cells were missing.</summary>
    internal long Missing(int feature) => _missing[feature];

    /// <summary>For a feature how many cells were never seen.</summary>
    internal long Unseen(int feature) => _unseen[feature];

    /// <summary>For a feature how many cells held a spreadsheet's error value.</summary>
    internal long Errors(int feature) => _errors[feature];

    /// <summary>For a feature a few texts that were never seen.</summary>
    internal IReadOnlyList<string> Examples(int feature) => _examples[feature];

    /// <summary>For a feature that is a vector where its indices start.</summary>
    internal Scoring.IndexOrigin IndexOrigin(int feature) => _origins[feature];

    /// <summary>Puts together the tallies of processes that have scored shares of the rows, in the order of the rows.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="losses">What was skipped while reading, of all processes.</param>
    /// <exception cref="CollectiveException">A process has failed.</exception>
    internal void Agree(ICollective collective, ReadLosses losses)
    {
        byte[][] all = collective.AllGatherBytes(ToBytes());
        Rows = 0;
        TargetErrors = 0;
        Array.ForEach((long[][])[_missing, _unseen, _errors], Array.Clear);
        Array.Clear(_origins);
        Array.ForEach(_examples, examples => examples.Clear());
        _unknownClasses.Clear();
        _combinations.Clear();
        foreach (byte[] bytes in all)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            Add(reader);
        }

        _losses = losses;
    }

    private byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Rows);
        writer.Write(TargetErrors);
        for (int feature = 0; feature < _missing.Length; feature++)
        {
            writer.Write(_missing[feature]);
            writer.Write(_unseen[feature]);
            writer.Write(_errors[feature]);
            writer.Write(_origins[feature].HasNewZero);
            writer.Write(_origins[feature].HasZero);
            writer.Write(_origins[feature].HasNext);
            writer.Write(_examples[feature].Count);
            _examples[feature].ForEach(writer.Write);
        }

        Write(writer, _unknownClasses);
        Write(writer, _combinations);
        return bytes.ToArray();
    }

    private static void Write(BinaryWriter writer, OrderedDictionary<string, long> counts)
    {
        writer.Write(counts.Count);
        foreach ((string name, long count) in counts)
        {
            writer.Write(name);
            writer.Write(count);
        }
    }

    private void Add(BinaryReader reader)
    {
        Rows += reader.ReadInt64();
        TargetErrors += reader.ReadInt64();
        var examples = new IReadOnlyList<string>[_examples.Length];
        for (int feature = 0; feature < _missing.Length; feature++)
        {
            _missing[feature] += reader.ReadInt64();
            _unseen[feature] += reader.ReadInt64();
            _errors[feature] += reader.ReadInt64();
            _origins[feature] = _origins[feature].And(new(reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadBoolean()));
            examples[feature] = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
        }

        AddTexts(examples, ReadCounts(reader));
        AddCombinations(ReadCounts(reader));
    }

    private static OrderedDictionary<string, long> ReadCounts(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        var counts = new OrderedDictionary<string, long>(count);
        for (int i = 0; i < count; i++)
        {
            string name = reader.ReadString();
            counts.Add(name, reader.ReadInt64());
        }

        return counts;
    }

    private void AddCombinations(IEnumerable<KeyValuePair<string, long>> counts)
    {
        foreach ((string term, long count) in counts)
        {
            _combinations[term] = _combinations.GetValueOrDefault(term) + count;
        }
    }

    private void Add(int rows, IReadOnlyList<long> missing, IReadOnlyList<long> unseen, IReadOnlyList<long> errors)
    {
        Rows += rows;
        for (int feature = 0; feature < _missing.Length; feature++)
        {
            _missing[feature] += missing[feature];
            _unseen[feature] += unseen[feature];
            _errors[feature] += errors[feature];
        }
    }

    private void AddTexts(IReadOnlyList<IReadOnlyList<string>> examples, IReadOnlyDictionary<string, long> unknownClasses)
    {
        for (int feature = 0; feature < _examples.Length; feature++)
        {
            _examples[feature].AddRange(examples[feature].Except(_examples[feature]).Take(MostExamples - _examples[feature].Count));
        }

        foreach ((string name, long count) in unknownClasses)
        {
            if (_unknownClasses.Count < ScoredChunk.MostUnknownClasses || _unknownClasses.ContainsKey(name))
            {
                _unknownClasses[name] = _unknownClasses.GetValueOrDefault(name) + count;
            }
        }
    }

    private OrderedDictionary<string, TResult> ByName<T, TResult>(T[] values, Func<T, TResult> result, Func<T, bool> isWanted)
    {
        var named = new OrderedDictionary<string, TResult>();
        for (int feature = 0; feature < values.Length; feature++)
        {
            if (isWanted(values[feature]))
            {
                named[_model.Features[feature].Name] = result(values[feature]);
            }
        }

        return named;
    }
}
