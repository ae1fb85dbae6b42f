using LogReg.Data;
using LogReg.Design;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Features;

/// <summary>
/// From rows of data to columns of the design matrix, the same way in training and in prediction: missing numbers are imputed, texts
/// become level codes. Column 0 is the intercept's; then come the numeric features, each followed by the 0/1 column of its missing cells if it has one, then the levels of each categorical one.
/// </summary>
internal sealed class FeatureEncoder
{
    private readonly Feature[] _features;
    private readonly int[] _firstColumns;
    private readonly LevelTable?[] _levels;
    private readonly int[] _missingCodes;
    private readonly int _numericCount;

    /// <param name="features">The features, in the order of the data's columns.</param>
    public FeatureEncoder(IReadOnlyList<Feature> features)
    {
        _features = [.. features];
        _firstColumns = new int[_features.Length];
        _levels = [.. _features.Select(feature => feature is CategoricalFeature categorical ? LevelTable.Of(categorical.Levels) : null)];
        _missingCodes = [.. _levels.Select(levels => levels is not null && levels.TryGetCode(Feature.MissingLevel, out int code) ? code : -1)];
        int column = 1;
        for (int index = 0; index < _features.Length; index++)
        {
            if (_features[index] is NumericFeature numeric)
            {
                _firstColumns[index] = column;
                column += numeric.ColumnCount;
            }
        }

        _numericCount = column - 1;
        for (int index = 0; index < _features.Length; index++)
        {
            if (_features[index] is CategoricalFeature categorical)
            {
                _firstColumns[index] = column;
                column += ColumnsOf(categorical);
            }
        }

        ColumnCount = column;
    }

    /// <summary>The features, in the order of the data's columns.</summary>
    public IReadOnlyList<Feature> Features => _features;

    /// <summary>d, how many columns the design matrix has, the intercept's and reference levels' included.</summary>
    public int ColumnCount { get; }

    /// <summary>How many dense columns there are after the intercept's.</summary>
    public int NumericColumnCount => _numericCount;

    /// <summary>The column of a numeric feature, which that of its missing cells follows, or of the first level of a categorical one.</summary>
    public int FirstColumn(int feature) => _firstColumns[feature];

    /// <summary>The columns that have a coefficient: the intercept's, then feature by feature, without those of reference levels. Of columns that
    /// depend on each other a solver leaves out the later one; in this order that is the one that R leaves out.</summary>
    public int[] ParameterColumns()
    {
        var columns = new List<int>(ColumnCount) { 0 };
        for (int feature = 0; feature < _features.Length; feature++)
        {
            if (_features[feature] is CategoricalFeature categorical)
            {
                int reference = categorical.Reference is null ? -1 : categorical.IndexOf(categorical.Reference);
                columns.AddRange(
                    Enumerable.Range(0, categorical.Levels.Count).Where(level => level != reference).Select(level => _firstColumns[feature] + level));
            }
            else
            {
                columns.AddRange(Enumerable.Range(_firstColumns[feature], ((NumericFeature)_features[feature]).ColumnCount));
            }
        }

        return [.. columns];
    }

    /// <summary>The standardised design matrix of the rows that take part.</summary>
    /// <param name="table">The data.</param>
    /// <param name="tableColumns">For each feature the position of its column in the table.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="copies">Where the design matrix is to be; <see langword="null"/> where the table's own columns may become its, which spoils the table but needs no second copy.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    public DesignMatrix Encode(Table table, IReadOnlyList<int> tableColumns, RowSelection selection, ColumnStorage? copies, int threads)
    {
        double[] ones = new double[Math.Min(Table.ChunkRows, Math.Max(1, selection.Count))];
        Array.Fill(ones, 1);
        var chunks = new DesignChunk[table.Chunks.Count];
        // A column of its own for missing cells is not in the table, so that there is nothing to spoil.
        ColumnStorage indicators = copies ?? table.Storage;
        int[]?[] recodings = [.. Enumerable.Range(0, _features.Length).Select(feature => Recoding(table, tableColumns[feature], feature))];
        Parallel.For(
            0,
            chunks.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            chunk => chunks[chunk] = EncodeChunk(table, chunk, tableColumns, recodings, selection, copies, indicators, ones));
        return new DesignMatrix(chunks, ColumnCount, ParameterColumns());
    }

    /// <summary>The levels of a categorical feature; <see langword="null"/> for a numeric one.</summary>
    public LevelTable? Levels(int feature) => _levels[feature];

    /// <summary>The code of a missing cell of a categorical feature; −1 if no training row had one.</summary>
    public int MissingCode(int feature) => _missingCodes[feature];

    /// <summary>The code that stands in for a level that no training row had: the reference's, or where there is none that of a column without a
    /// coefficient.</summary>
    public int UnknownCode(int feature)
    {
        var categorical = (CategoricalFeature)_features[feature];
        return categorical.Reference is null ? categorical.Levels.Count : categorical.IndexOf(categorical.Reference);
    }

    // Where every level has a coefficient, one more column, which has none, is for levels that no training row had.
    private static int ColumnsOf(CategoricalFeature feature) => feature.Levels.Count + (feature.Reference is null ? 1 : 0);

    private DesignChunk EncodeChunk(
        Table table,
        int chunk,
        IReadOnlyList<int> tableColumns,
        int[]?[] recodings,
        RowSelection selection,
        ColumnStorage? copies,
        ColumnStorage indicators,
        double[] ones)
    {
        var numeric = new ColumnValues<double>[_numericCount + 1];
        numeric[0] = ones;
        var groups = new List<ColumnGroup> { new DenseGroup(0, numeric) };
        for (int feature = 0; feature < _features.Length; feature++)
        {
            Column column = table.Chunks[chunk].Columns[tableColumns[feature]];
            if (_features[feature] is NumericFeature description)
            {
                var source = (NumericColumn)column;
                ColumnValues<double> values = Take(source.Buffer, chunk, selection, copies);
                if (description.HasIndicator)
                {
                    numeric[_firstColumns[feature] + 1] = Indicator(description, values.AsSpan(), indicators);
                }

                double imputed = (description.ImputeWith - description.Mean) / description.Scale;
                ColumnKernels.Standardise(values.AsSpan(), description.Mean, description.Scale, imputed);
                numeric[_firstColumns[feature]] = values;
            }
            else
            {
                var source = (CategoricalColumn)column;
                ColumnValues<int> codes = Take(source.Buffer, chunk, selection, copies);
                Recode(codes.AsSpan(), recodings[feature]!);
                groups.Add(new CategoricalGroup(_firstColumns[feature], ColumnsOf((CategoricalFeature)_features[feature]), codes));
            }
        }

        return new DesignChunk([.. groups], selection.Counts[chunk]);
    }

    private static ColumnValues<double> Indicator(NumericFeature feature, ReadOnlySpan<double> values, ColumnStorage storage)
    {
        ColumnValues<double> indicator = storage.Allocate<double>(values.Length);
        feature.Indicate(values, indicator.AsSpan());
        return indicator;
    }

    private static ColumnValues<T> Take<T>(ColumnValues<T> values, int chunk, RowSelection selection, ColumnStorage? copies)
        where T : unmanaged
    {
        int count = selection.Counts[chunk];
        ColumnValues<T> taken = copies is null ? values : copies.Allocate<T>(count);
        if (copies is not null || !selection.TakesAll(chunk))
        {
            selection.Take(chunk, values.AsSpan(), taken.AsSpan(0, count));
        }

        return taken.Length == count ? taken : taken.Slice(count);
    }

    // From the table's level codes, shifted by one so that a missing cell is 0, to the feature's. A level that no training row had
    // (a held-out row may have it) adds nothing, as in prediction.
    private int[]? Recoding(Table table, int column, int feature)
    {
        if (_features[feature] is not CategoricalFeature)
        {
            return null;
        }

        LevelTable known = _levels[feature]!;
        LevelTable names = ((CategoricalColumn)table.Chunks[0].Columns[column]).Levels;
        int fallback = UnknownCode(feature);
        int[] recoding = new int[names.Count + 1];
        recoding[0] = known.TryGetCode(Feature.MissingLevel, out int missing) ? missing : fallback;
        for (int code = 0; code < names.Count; code++)
        {
            recoding[code + 1] = known.TryGetEquivalent(names.Utf8(code), out int position) ? position : fallback;
        }

        return recoding;
    }

    private static void Recode(Span<int> codes, int[] recoding)
    {
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = recoding[Math.Max(codes[row], CategoricalColumn.Missing) + 1];
        }
    }
}
