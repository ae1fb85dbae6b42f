using LogReg.Charts.Text;
using Spectre.Console;

namespace LogReg.Cli.Output;

/// <summary>Lays out a report: a title, fields, tables. No more than the terminal's width where there is one.</summary>
internal sealed class ReportWriter
{
    private const int LabelWidth = 14;
    private const int WidestText = 100;

    // Where no terminal would break a long row, it stays in one line, so that other programs find it.
    private const int Unlimited = 4000;

    private readonly TextWriter _output;
    private readonly TextPainter _painter;
    private readonly int _textWidth;
    private readonly int _tableWidth;

    /// <summary>A report on standard output.</summary>
    public ReportWriter(CliEnvironment environment)
        : this(environment.Report, environment.ColorsOutput, environment.Width, environment.IsOutputTerminal)
    {
        AllowsUnicode = environment.AllowsUnicode;
    }

    private ReportWriter(TextWriter output, bool isColored, int width, bool isTerminal)
    {
        _output = output;
        _painter = new TextPainter(isColored);
        _textWidth = Math.Min(width, WidestText);
        _tableWidth = isTerminal ? width : Unlimited;
    }

    /// <summary>Whether the block characters of a sparkline can be shown.</summary>
    public bool AllowsUnicode { get; private init; } = true;

    /// <summary>A report on standard error, beside rows on standard output.</summary>
    public static ReportWriter OnError(CliEnvironment environment) =>
        new(environment.Error, environment.ColorsError, environment.ErrorWidth, environment.IsErrorTerminal)
        {
            AllowsUnicode = environment.AllowsUnicode,
        };

    /// <summary>A heading; as a row of a table, it stays in one line where no terminal would break it.</summary>
    public void Title(string text) => Wrapped("", Tone.Plain, text, Tone.Heading, Math.Max(_textWidth, _tableWidth));

    public void Blank() => _output.WriteLine();

    /// <summary>A line of text, broken between words.</summary>
    public void Line(string text, Tone tone = Tone.Plain) => Wrapped("", Tone.Plain, text, tone);

    /// <summary>A command to paste, in one line however long it is: a line break would end it.</summary>
    public void Command(string command) => _output.WriteLine(Printable.Line(command));

    /// <summary>A label and what there is to say about it.</summary>
    public void Field(string label, string text, Tone labelTone = Tone.Quiet) =>
        Wrapped(label.PadRight(LabelWidth), labelTone, text, Tone.Plain);

    /// <summary>A field with several lines; none if there are none.</summary>
    public void Field(string label, IEnumerable<string> lines, Tone labelTone = Tone.Quiet)
    {
        foreach (string line in lines)
        {
            Field(label, line, labelTone);
            label = "";
        }
    }

    /// <summary>Fields, one after the other.</summary>
    public void Fields(IEnumerable<ReportField> fields)
    {
        foreach (ReportField field in fields)
        {
            Field(field.Label, field.Lines, field.LabelTone);
        }
    }

    /// <summary>Whether a table has room as it is.</summary>
    public bool HasRoom(ReportTable table) => TableLayout.HasRoom(table, _tableWidth);

    /// <summary>A table, as wide as there is room.</summary>
    public void Table(ReportTable table)
    {
        var layout = TableLayout.Of(table, _tableWidth);
        for (int block = 0; block < layout.Blocks.Count; block++)
        {
            if (block > 0)
            {
                Blank();
            }

            Write(table, layout, layout.Blocks[block]);
        }

        if (layout.LeftOut.Count > 0)
        {
            Line($"In a wider window also: {string.Join(", ", layout.LeftOut)}.", Tone.Quiet);
        }
    }

    private void Write(ReportTable table, TableLayout layout, int[] columns)
    {
        var rendered = new Table().Border(TableBorder.None);
        int[] all = [0, .. columns];
        foreach (int index in all)
        {
            rendered.AddColumn(new TableColumn(new Text(table.Headers[index], TextPainter.StyleOf(Tone.Heading)))
            {
                Alignment = table.IsLeftAligned(index) ? Justify.Left : Justify.Right,
                Padding = new Padding(0, 0, index == all[^1] ? 0 : layout.Gap, 0),

                // Numbers are never broken; a text beside a label may be, where a block of it alone has no room.
                NoWrap = index == 0 || !table.IsLeftAligned(index),
            });
        }

        // The headings have the whole width, which no cell of a table has: their lines are kept free, and filled afterwards.
        var headings = new Dictionary<int, string>();
        int lineCount = 1;
        foreach (ReportTable.Row row in table.Rows)
        {
            IReadOnlyList<string> label = row.IsHeading ? [""] : TableLayout.LinesOf(row.Cells[0], layout.LabelWidth);
            if (row.IsHeading)
            {
                headings.Add(lineCount, Printable.Cut(row.Cells[0], _tableWidth));
            }

            rendered.AddRow(
                [new Text(string.Join('\n', label)), .. columns.Select(index => new Text(row.IsHeading ? "" : row.Cells[index]))]);
            lineCount += label.Count;
        }

        using var text = new StringWriter { NewLine = "\n" };
        _painter.CreateConsole(text, _tableWidth).Write(rendered);
        string[] lines = text.ToString().TrimEnd('\n').Split('\n');
        for (int line = 0; line < lines.Length; line++)
        {
            _output.WriteLine(headings.TryGetValue(line, out string? heading) ? heading : lines[line].TrimEnd());
        }
    }

    private void Wrapped(string label, Tone labelTone, string text, Tone tone, int? width = null)
    {
        string start = _painter.Paint(label.TrimEnd(), labelTone) + label[label.TrimEnd().Length..];
        string line = "";
        bool isEmpty = true;
        foreach (string word in Printable.Line(text).Split(' '))
        {
            if (!isEmpty && label.Length + line.Length + 1 + word.Length > (width ?? _textWidth))
            {
                End();
                start = new string(' ', label.Length);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        End();

        void End()
        {
            _output.WriteLine((start + _painter.Paint(line, tone)).TrimEnd());
            line = "";
            isEmpty = true;
        }
    }
}
