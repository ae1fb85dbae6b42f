using Spectre.Console;

namespace LogReg.Cli.Output;

/// <summary>Lays out a report: a title, fields, tables. No more than the terminal's width where there is one.</summary>
internal sealed class ReportWriter
{
    private const int LabelWidth = 12;
    private const int WidestText = 100;
    private const int MostWideColumns = 6;

    // Where no terminal would break a long row, it stays in one line, so that other programs find it.
    private const int Unlimited = 4000;

    private readonly TextWriter _output;
    private readonly int _textWidth;
    private readonly int _tableWidth;
    private readonly bool _colored;

    public ReportWriter(CliEnvironment environment)
    {
        _output = environment.Report;
        _textWidth = Math.Min(environment.Width, WidestText);
        _colored = environment.IsOutputTerminal && environment.AllowsColor;
        _tableWidth = environment.IsOutputTerminal ? environment.Width : Unlimited;
    }

    public void Title(string text) => _output.WriteLine(_colored ? $"\u001b[1m{Printable.Line(text)}\u001b[0m" : Printable.Line(text));

    public void Blank() => _output.WriteLine();

    /// <summary>A line of text, broken between words.</summary>
    public void Line(string text) => Wrapped("", text);

    /// <summary>A label and what there is to say about it.</summary>
    public void Field(string label, string text) => Wrapped(label.PadRight(LabelWidth), text);

    /// <summary>A field with several lines; none if there are none.</summary>
    public void Field(string label, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Field(label, line);
            label = "";
        }
    }

    public void Fields(IEnumerable<ReportField> fields)
    {
        foreach (ReportField field in fields)
        {
            Field(field.Label, field.Lines);
        }
    }

    public void Table(TextTable texts)
    {
        Table table = CreateTable(texts.Headers);
        if (texts.EndsInWords)
        {
            table.Columns[^1].Alignment = Justify.Left;
        }

        foreach (IReadOnlyList<string> row in texts.Rows)
        {
            AddRow(table, row);
        }

        Table(table);
    }

    public void Table(Table table)
    {
        using var rendered = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _colored ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _colored ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(rendered),
        });
        console.Profile.Width = _tableWidth;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        foreach (string line in rendered.ToString().TrimEnd('\n').Split('\n'))
        {
            _output.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>An empty table in the report's style.</summary>
    /// <param name="headers">The first is aligned to the left, the others to the right.</param>
    public static Table CreateTable(params IReadOnlyList<string> headers)
    {
        // Many columns have to stand closer together in 80 characters.
        int gap = headers.Count > MostWideColumns ? 2 : 3;
        Table table = new Table().Border(TableBorder.None);
        for (int index = 0; index < headers.Count; index++)
        {
            var column = new TableColumn(new Text(Printable.Line(headers[index]), new Style(decoration: Decoration.Bold)))
            {
                Alignment = index == 0 ? Justify.Left : Justify.Right,
                Padding = new Padding(0, 0, index == headers.Count - 1 ? 0 : gap, 0),
            };
            column.NoWrap = index > 0;
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>Adds a row of texts, which are printed as they are.</summary>
    public static void AddRow(Table table, params IEnumerable<string> cells) =>
        table.AddRow([.. cells.Select(cell => new Text(Printable.Line(cell)))]);

    private void Wrapped(string label, string text)
    {
        string indent = new(' ', label.Length);
        string line = label;
        bool isEmpty = true;
        foreach (string word in Printable.Line(text).Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > _textWidth)
            {
                _output.WriteLine(line.TrimEnd());
                line = indent;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        _output.WriteLine(line.TrimEnd());
    }
}
