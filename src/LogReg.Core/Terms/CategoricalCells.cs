using LogReg.Data;

namespace LogReg.Terms;

/// <summary>
/// The cells of a categorical feature. A missing cell is a level if training saw missing cells. Any other level that training did not see
/// counts as the reference level or, where there is none, as a level without a coefficient.
/// </summary>
internal sealed class CategoricalCells : FeatureCells
{
    private readonly LevelTable _levels;
    private readonly int _missingCode;
    private readonly int _unknownCode;

    /// <param name="feature">The feature.</param>
    /// <param name="place">Its position among the features of the model.</param>
    public CategoricalCells(CategoricalFeature feature, int place)
        : base(feature, place)
    {
        Feature = feature;
        _levels = LevelTable.Of(feature.Levels);
        _missingCode = _levels.TryGetCode(Terms.Feature.MissingLevel, out int code) ? code : -1;
        Reference = feature.Reference is null ? -1 : feature.IndexOf(feature.Reference);
        _unknownCode = Reference < 0 ? feature.Levels.Count : Reference;
    }

    /// <summary>The feature.</summary>
    public new CategoricalFeature Feature { get; }

    /// <summary>The position of the reference level, or −1.</summary>
    public int Reference { get; }

    /// <summary>The number of levels, and one more, without a coefficient, for other levels where every level has a coefficient.</summary>
    public int ColumnCount => Math.Max(_levels.Count, _unknownCode + 1);

    /// <inheritdoc/>
    public override ColumnRequest Request => new(Feature.Name, ColumnKind.Categorical, _levels);

    /// <inheritdoc/>
    public override Term CreateTerm() => new CategoricalTerm(this);

    /// <summary>The codes of the cells of a chunk.</summary>
    /// <param name="columns">The columns of the features, in their order.</param>
    public ReadOnlySpan<int> Codes(IReadOnlyList<Column> columns) => ((CategoricalColumn)columns[Place]).Codes;

    /// <summary>The position of a level; negative for one that training did not see.</summary>
    /// <param name="code">The code of a cell.</param>
    public int LevelOf(int code) => code == CategoricalColumn.Missing ? _missingCode : code;

    /// <summary>The position of the design column of a cell among those of the feature.</summary>
    /// <param name="code">The code of a cell.</param>
    public int DesignCode(int code) => LevelOf(code) is int level and >= 0 ? level : _unknownCode;

    /// <summary>The code of a cell as a model takes it.</summary>
    /// <param name="value">The cell.</param>
    /// <exception cref="ArgumentException">The value is not the position of a level.</exception>
    public int CodeOf(double value)
    {
        if (double.IsNaN(value))
        {
            return CategoricalColumn.Missing;
        }

        int level = (int)value;
        return level != value || level < CategoricalFeature.UnseenLevel || level >= _levels.Count
            ? throw new ArgumentException(
                $"{value} is not the index of a level of {MessageText.Quote(Feature.Name)}, which has {_levels.Count} levels.")
            : level < 0 ? CategoricalColumn.Unseen : level;
    }

    /// <inheritdoc/>
    public override int[] Recoding(Column column) => Array.ConvertAll(CodedCells(column), cell => cell < 0 ? _unknownCode : (int)cell);

    /// <inheritdoc/>
    public override double[] CodedCells(Column column)
    {
        LevelTable names = ((CategoricalColumn)column).Levels;
        double[] cells = new double[names.Count + 1];
        cells[0] = _missingCode;
        for (int code = 0; code < names.Count; code++)
        {
            cells[code + 1] = _levels.TryGetEquivalent(names.Utf8(code), out int position) ? position : CategoricalFeature.UnseenLevel;
        }

        return cells;
    }

    /// <inheritdoc/>
    public override double ReadCell(IReadOnlyList<Column> columns, int row) => ReadCell(Codes(columns)[row]);

    /// <inheritdoc/>
    public override double ReadCell(ReadOnlySpan<double> row) => ReadCell(CodeOf(row[Place]));

    /// <inheritdoc/>
    public override long Impute(Column column) => ((CategoricalColumn)column).Codes.Count(CategoricalColumn.Missing);

    /// <inheritdoc/>
    public override double ToValue(object? value, Func<string, bool> isMissing)
    {
        string? text = value switch
        {
            null or DBNull or double.NaN or float.NaN => null,
            string given => isMissing(given) ? null : CellText.Trim(given),
            _ => ValueText.Of(value),
        };
        if (text is null)
        {
            return double.NaN;
        }

        return _levels.TryGetEquivalent(text, out int level) ? level : CategoricalFeature.UnseenLevel;
    }

    /// <inheritdoc/>
    public override Column ToColumn(object? value, Func<string, bool> isMissing) =>
        new CategoricalColumn(Feature.Name, new[] { CodeOf(ToValue(value, isMissing)) }, 1, _levels);

    /// <inheritdoc/>
    public override CellState StateOf(double value) => StateOf(CodeOf(value));

    /// <inheritdoc/>
    public override void FillStates(Column column, Span<CellState> states)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)column).Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            states[row] = StateOf(codes[row]);
        }
    }

    private double ReadCell(int code) => LevelOf(code) is int level and >= 0 ? level : CategoricalFeature.UnseenLevel;

    private CellState StateOf(int code) => LevelOf(code) >= 0 ? CellState.Known
        : code == CategoricalColumn.Missing ? CellState.Missing
        : CellState.Unseen;
}
