namespace LogReg.Data;

/// <summary>Decides which columns of texts of a table are numbers in a notation of their own.</summary>
/// <param name="plan">The plan of the first pass.</param>
/// <param name="columns">The columns as they were read, which are changed.</param>
internal sealed class TableNotations(ReadPlan plan, AssembledColumn[] columns)
{
    private NumberConventions Conventions => plan.Reader.Conventions;

    /// <summary>Decides by all columns.</summary>
    /// <param name="readAsText">Reads columns of plain numbers once more, as texts.</param>
    public void Decide(Func<int[], IReadOnlyList<AssembledColumn>> readAsText)
    {
        var findings = new Dictionary<int, NotationFinding>();
        for (int column = 0; column < columns.Length; column++)
        {
            if (Find(columns[column], plan.Columns[column]) is NotationFinding finding)
            {
                findings.Add(column, finding);
            }
        }

        if (findings.Count == 0)
        {
            return;
        }

        NumberForm[] forms = new NumberForm[columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            forms[column] = FormOf(column);
        }

        char? point = Conventions.Decide(findings.Values, forms.Any(form => form.HasDecimals));
        foreach ((int column, NotationFinding finding) in findings)
        {
            columns[column] = columns[column] with { Notation = Conventions.Choose(finding, point) };
        }

        // 1.234 was read as a plain number, and is 1234 where commas are decimal.
        int[] doubtful = point == ',' ? [.. Enumerable.Range(0, columns.Length).Where(column => forms[column].MayHaveThousands)] : [];
        if (doubtful.Length > 0)
        {
            IReadOnlyList<AssembledColumn> texts = readAsText(doubtful);
            for (int i = 0; i < doubtful.Length; i++)
            {
                if (NotationDetector.Find(texts[i].Levels!, texts[i].CodesByRow()).Comma is NumberNotation notation)
                {
                    columns[doubtful[i]] = texts[i] with { Notation = notation with { Example = ExampleOf(texts[i]) } };
                }
            }
        }
    }

    private NotationFinding? Find(AssembledColumn column, PlannedColumn planned)
    {
        bool mayBeNumbers = planned is { Kind: not ColumnKind.Text, Request: { KeepsTexts: false, KnownLevels: null } }
            && (planned.IsInferred || planned.Kind == ColumnKind.Numeric);
        return mayBeNumbers && column.Levels is LevelTable { Count: > 0 } levels && NotationDetector.MayBeNumber(levels.Utf8(0))
            && NotationDetector.Find(levels, column.CodesByRow()) is NotationFinding finding
            && Conventions.Concerns(finding)
                ? finding
                : null;
    }

    private NumberForm FormOf(int column)
    {
        var form = new NumberForm();
        PlannedColumn planned = plan.Columns[column];
        if (planned is { IsInferred: true, Kind: ColumnKind.Numeric, Request.KeepsTexts: false } && columns[column].Levels is null
            && !Conventions.HasCommasBetweenCells)
        {
            columns[column].Look(form);
        }

        return form;
    }

    private static string ExampleOf(AssembledColumn column)
    {
        LevelTable levels = column.Levels!;
        foreach (int code in column.CodesByRow())
        {
            if (levels.Utf8(code).Contains((byte)'.'))
            {
                return levels[code];
            }
        }

        return "";
    }
}
