using System.Numerics.Tensors;
using System.Text;
using LogReg.Data;
using LogReg.Features;
using LogReg.Numerics;

namespace LogReg;

/// <content>Prediction for a CSV input, chunk by chunk, in constant memory.</content>
public sealed partial class LogisticModel
{
    /// <summary>The columns of an input that the model needs: its features, and its offset if it has one.</summary>
    public IEnumerable<string> RequiredColumns =>
        _features.Select(feature => feature.Name).Concat(OffsetColumn is null ? [] : [OffsetColumn]);

    /// <summary>Scores a CSV input as it streams by: one prediction for each row, in order. Columns are matched by name; others are ignored.</summary>
    /// <param name="source">The input.</param>
    /// <param name="options">What to bring along, or <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told of the reading, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The predictions, a chunk at a time.</returns>
    /// <exception cref="LogRegException">A column is not there, or the input is broken; thrown when its chunk is asked for.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IEnumerable<ScoredChunk> Score(
        CsvSource source, ScoringOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ScoreChunks(source, options ?? new ScoringOptions(), progress, cancellationToken);
    }

    private IEnumerable<ScoredChunk> ScoreChunks(
        CsvSource source, ScoringOptions options, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        CsvHeader header = source.ReadHeader();
        RequireColumns(source, header, RequiredColumns.Concat(options.KeptColumns));
        var requests = new List<ColumnRequest>();
        for (int feature = 0; feature < _features.Length; feature++)
        {
            requests.Add(_features[feature] is NumericFeature
                ? new ColumnRequest(_features[feature].Name, ColumnKind.Numeric)
                : new ColumnRequest(_features[feature].Name, ColumnKind.Categorical, _encoder.Levels(feature)));
        }

        int offset = OffsetColumn is null ? -1 : Append(new ColumnRequest(OffsetColumn, ColumnKind.Numeric));
        bool readsTarget = options.ReadTarget && header.Names.Contains(Target.Name);
        int target = readsTarget ? Append(new ColumnRequest(Target.Name, ColumnKind.Text)) : -1;
        int firstKept = requests.Count;
        requests.AddRange(options.KeptColumns.Select(name => new ColumnRequest(name, ColumnKind.Text)));
        foreach (TableChunk chunk in source.ReadChunks(requests, progress, cancellationToken))
        {
            yield return ScoreChunk(source, chunk, offset, target, [.. chunk.Columns.Skip(firstKept).Cast<TextColumn>()]);
        }

        int Append(ColumnRequest request)
        {
            requests.Add(request);
            return requests.Count - 1;
        }
    }

    private ScoredChunk ScoreChunk(CsvSource source, TableChunk chunk, int offset, int target, TextColumn[] kept)
    {
        int rowCount = chunk.RowCount;
        long[] missing = new long[_features.Length];
        long[] unseen = new long[_features.Length];
        var examples = new IReadOnlyList<string>[_features.Length];
        var columns = new double[_features.Length][];
        for (int feature = 0; feature < _features.Length; feature++)
        {
            var categorical = chunk.Columns[feature] as CategoricalColumn;
            missing[feature] = categorical is null
                ? Impute((NumericColumn)chunk.Columns[feature], (NumericFeature)_features[feature])
                : categorical.Codes.Count(CategoricalColumn.Missing);
            unseen[feature] = categorical?.UnseenCount ?? 0;
            examples[feature] = categorical?.UnseenExamples ?? [];
        }

        double[] offsets = offset < 0 ? [] : OffsetsOf(source, chunk, (NumericColumn)chunk.Columns[offset]);
        double[] logOdds = [];
        double[] logProbabilities = [];
        double[] probabilities = new double[Target.IsBinary ? rowCount : rowCount * Target.Classes.Count];
        if (Target.IsBinary)
        {
            logOdds = new double[rowCount];
            AddLogOdds(_equations[0], chunk, logOdds);
            if (offset >= 0)
            {
                TensorPrimitives.Add<double>(logOdds, offsets, logOdds);
            }

            RequireFinite(source, chunk, logOdds, valuesPerRow: 1);
            LogisticFunctions.Sigmoid(logOdds, probabilities);
        }
        else
        {
            logProbabilities = new double[probabilities.Length];
            MulticlassLogOdds(chunk, logProbabilities);
            RequireFinite(source, chunk, logProbabilities, Target.Classes.Count);
            ToProbabilities(logProbabilities, probabilities, Target.Classes.Count);
        }

        int[]? classes = target < 0 ? null : ClassesOf((TextColumn)chunk.Columns[target]);
        return new ScoredChunk(chunk.FirstRow, rowCount, logOdds, probabilities, logProbabilities, classes, kept)
        {
            MissingCells = missing,
            UnseenCells = unseen,
            UnseenExamples = examples,
        };
    }

    // Feature by feature in the same order as for a single row, and with the same roundings: a row scores the same anywhere.
    private void AddLogOdds(LinearEquation equation, TableChunk chunk, Span<double> logOdds)
    {
        logOdds.Fill(equation.Intercept);
        for (int feature = 0; feature < _features.Length; feature++)
        {
            double[] weights = equation.Weights[feature];
            if (chunk.Columns[feature] is NumericColumn numeric)
            {
                TensorPrimitives.MultiplyAdd(numeric.Values, weights[0], logOdds, logOdds);
                continue;
            }

            ReadOnlySpan<int> codes = ((CategoricalColumn)chunk.Columns[feature]).Codes;
            int missingCode = _encoder.MissingCode(feature);
            for (int row = 0; row < codes.Length; row++)
            {
                int code = codes[row] == CategoricalColumn.Missing ? missingCode : codes[row];
                logOdds[row] += code < 0 ? 0 : weights[code];
            }
        }
    }

    private static void RequireFinite(CsvSource source, TableChunk chunk, ReadOnlySpan<double> logOdds, int valuesPerRow)
    {
        for (int index = 0; index < logOdds.Length; index++)
        {
            if (!double.IsFinite(logOdds[index]))
            {
                long row = chunk.FirstRow + (index / valuesPerRow);
                throw new DataException(
                    "the values of this row are so large that its log-odds leave the range of a double",
                    source.Name,
                    source.CanReadAgain ? source.FindLineOfRow(row) : null,
                    hint: "correct the row, or leave it out");
            }
        }
    }

    private static void ToProbabilities(Span<double> logOdds, Span<double> probabilities, int classCount)
    {
        logOdds.CopyTo(probabilities);
        for (int start = 0; start < logOdds.Length; start += classCount)
        {
            Softmax.InPlace(probabilities.Slice(start, classCount));
            Softmax.LogInPlace(logOdds.Slice(start, classCount));
        }
    }

    private void MulticlassLogOdds(TableChunk chunk, Span<double> values)
    {
        int classCount = Target.Classes.Count;
        double[] logOdds = new double[chunk.RowCount];
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            AddLogOdds(_equations[equation], chunk, logOdds);
            for (int row = 0; row < logOdds.Length; row++)
            {
                values[(row * classCount) + _firstClass + equation] = logOdds[row];
            }
        }
    }

    private int[] ClassesOf(TextColumn target)
    {
        int[] classes = new int[target.Count];
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        LevelTable names = LevelTable.Of(Target.Classes);
        for (int row = 0; row < classes.Length; row++)
        {
            if (names.TryGetCode(target[row], out classes[row]))
            {
                continue;
            }

            // Not the class's own text: perhaps the same number written differently.
            string text = Encoding.UTF8.GetString(target[row]);
            if (!codes.TryGetValue(text, out int code))
            {
                code = codes[text] = IsMissing(text) ? -1 : Target.IndexOf(text);
            }

            classes[row] = code;
        }

        return classes;
    }

    private static long Impute(NumericColumn column, NumericFeature feature)
    {
        Span<double> values = column.Buffer.AsSpan(0, column.Count);
        if (!double.IsNaN(TensorPrimitives.Sum<double>(values)))
        {
            return 0;
        }

        long count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                values[row] = feature.ImputeWith;
                count++;
            }
        }

        return count;
    }

    private static double[] OffsetsOf(CsvSource source, TableChunk chunk, NumericColumn offsets)
    {
        int missing = offsets.Values.IndexOf(double.NaN);
        if (missing >= 0)
        {
            throw new DataException(
                "the offset is missing",
                source.Name,
                source.CanReadAgain ? source.FindLineOfRow(chunk.FirstRow + missing) : null,
                offsets.Name,
                hint: "fill it in, or leave the row out");
        }

        return offsets.Values.ToArray();
    }

    private static void RequireColumns(CsvSource source, CsvHeader header, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (!header.Names.Contains(name))
            {
                throw new DataException(
                    $"there is no column '{name}', which is needed for the prediction", source.Name, hint: NearestNames.Hint(name, header.Names));
            }
        }
    }
}
