using System.Text;

namespace LogReg.Data;

/// <summary>Looks in the first rows of a file to be scored for numbers that are not written as in training, or may not be.</summary>
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
    /// it, and a decimal point that some column shows.</returns>
    public ReadPlan Look()
    {
        int[] numeric =
        [
            .. Enumerable.Range(0, plan.Columns.Count).Where(
                column => plan.Columns[column] is { Kind: ColumnKind.Numeric, FieldIndex: >= 0 }),
        ];
        if (Conventions.Given is not null || numeric.Length is 0 or > MostColumns)
        {
            return plan;
        }

        NotationFinding[] findings = Find([.. numeric.Select(column => plan.Columns[column].Request.Name)]);
        PlannedColumn[] columns = [.. plan.Columns];
        for (int i = 0; i < numeric.Length; i++)
        {
            PlannedColumn column = columns[numeric[i]];
            if (column.Notation is null && findings[i].IsDressed
                && Conventions.Choose(findings[i], Conventions.HasCommasBetweenCells ? '.' : null) is { IsBare: false } notation)
            {
                columns[numeric[i]] = column with { Notation = notation };
                _notes.Add(Note(ReadNoteKind.OtherNotation, column, notation.Example) with { Notation = notation });
            }
        }

        return Compare(numeric, findings, plan with { Columns = columns });
    }

    // What other columns show, those that the model does not use among them.
    private ReadPlan Compare(int[] numeric, NotationFinding[] findings, ReadPlan found)
    {
        int[] byPoint =
            [.. Enumerable.Range(0, numeric.Length).Where(i => MayBeByComma(plan.Columns[numeric[i]].Notation, findings[i]))];
        bool hasThousandsPoints = numeric.Any(column => plan.Columns[column].Notation is { RereadsPoints: true, ThousandsSeparator: '.' });
        int[] byComma =
        [
            .. Enumerable.Range(0, numeric.Length).Where(i => plan.Columns[numeric[i]].Notation is { RereadsPoints: true }
                && Conventions.HasCommasBetweenCells && findings[i] is { IsAmbiguous: true, Point.ThousandsSeparator: ',' }),
        ];
        if ((byPoint.Length == 0 && byComma.Length == 0 && !hasThousandsPoints) || plan.Reader.Names.Count > MostColumns)
        {
            return found;
        }

        NotationFinding[] all = Find(plan.Reader.Names);
        NotationFinding? comma = Array.Find(all, finding => finding.ShowsComma);
        bool hasPoints = all.Any(finding => finding.ShowsPoint);
        foreach (int i in byPoint)
        {
            PlannedColumn column = plan.Columns[numeric[i]];
            if (comma is not null && !Conventions.HasCommasBetweenCells)
            {
                _notes.Add(Note(ReadNoteKind.PointsBesideCommas, column, findings[i].Point!.Example, comma.Comma!.Example));
            }
            else if (!hasPoints && findings[i] is { MayHaveThousandsPoints: true, HasBareWholes: true })
            {
                _notes.Add(Note(ReadNoteKind.DoubtfulPoints, column, findings[i].Point!.Example));
            }
        }

        // Who writes decimal commas does without commas between cells.
        foreach (int i in comma is null ? byComma : [])
        {
            _notes.Add(Note(ReadNoteKind.DoubtfulCommas, plan.Columns[numeric[i]], findings[i].Comma!.Example));
        }

        return found with
        {
            PointShown = hasThousandsPoints ? Array.Find(all, finding => finding.ShowsPoint)?.Point!.Example : null,
        };
    }

    // Whether a column is read by decimal points although every cell is a number by decimal commas, too.
    private static bool MayBeByComma(NumberNotation? known, NotationFinding finding) =>
        known is null ? finding.MayHaveThousandsPoints : !known.RereadsPoints && finding.IsAmbiguous;

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
        string? decimals = null;
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<byte> text = texts.Get(row);
            if (!plan.Missing.Contains(text) && !SpreadsheetError.Is(text))
            {
                if (decimals is null && text.Contains((byte)'.'))
                {
                    string pointed = Encoding.UTF8.GetString(text);
                    example ??= pointed;
                    decimals = double.IsNaN(NumberNotation.Read(pointed, ',')) ? pointed : null;
                }

                if (!detector.Add(text))
                {
                    break;
                }
            }
        }

        NotationFinding finding = detector.Conclude();
        string? shown = finding.MayHaveThousandsPoints ? example : finding.ShowsPoint ? decimals : null;
        return shown is null ? finding : finding with { Point = finding.Point! with { Example = shown } };
    }
}
