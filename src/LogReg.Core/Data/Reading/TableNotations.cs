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

        var forms = new NumberForm[columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            forms[column] = FormOf(column);

            // Points are decimal, and no column has a notation of its own: so it is with most files.
            if (findings.Count == 0 && forms[column].HasDecimals)
            {
                return;
            }
        }

        var decision = new NotationDecision(Conventions, findings.Values, forms.Any(form => form.HasDecimals));
        foreach ((int column, NotationFinding finding) in findings)
        {
            columns[column] = columns[column] with { Notation = decision.Choose(finding) };
        }

        int[] open = [.. Enumerable.Range(0, columns.Length).Where(column => decision.IsOpen(forms[column]))];
        if (open.Length > 0 && !plan.Reader.HasTypedNumbers && (decision.Point == ',' || plan.Reader.CanReadAgain))
        {
            IReadOnlyList<AssembledColumn> texts = readAsText(open);
            for (int i = 0; i < open.Length; i++)
            {
                columns[open[i]] = Settled(columns[open[i]], texts[i], decision);
            }
        }
    }

    private static AssembledColumn Settled(AssembledColumn numbers, AssembledColumn texts, NotationDecision decision)
    {
        NotationFinding finding = NotationDetector.Find(texts.Levels!, texts.CodesByRow());
        return decision.Settle(finding) switch
        {
            OpenColumn.Commas => texts with { Notation = finding.Comma! with { Example = ExampleOf(texts) } },
            OpenColumn.Texts => texts,
            OpenColumn.Doubtful => numbers with { Doubt = ExampleOf(texts) },
            _ => numbers,
        };
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
        if (planned is { IsInferred: true, Kind: ColumnKind.Numeric, Request.KeepsTexts: false } && columns[column].Levels is null)
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
