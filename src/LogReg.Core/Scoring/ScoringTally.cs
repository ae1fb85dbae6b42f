using LogReg.Collectives;
using LogReg.Data;

namespace LogReg;

/// <summary>Counts, chunk by chunk, the cells and classes of an input that are missing or unknown to a model.</summary>
public sealed class ScoringTally
{
    private const int MostExamples = 5;
    private const int MostUnknownClasses = 1000;

    // Classes that come late in the rows of one process may be among the first of all.
    private const int MostOwnClasses = 100_000;

    // The numbers that describe where indices start.
    private const int OriginLength = 3;

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
    public IReadOnlyDictionary<string, long> UnseenCombinations => _combinations.Count == 0
        ? _combinations
        : new OrderedDictionary<string, long>(
            _model.Layout.Terms.Select(term => term.Name).Distinct().Where(_combinations.ContainsKey).Select(
                name => KeyValuePair.Create(name, _combinations[name])));

    /// <summary>The classes of the target column that the model does not know, with the number of rows of each; the first
    /// thousand.</summary>
    public IReadOnlyDictionary<string, long> UnknownClasses => _unknownClasses.Count <= MostUnknownClasses
        ? _unknownClasses
        : new OrderedDictionary<string, long>(_unknownClasses.Take(MostUnknownClasses));

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
        // The first thousand classes of all rows are among the first thousand of each process.
        IReadOnlyDictionary<string, long> ownClasses = _unknownClasses.ToDictionary();
        byte[][] texts = collective.AllGatherBytes(ToBytes());
        Array.ForEach(_examples, examples => examples.Clear());
        _unknownClasses.Clear();
        _combinations.Clear();
        foreach (byte[] bytes in texts)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            AddTexts(reader);
        }

        Sum(collective, ownClasses);
        _losses = losses;
    }

    private byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach ((int feature, List<string> examples) in _examples.Index().Where(one => one.Item.Count > 0))
        {
            writer.Write(feature);
            writer.Write(examples.Count);
            examples.ForEach(writer.Write);
        }

        writer.Write(-1);
        Write(writer, UnknownClasses);
        Write(writer, _combinations);
        return bytes.ToArray();
    }

    private static void Write(BinaryWriter writer, IReadOnlyDictionary<string, long> counts)
    {
        writer.Write(counts.Count);
        foreach ((string name, long count) in counts)
        {
            writer.Write(name);
            writer.Write(count);
        }
    }

    private void AddTexts(BinaryReader reader)
    {
        for (int feature = reader.ReadInt32(); feature >= 0; feature = reader.ReadInt32())
        {
            AddExamples(feature, [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())]);
        }

        foreach (string name in ReadCounts(reader).Keys.Where(_ => _unknownClasses.Count < MostUnknownClasses))
        {
            _unknownClasses.TryAdd(name, 0);
        }

        AddCombinations(ReadCounts(reader));
    }

    // Counts add up over the processes, whatever the order of their rows.
    private void Sum(ICollective collective, IReadOnlyDictionary<string, long> ownClasses)
    {
        string[] classes = [.. _unknownClasses.Keys];
        long[] sums =
        [
            Rows, TargetErrors, .. _missing, .. _unseen, .. _errors, .. classes.Select(name => ownClasses.GetValueOrDefault(name)),
        ];
        long[] origins =
        [
            .. _origins.SelectMany(origin => (long[])
                [origin.HasNewZero ? 1 : 0, origin.HasZero ? 1 : 0, origin.HasNext ? 1 : 0]),
        ];
        collective.Sum(sums);
        collective.Max(origins);
        (Rows, TargetErrors) = (sums[0], sums[1]);
        ReadOnlySpan<long> rest = sums.AsSpan(2);
        foreach (long[] counts in (long[][])[_missing, _unseen, _errors])
        {
            rest[..counts.Length].CopyTo(counts);
            rest = rest[counts.Length..];
        }

        for (int place = 0; place < classes.Length; place++)
        {
            _unknownClasses[classes[place]] = rest[place];
        }

        for (int feature = 0; feature < _origins.Length; feature++)
        {
            ReadOnlySpan<long> origin = origins.AsSpan(OriginLength * feature, OriginLength);
            _origins[feature] = new(origin[0] > 0, origin[1] > 0, origin[2] > 0);
        }
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
            AddExamples(feature, examples[feature]);
        }

        foreach ((string name, long count) in unknownClasses)
        {
            if (_unknownClasses.Count < MostOwnClasses || _unknownClasses.ContainsKey(name))
            {
                _unknownClasses[name] = _unknownClasses.GetValueOrDefault(name) + count;
            }
        }
    }

    private void AddExamples(int feature, IReadOnlyList<string> texts) =>
        _examples[feature].AddRange(texts.Except(_examples[feature]).Take(MostExamples - _examples[feature].Count));

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
