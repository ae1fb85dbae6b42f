using System.Buffers;
using System.Globalization;
using System.Text;
using LogReg.Terms;

namespace LogReg.Cli.Output;

/// <summary>The reasons and flags of explained rows as texts, UTF-8, in memory that is used again.</summary>
internal sealed class ExplanationText
{
    private readonly ArrayBufferWriter<byte> _text = new(256);
    private readonly byte[][] _names;
    private readonly byte[][] _belowTexts;
    private readonly byte[][] _aboveTexts;

    /// <param name="features">The model's features.</param>
    public ExplanationText(IReadOnlyList<Feature> features)
    {
        _names = [.. features.Select(feature => Encoding.UTF8.GetBytes(feature.Name))];
        _belowTexts = [.. features.Select(feature => BoundText(" below ", (feature as NumericFeature)?.Minimum))];
        _aboveTexts = [.. features.Select(feature => BoundText(" above ", (feature as NumericFeature)?.Maximum))];
    }

    /// <summary>A feature with a row's cell, such as <c>age=62</c>; valid until the next text.</summary>
    public ReadOnlySpan<byte> Reason(RowExplanations explanations, int row, int feature)
    {
        _text.ResetWrittenCount();
        _text.Write(_names[feature]);
        _text.Write("="u8);
        _text.Write(explanations.CellText(row, feature));
        return _text.WrittenSpan;
    }

    /// <summary>A row's flags, such as <c>age: imputed; dest: unseen XYZ</c>; empty without; valid until the next text.</summary>
    /// <param name="explanations">The chunk's explanations.</param>
    /// <param name="row">The row in its chunk; rows are asked for in ascending order.</param>
    /// <param name="position">Where in the flags the row's begin; moved behind them.</param>
    public ReadOnlySpan<byte> Flags(RowExplanations explanations, int row, ref int position)
    {
        _text.ResetWrittenCount();
        while (position < explanations.Flags.Count && explanations.Flags[position].Row == row)
        {
            RowFlag flag = explanations.Flags[position++];
            _text.Write(_text.WrittenCount > 0 ? "; "u8 : ""u8);
            _text.Write(_names[flag.Feature]);
            _text.Write(": "u8);
            Write(explanations, flag);
        }

        return _text.WrittenSpan;
    }

    private void Write(RowExplanations explanations, RowFlag flag)
    {
        if (flag.Kind is RowFlagKind.Imputed or RowFlagKind.Missing)
        {
            _text.Write(flag.Kind == RowFlagKind.Imputed ? "imputed"u8 : "missing"u8);
            return;
        }

        _text.Write(flag.Kind == RowFlagKind.UnseenLevel ? "unseen "u8 : ""u8);
        _text.Write(explanations.CellText(flag.Row, flag.Feature));
        _text.Write(
            flag.Kind == RowFlagKind.BelowRange ? _belowTexts[flag.Feature]
                : flag.Kind == RowFlagKind.AboveRange ? _aboveTexts[flag.Feature]
                : []);
    }

    private static byte[] BoundText(string words, double? bound) =>
        bound is double number ? Encoding.UTF8.GetBytes(words + number.ToString("R", CultureInfo.InvariantCulture)) : [];
}
