using System.Globalization;
using LogReg.Data;
using LogReg.Design;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>
/// A coefficient for each level except the reference level. A missing cell is a level if training saw missing cells. Any other level that
/// training did not see counts as the reference level or,
/// where there is none, adds nothing.
/// </summary>
internal sealed class CategoricalTerm : Term
{
    private readonly CategoricalFeature _feature;
    private readonly LevelTable _levels;
    private readonly int _missingCode;
    private readonly int _unknownCode;

    /// <param name="feature">The feature.</param>
    public CategoricalTerm(CategoricalFeature feature)
        : base(feature)
    {
        _feature = feature;
        _levels = LevelTable.Of(feature.Levels);
        _missingCode = _levels.TryGetCode(Feature.MissingLevel, out int code) ? code : -1;
        int reference = feature.Reference is null ? -1 : feature.IndexOf(feature.Reference);
        _unknownCode = reference < 0 ? feature.Levels.Count : reference;
        Parameters =
        [
            .. Enumerable.Range(0, feature.Levels.Count).Where(level => level != reference).Select(
                level => new TermParameter(level, NameOf(feature, level), Mean: 0, Scale: 1)),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <summary>The levels, and one more column, without a coefficient, for other levels where every level has a coefficient.</summary>
    public override int ColumnCount => Math.Max(_levels.Count, _unknownCode + 1);

    /// <inheritdoc/>
    public override int WeightCount => _levels.Count;

    /// <inheritdoc/>
    public override bool IsDense => false;

    /// <inheritdoc/>
    public override ColumnRequest Request => new(_feature.Name, ColumnKind.Categorical, _levels);

    /// <summary>The name of the coefficient of a level.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="level">The position of the level.</param>
    public static string NameOf(CategoricalFeature feature, int level) => $"{feature.Name}={feature.Levels[level]}";

    /// <inheritdoc/>
    public override int[] Recoding(Column cells)
    {
        // The codes of the table are shifted by one, so that a missing cell is 0.
        LevelTable names = ((CategoricalColumn)cells).Levels;
        int[] recoding = new int[names.Count + 1];
        recoding[0] = DesignCode(CategoricalColumn.Missing);
        for (int code = 0; code < names.Count; code++)
        {
            recoding[code + 1] = _levels.TryGetEquivalent(names.Utf8(code), out int position) ? position : _unknownCode;
        }

        return recoding;
    }

    /// <inheritdoc/>
    public override void Encode(Column cells, int firstColumn, int[] recoding, ChunkEncoding target)
    {
        ColumnValues<int> codes = target.Take(((CategoricalColumn)cells).Buffer);
        foreach (ref int code in codes.AsSpan())
        {
            code = recoding[Math.Max(code, CategoricalColumn.Missing) + 1];
        }

        target.Add(new CategoricalGroup(firstColumn, ColumnCount, codes));
    }

    /// <inheritdoc/>
    public override void Fill(Column cells, int start, int count, TermBlockColumns target)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)cells).Codes.Slice(start, count);
        for (int row = 0; row < codes.Length; row++)
        {
            target.Codes[row] = DesignCode(codes[row]);
        }
    }

    /// <inheritdoc/>
    public override void Fill(double value, TermBlockColumns target) => target.Codes[0] = DesignCode(CodeOf(value));

    /// <inheritdoc/>
    public override long Impute(Column cells) => ((CategoricalColumn)cells).Codes.Count(CategoricalColumn.Missing);

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, double value, double[] weights)
    {
        int level = LevelOf(CodeOf(value));
        return logOdds + (level < 0 ? 0 : weights[level]);
    }

    /// <inheritdoc/>
    public override void AddLogOdds(Column cells, double[] weights, Span<double> logOdds)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)cells).Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            int level = LevelOf(codes[row]);
            logOdds[row] += level < 0 ? 0 : weights[level];
        }
    }

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights) => logOdds + Mean(weights);

    /// <inheritdoc/>
    public override double[] Centre(double[] weights)
    {
        double mean = Mean(weights);
        return [.. weights.Select(weight => weight - mean), -mean];
    }

    /// <inheritdoc/>
    public override void FillContributions(Column cells, int start, double[] centred, Span<double> contributions)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)cells).Codes.Slice(start, contributions.Length);
        for (int row = 0; row < codes.Length; row++)
        {
            int level = LevelOf(codes[row]);
            contributions[row] = centred[level < 0 ? ^1 : level];
        }
    }

    /// <inheritdoc/>
    public override CellState StateOf(double value) => StateOf(CodeOf(value));

    /// <inheritdoc/>
    public override void FillStates(Column cells, Span<CellState> states)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)cells).Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            states[row] = StateOf(codes[row]);
        }
    }

    /// <inheritdoc/>
    public override double ToValue(object? value, Func<string, bool> isMissing)
    {
        string? text = value switch
        {
            null or DBNull or double.NaN or float.NaN => null,
            string given => isMissing(given) ? null : CellText.Trim(given),
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
        if (text is null)
        {
            return double.NaN;
        }

        return _levels.TryGetEquivalent(text, out int level) ? level : CategoricalFeature.UnseenLevel;
    }

    private CellState StateOf(int code) => LevelOf(code) < 0 ? CellState.Unseen : CellState.Known;

    // The position of a level, negative for one that training did not see.
    private int LevelOf(int code) => code == CategoricalColumn.Missing ? _missingCode : code;

    private int DesignCode(int code) => LevelOf(code) is int level and >= 0 ? level : _unknownCode;

    private int CodeOf(double value)
    {
        if (double.IsNaN(value))
        {
            return CategoricalColumn.Missing;
        }

        int level = (int)value;
        return level != value || level < CategoricalFeature.UnseenLevel || level >= _levels.Count
            ? throw new ArgumentException($"{value} is not the index of a level of {MessageText.Quote(_feature.Name)}, which has "
                + $"{_levels.Count} levels.")
            : level < 0 ? CategoricalColumn.Unseen : level;
    }

    private double Mean(double[] weights) => _feature.Shares is IReadOnlyList<double> shares
        ? weights.Zip(shares).Sum(pair => pair.First * pair.Second)
        : throw new LogRegException(
            $"the model does not have the proportions of the levels of {MessageText.Quote(_feature.Name)} in training, with which "
                + $"rows are compared",
            "train it again: it was written by an older version");
}
