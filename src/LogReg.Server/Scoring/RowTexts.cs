using System.Text;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Server.Scoring;

/// <summary>The reasons and flags of rows, with the cells as they stand in the request.</summary>
internal sealed class RowTexts
{
    private readonly LogisticModel _model;
    private readonly int[] _kept;

    /// <param name="model">The model.</param>
    /// <param name="kept">The columns that chunks keep.</param>
    public RowTexts(LogisticModel model, IReadOnlyList<string> kept)
    {
        _model = model;
        Dictionary<string, int> places = kept.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _kept = [.. model.Features.Select(feature => places.GetValueOrDefault(feature.Name, -1))];
    }

    /// <summary>The cell of a feature; <see langword="null"/> if it is missing.</summary>
    public string? CellOf(ScoredChunk chunk, int row, int feature)
    {
        if (_kept[feature] < 0)
        {
            return null;
        }

        TextColumn column = chunk.KeptColumns[_kept[feature]];
        string text = Encoding.UTF8.GetString(column[row]);
        return text.Length == 0 || _model.MissingValues.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : text;
    }

    /// <summary>A flag in words, such as <c>age: 95 above 80</c>, as <c>logreg predict --explain</c> writes it.</summary>
    public string WordsOf(ScoredChunk chunk, RowFlag flag)
    {
        Feature feature = _model.Features[flag.Feature];
        string cell = CellOf(chunk, flag.Row, flag.Feature) ?? Feature.MissingLevel;
        var number = feature as NumericFeature;
        string words = flag.Kind switch
        {
            RowFlagKind.Imputed => "imputed",
            RowFlagKind.Missing => "missing",
            RowFlagKind.UnseenLevel => $"unseen {cell}",
            RowFlagKind.BelowRange => FormattableString.Invariant($"{cell} below {number?.Minimum:R}"),
            _ => FormattableString.Invariant($"{cell} above {number?.Maximum:R}"),
        };
        return $"{feature.Name}: {words}";
    }
}
