using LogReg.Charts.Figures;

namespace LogReg.Charts.Terminal;

/// <summary>The names of a chart's series, each after a sample, and the letters that tell curves apart where there is no colour.</summary>
internal sealed class TerminalLegend
{
    private const int SampleWidth = 3;
    private const string Gap = "   ";

    private readonly TerminalStyle _style;
    private readonly bool _isShown;
    private readonly (Series Series, Ink Ink, string Name)[] _entries;

    public TerminalLegend(Chart chart, IReadOnlyList<Ink> inks, TerminalStyle style)
    {
        _style = style;
        _isShown = chart.Legend != LegendPlace.None;

        // Kinds of cells have the same shades, and differ by their colour alone.
        _entries = [.. chart.Series.Zip(inks).Where(pair => pair.First.Name.Length > 0 && (style.HasColor || pair.First is not CellSeries))
            .OrderBy(pair => pair.First switch { TickSeries => 3, ReferenceLine => 2, SpanSeries => 1, _ => 0 })
            .Select(
                pair =>
                    (pair.First, pair.Second,
                        TerminalText.Shorten(TerminalText.Of(pair.First.Name, style), style.Width - SampleWidth - 2, style)))];

        // Colours and marks tell curves apart, and a single one needs no letter.
        Series[] curves = [.. chart.Series.OfType<LineSeries>().Where(line => line.Name.Length > 0)];
        HasLetters = !style.HasColor && !style.IsAscii && curves.Length > 1;
    }

    private bool HasLetters { get; }

    /// <summary>The letter on a curve, counted from a; <see langword="null"/> where it needs none.</summary>
    public char? LetterOf(Series series)
    {
        LineSeries[] curves = [.. _entries.Select(entry => entry.Series).OfType<LineSeries>()];
        int place = Array.FindIndex(curves, one => ReferenceEquals(one, series));
        return HasLetters && place is >= 0 and < 26 ? (char)('a' + place) : null;
    }

    /// <summary>The lines above the chart.</summary>
    public IReadOnlyList<TerminalCanvas> Lines()
    {
        var lines = new List<TerminalCanvas>();
        if (!_isShown)
        {
            return lines;
        }

        int column = _style.Width;
        foreach ((Series series, Ink ink, string name) in _entries)
        {
            int needed = SampleWidth + 1 + name.Length;
            if (lines.Count == 0 || column + needed > _style.Width)
            {
                lines.Add(new TerminalCanvas(_style.Width, 1));
                column = 0;
            }

            lines[^1].Write(column, 0, Sample(series, ink), ink);
            lines[^1].Write(column + SampleWidth + 1, 0, name, Inks.Text);
            column += needed + Gap.Length;
        }

        return lines;
    }

    private string Sample(Series series, Ink ink)
    {
        if (_style.IsAscii)
        {
            char mark = TerminalInk.Mark(ink);
            return series switch
            {
                PointSeries =>
                " O ",
                TickSeries => " | ",
                BandSeries or SpanSeries => "...",
                CellSeries => "   ",
                _ => new string(mark, SampleWidth)
            };
        }

        return series switch
        {
            LineSeries { Dash: var dash } =>
                (dash, LetterOf(series)) switch
                {
                    (Dash.Solid, char letter) =>
                    $"─{letter}─",
                    (_, char letter) => $"╌{letter}╌",
                    (Dash.Solid, _) => "───",
                    (Dash.Dashed, _) => "╌╌╌",
                    _ => "┈┈┈"
                },
            ReferenceLine => "╌╌╌",
            PointSeries => " ● ",
            TickSeries { IsStrong: true } => " │ ",
            TickSeries => " ╷ ",
            BandSeries or SpanSeries => "░░░",
            CellSeries => "▒▒▒",
            _ => "███",
        };
    }
}
