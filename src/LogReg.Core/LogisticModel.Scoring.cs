using System.Numerics.Tensors;
using System.Text;
using LogReg.Data;
using LogReg.Numerics;
using LogReg.Scoring;
using LogReg.Shared;
using LogReg.Terms;

namespace LogReg;

/// <content>Predictions for a source, in chunks and in constant memory.</content>
public sealed partial class LogisticModel
{
    private const int MostNames = 8;

    /// <summary>The columns that the model needs in an input: its features, and its offset if it has one.</summary>
    public IEnumerable<string> RequiredColumns =>
        Features.Select(feature => feature.Name).Concat(OffsetColumn is null ? [] : [OffsetColumn]);

    /// <summary>Creates a tally of scored rows, to which chunks are added.</summary>
    public ScoringTally CreateTally() => new(Content);

    /// <summary>Scores the rows of a source in a stream: one prediction for each row, in order. Columns are matched by name; other columns
    /// are ignored.</summary>
    /// <param name="source">The input.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The predictions, in chunks.</returns>
    /// <exception cref="InvalidOperationException">The options ask for intervals or contributions, and the model has more than two
    /// classes.</exception>
    /// <exception cref="LogRegException">The options ask for intervals, and the model has no covariance. Or a column is missing or the
    /// input is invalid, which is thrown during enumeration.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public IEnumerable<ScoredChunk> Score(
        DataSource source,
        ScoringOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ScoreChunks(source, WorkOf(options ?? new ScoringOptions()), progress, cancellationToken);
    }

    private ScoringWork WorkOf(ScoringOptions options)
    {
        if (options.Contributions > 0)
        {
            RequireBinary();
        }

        return new ScoringWork(options, options.Interval is null ? null : Variance());
    }

    private IEnumerable<ScoredChunk> ScoreChunks(
        DataSource source, ScoringWork work, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        ScoringPass pass = Prepare(source, work);
        IEnumerable<TableChunk> chunks = source.ReadChunks(pass.Columns.Requests, pass.Rules, progress, cancellationToken);
        foreach (ScoredChunk chunk in ScoreChunks(source, pass, chunks))
        {
            yield return chunk;
        }
    }

    private ScoringPass Prepare(DataSource source, ScoringWork work)
    {
        ScoringOptions options = work.Options;
        var evaluator = work.Variance is null ? null : new LogOddsVarianceEvaluator(work.Variance);
        var explainer = options.Contributions == 0
            ? null
            : new RowExplainer(Layout, _equations[0], options.Contributions, source.MissingValues);
        IReadOnlyList<string> names = source.ReadColumnNames();
        RequireColumns(source, names, options);

        bool readsTarget = options.ReadTarget && names.Contains(Target.Name);
        return new ScoringPass(
            options,
            new ScoringColumns(Layout, OffsetColumn, readsTarget ? Target.Name : null, work),
            new ChunkRules(options.ForComparison)
            {
                LooksAtNotations = true,
                Target = readsTarget && (options.ForComparison || work.IsOfKnownClasses) ? Target.Name : null,
            },
            evaluator,
            explainer,
            new ShiftedIndices(Features, source.ChunkRows));
    }

    private IEnumerable<ScoredChunk> ScoreChunks(DataSource source, ScoringPass pass, IEnumerable<TableChunk> chunks)
    {
        (ScoringOptions options, ScoringColumns columns, ChunkRules rules) = (pass.Options, pass.Columns, pass.Rules);
        foreach (TableChunk chunk in chunks)
        {
            var faults = new FirstFault();
            FindNoDates(faults, source, chunk, rules.Target is null ? -1 : columns.Target);
            IReadOnlyList<RowFlag> flags = options.Flags || pass.Explainer is not null ? RowFlags.Of(Layout, chunk) : [];
            ScoredChunk scores = ScoreChunk(
                faults, source, chunk, columns, pass.Shifted, needsClasses: options.ForComparison && rules.Target is not null);
            scores.Losses = rules.Losses;
            scores.Flags = flags;
            if (pass.Evaluator is not null)
            {
                scores.SetVariances(pass.Evaluator, chunk, options.Interval is double confidence ? QuantileOf(confidence) : null);
            }

            scores.Explanations = pass.Explainer?.Explain(chunk, flags, columns.Cells(chunk));
            if (!chunk.PrecedesFault)
            {
                yield return scores;
            }
        }

        pass.Shifted.End(source);
    }

    private ScoredChunk ScoreChunk(
        FirstFault faults, DataSource source, TableChunk chunk, ScoringColumns read, ShiftedIndices shifted, bool needsClasses)
    {
        shifted.Look(faults, source, chunk);
        int rowCount = chunk.RowCount;
        long[] missing = new long[Features.Count];
        long[] unseen = new long[Features.Count];
        long[] errors = new long[Features.Count];
        var examples = new IReadOnlyList<string>[Features.Count];
        var origins = new IndexOrigin[Features.Count];
        for (int feature = 0; feature < Features.Count; feature++)
        {
            var categorical = chunk.Columns[feature] as CategoricalColumn;
            missing[feature] = Layout.Cells[feature].Impute(chunk.Columns[feature]);
            unseen[feature] = categorical?.UnseenCount ?? Layout.CountUnseenEntries(feature, chunk);
            errors[feature] = chunk.Columns[feature].SpreadsheetErrors;
            examples[feature] = categorical?.UnseenExamples ?? [];
            if (Features[feature] is VectorFeature vector)
            {
                origins[feature] = IndexOrigin.Of(vector, (VectorColumn)chunk.Columns[feature]);
            }
        }

        var unknownClasses = new OrderedDictionary<string, long>();
        long targetErrors = 0;
        int[]? classes = read.Target < 0 ? null : ClassesOf((TextColumn)chunk.Columns[read.Target], unknownClasses, out targetErrors);
        double[] weights = read.Weight < 0 ? [] : WeightsOf(faults, source, chunk, (NumericColumn)chunk.Columns[read.Weight], classes);
        bool IsUsed(int row) => !needsClasses || (classes![row] >= 0 && (weights.Length == 0 || weights[row] > 0));
        double[] offsets = read.Offset < 0 ? [] : OffsetsOf(faults, source, chunk, (NumericColumn)chunk.Columns[read.Offset], IsUsed);
        double[] logOdds = [];
        double[] calibrated = [];
        double[] logProbabilities = [];
        double[] probabilities = new double[rowCount * Target.ScoredClasses.Count];
        if (Target.IsBinary)
        {
            logOdds = new double[rowCount];
            Layout.LogOdds(_equations[0], chunk, logOdds);
            if (read.Offset >= 0)
            {
                TensorPrimitives.Add<double>(logOdds, offsets, logOdds);
            }

            RequireFinite(faults, source, chunk, logOdds, valuesPerRow: 1);
            calibrated = Content.CalibrationSteps?.LogOddsAt(logOdds) ?? logOdds;
            LogisticFunctions.Sigmoid(calibrated, probabilities);
        }
        else
        {
            logProbabilities = new double[probabilities.Length];
            MulticlassLogOdds(chunk, logProbabilities);
            RequireFinite(faults, source, chunk, logProbabilities, Target.Classes.Count);
            ToProbabilities(logProbabilities, probabilities, Target.Classes.Count);
        }

        return new ScoredChunk(chunk.FirstRow, rowCount, logOdds, probabilities, logProbabilities, classes, weights, read.Kept(chunk))
        {
            Offsets = offsets,
            CalibratedLogOdds = calibrated,
            MissingCells = missing,
            UnseenCells = unseen,
            UnseenExamples = examples,
            IndexOrigins = origins,
            SpreadsheetErrorCells = errors,
            UnseenCombinations = Layout.CountUnseen(chunk),
            UnknownClasses = unknownClasses,
            TargetErrors = targetErrors,
        };
    }

    // The last of the checks: throws what they have found.
    private static void RequireFinite(
        FirstFault faults, DataSource source, TableChunk chunk, ReadOnlySpan<double> logOdds, int valuesPerRow)
    {
        int index = 0;
        while (index < logOdds.Length && double.IsFinite(logOdds[index]))
        {
            index++;
        }

        int row = index < logOdds.Length ? index / valuesPerRow : -1;
        faults.Add(row, () => new DataException(
            "the values of this row are so large that its log-odds overflow",
            source.Name,
            source.FindRow(chunk.FirstRow + row),
            hint: "correct the row, or leave it out"));
        faults.Throw();
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
        ReadOnlySpan<int> classes = Content.EquationClasses;
        double[] logOdds = new double[chunk.RowCount];
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            Layout.LogOdds(_equations[equation], chunk, logOdds);
            for (int row = 0; row < logOdds.Length; row++)
            {
                values[(row * classCount) + classes[equation]] = logOdds[row];
            }
        }
    }

    private int[] ClassesOf(TextColumn target, OrderedDictionary<string, long> unknown, out long errors)
    {
        errors = 0;
        const int IsUnknown = -1;
        const int IsWithout = -2;
        const int IsError = -3;
        int[] classes = new int[target.Count];
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        LevelTable names = LevelTable.Of(Target.Classes);
        for (int row = 0; row < classes.Length; row++)
        {
            if (names.TryGetCode(target[row], out classes[row]))
            {
                continue;
            }

            // Not the class's own text: perhaps the same number or truth value written differently.
            string text = Encoding.UTF8.GetString(target[row]);
            if (!codes.TryGetValue(text, out int code))
            {
                code = codes[text] = IsMissing(text) ? IsWithout : SpreadsheetError.Is(target[row]) ? IsError : Target.IndexOf(text);
            }

            if (code == IsUnknown)
            {
                unknown[text] = unknown.GetValueOrDefault(text) + 1;
            }

            errors += code == IsError ? 1 : 0;
            classes[row] = Math.Max(code, IsUnknown);
        }

        return classes;
    }

    // As in training, a row that does not take part needs no offset; it counts as 0.
    private static double[] OffsetsOf(
        FirstFault faults, DataSource source, TableChunk chunk, NumericColumn column, Func<int, bool> isUsed)
    {
        double[] offsets = column.Values.ToArray();
        for (int row = 0; row < offsets.Length; row++)
        {
            if (!double.IsNaN(offsets[row]))
            {
                continue;
            }

            offsets[row] = 0;
            if (isUsed(row))
            {
                int faulty = row;
                faults.Add(row, () => new DataException(
                    "the offset is missing",
                    source.Name,
                    source.FindRow(chunk.FirstRow + faulty),
                    column.Name,
                    hint: "fill it in, or leave the row out"));
            }
        }

        return offsets;
    }

    private void RequireColumns(DataSource source, IReadOnlyList<string> columns, ScoringOptions options)
    {
        var names = columns.ToHashSet(StringComparer.Ordinal);
        foreach (string name in RequiredColumns.Where(name => !names.Contains(name)))
        {
            RequireModelColumn(source, columns, name, "which the model needs");
        }

        foreach (string name in options.KeptColumns.Where(name => !names.Contains(name)))
        {
            RequireNamedColumn(source, columns, name, "which is to be kept");
        }

        if (options.WeightColumn is not null)
        {
            RequireNamedColumn(source, columns, options.WeightColumn, "the column of weights");
        }
    }

    // The model's name is right and the data's is not: what helps is to rename the column of the data.
    private void RequireModelColumn(DataSource source, IReadOnlyList<string> columns, string name, string purpose)
    {
        if (columns.Contains(name))
        {
            return;
        }

        // A column that the model knows by its name is not the one that is missing.
        string[] needed = [.. RequiredColumns];
        IEnumerable<string> others = columns.Except(needed).Where(other => other != Target.Name);
        IReadOnlyList<string> nearest = NearestNames.Find(name, [.. others], most: 1);
        throw new DataException(
            $"the {source.Description.Noun} has no column {DataException.Quote(name)}, "
                + $"{purpose}{(nearest.Count > 0 ? $"; it has {DataException.Quote(nearest[0])}" : "")}",
            source.Name,
            hint: source.Description.HintForColumn(
                nearest.Count > 0 ? $"rename {DataException.Quote(nearest[0])} to {DataException.Quote(name)}"
                : !needed.Contains(name) ? NameHint.Of(name, columns)
                : $"the model needs {string.Join(", ", needed.Select(DataException.Quote).Take(MostNames))}{(needed.Length > MostNames ? $" and {needed.Length - MostNames} more" : "")}"));
    }

    // The caller named it.
    private static void RequireNamedColumn(DataSource source, IReadOnlyList<string> columns, string name, string purpose)
    {
        if (!columns.Contains(name))
        {
            throw new DataException(
                $"the {source.Description.Noun} has no column {DataException.Quote(name)}, "
                    + $"{purpose}", source.Name, hint: source.Description.HintForColumn(NameHint.Of(name, columns)));
        }
    }
}
