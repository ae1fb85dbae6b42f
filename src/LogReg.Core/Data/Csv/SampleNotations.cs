using System.Text;

namespace LogReg.Data;

/// <summary>Looks in the first rows of a file to be scored for numbers that are not written as in training, where these were
/// plain.</summary>
/// <param name="plan">What is to be read.</param>
/// <param name="parse">Parses the first rows by a plan.</param>
internal sealed class SampleNotations(ReadPlan plan, Action<ReadPlan, ParsedRows> parse)
{
    // In a wider table the look would cost more than the first chunk.
    private const int MostColumns = 4096;

    private readonly List<ReadNote> _notes = [];

    private NumberConventions Conventions => plan.Reader.Conventions;

    /// <summary>What was found out.</summary>
    public IReadOnlyList<ReadNote> Notes => _notes;

    /// <summary>Looks at the columns.</summary>
    /// <returns>The plan, in which a column all of whose cells have the same currency, percent sign or unit is read as training would read
    /// it.</returns>
    public ReadPlan Look()
    {
        int[] plain =
        [
            .. Enumerable.Range(0, plan.Columns.Count).Where(
                column => plan.Columns[column] is { Kind: ColumnKind.Numeric, Notation: null, FieldIndex: >= 0 }),
        ];
        if (Conventions.Given is not null || plain.Length is 0 or > MostColumns)
        {
            return plan;
        }

        NotationFinding[] findings = Find([.. plain.Select(column => plan.Columns[column].Request.Name)]);
        PlannedColumn[] columns = [.. plan.Columns];
        for (int i = 0; i < plain.Length; i++)
        {
            if (findings[i].IsDressed
                && Conventions.Choose(findings[i], Conventions.HasCommasBetweenCells ? '.' : null) is { IsBare: false } notation)
            {
                PlannedColumn column = columns[plain[i]];
                columns[plain[i]] = column with { Notation = notation };
                _notes.Add(Note(ReadNoteKind.OtherNotation, column, notation.Example) with { Notation = notation });
            }
        }

        int[] doubtful = [.. Enumerable.Range(0, plain.Length).Where(i => findings[i].MayHaveThousandsPoints)];
        if (doubtful.Length > 0 && !Conventions.HasCommasBetweenCells && plan.Reader.Names.Count <= MostColumns
            && Array.Find(Find(plan.Reader.Names), finding => finding.ShowsComma) is NotationFinding comma)
        {
            foreach (int i in doubtful)
            {
                PlannedColumn column = plan.Columns[plain[i]];
                _notes.Add(Note(ReadNoteKind.PointsBesideCommas, column, findings[i].Point!.Example, comma.Comma!.Example));
            }
        }

        return plan with { Columns = columns };
    }

    private static ReadNote Note(ReadNoteKind kind, PlannedColumn column, params IEnumerable<string> texts) =>
        new(kind, column.Request.Name, 0, 0, [.. texts.Select(text => new StrayText(text, 0, null))]);

    private NotationFinding[] Find(IReadOnlyList<string> names)
    {
        ReadPlan texts = ReadPlan.Create(plan.Reader, [.. names.Select(name => new ColumnRequest(name, ColumnKind.Text))]);
        var rows = new ParsedRows(texts);
        parse(texts, rows);
        return [.. rows.Columns.Select(buffer => Find((TextBuffer)buffer, rows.RowCount))];
    }

    private NotationFinding Find(TextBuffer texts, int count)
    {
        var detector = new NotationDetector();
        string? example = null;
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<byte> text = texts.Get(row);
            if (!plan.Missing.Contains(text) && !SpreadsheetError.Is(text))
            {
                example ??= text.Contains((byte)'.') ? Encoding.UTF8.GetString(text) : null;
                if (!detector.Add(text))
                {
                    break;
                }
            }
        }

        NotationFinding finding = detector.Conclude();
        return finding.MayHaveThousandsPoints ? finding with { Point = finding.Point! with { Example = example! } } : finding;
    }
}
