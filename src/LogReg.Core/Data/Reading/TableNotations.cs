namespace LogReg.Data;

/// <summary>Decides which columns of texts of a table are numbers in a notation of their own.</summary>
/// <param name="plan">The plan of the first pass.</param>
/// <param name="columns">The columns as they were read, which are changed.</param>
/// <param name="agreement">What puts together what several processes found out; <see langword="null"/> if there is one.</param>
internal sealed class TableNotations(ReadPlan plan, AssembledColumn[] columns, PassAgreement? agreement = null)
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

        Dictionary<int, NumberForm> forms = agreement is null ? FormsUntilDecided(findings.Count > 0) : FormsOfAll();

        // Points are decimal, and no column has a notation of its own: so it is with most files.
        if (findings.Count == 0 && forms.Values.Any(form => form.HasDecimals))
        {
            return;
        }

        bool canReadAgain = plan.Reader is { CanReadAgain: true, HasTypedNumbers: false };
        var decision = new NotationDecision(Conventions, findings.Values, forms.Values, canReadAgain);
        foreach ((int column, NotationFinding finding) in findings)
        {
            columns[column] = columns[column] with { Notation = decision.Choose(finding) };
        }

        int[] open = plan.Reader.HasTypedNumbers ? [] : [.. forms.Keys.Where(column => decision.IsOpen(forms[column]))];
        if (open.Length > 0)
        {
            SettleOpen(open, forms, decision, readAsText(open));
        }
    }

    // What all rows say, of which each process has some.
    private Dictionary<int, NumberForm> FormsOfAll()
    {
        int[] plain = [.. Enumerable.Range(0, columns.Length).Where(HasPlainNumbers)];
        NumberForm[] all = [.. plain.Select(_ => new NumberForm())];
        for (int i = 0; i < plain.Length; i++)
        {
            columns[plain[i]].Look(all[i]);
        }

        agreement!.Agree(all);
        return plain.Zip(all).Where(pair => pair.Second.MayHaveThousands).ToDictionary();
    }

    // Most columns need no form of their own.
    private Dictionary<int, NumberForm> FormsUntilDecided(bool hasFindings)
    {
        var forms = new Dictionary<int, NumberForm>();
        var form = new NumberForm();
        for (int column = 0; column < columns.Length; column++)
        {
            if (!HasPlainNumbers(column))
            {
                continue;
            }

            columns[column].Look(form);
            if (form.MayHaveThousands)
            {
                forms.Add(column, form);
                form = new NumberForm();
            }
            else
            {
                form.Clear();
            }

            if (!hasFindings && forms.TryGetValue(column, out NumberForm? own) && own.HasDecimals)
            {
                break;
            }
        }

        return forms;
    }

    private void SettleOpen(
        int[] open, Dictionary<int, NumberForm> forms, NotationDecision decision, IReadOnlyList<AssembledColumn> read)
    {
        NotationFinding[] found = [.. read.Select(texts => NotationDetector.Find(texts.Levels!, texts.CodesByRow()))];
        for (int i = 0; i < open.Length; i++)
        {
            AssembledColumn numbers = columns[open[i]];
            columns[open[i]] = decision.Settle(forms[open[i]], found[i], found) switch
            {
                OpenColumn.Commas => read[i] with { Notation = found[i].Comma! with { Example = ExampleOf(read[i]) } },
                OpenColumn.Texts => plan.Columns[open[i]].IsInferred ? read[i]
                    : throw NumericCell.Doubt(plan.Reader.Name, plan.Columns[open[i]].Request.Name, ExampleOf(read[i])),
                OpenColumn.Doubtful => numbers with { Doubt = ExampleOf(read[i]) },
                _ => numbers,
            };
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

    private bool HasPlainNumbers(int column) =>
        plan.Columns[column] is { Kind: ColumnKind.Numeric, Notation: null, Request.KeepsTexts: false } && columns[column].Levels is null;

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
