using LogReg.Charts.Text;
using LogReg.Checking;

namespace LogReg.Cli.Output;

/// <summary>The report on the tests of further terms.</summary>
internal static class ProposalReport
{
    /// <summary>What every choice by tests does to the model that is chosen.</summary>
    public const string Caution =
        "Terms chosen by tests have spent degrees of freedom: on the same rows, the p-values and intervals of the new model are too "
            + "optimistic, and so is any validation that does not repeat the choice. Check the formula on rows that did not choose it.";

    private const int MostShown = 12;
    private const int LongestTerm = 32;
    private const int CurveCells = 16;

    public static void Write(ReportWriter report, ProposedTerms proposed)
    {
        report.Blank();
        report.Title("Proposed terms");
        report.Blank();
        if (proposed.Tests is not TermProposals tests)
        {
            report.Field("None", proposed.Problem!);
            if (proposed.Hint is not null)
            {
                report.Field("", "→ " + proposed.Hint);
            }

            return;
        }

        report.Field("Model", ModelText(tests));
        report.Field("Rows", RowText(tests));
        report.Field("Fits", $"{NumberFormat.Count(tests.Fits)}: one for each likelihood-ratio test, and the model itself");
        WriteTests(report, "spline instead of line", tests.Splines, hasCurve: true);
        WriteTests(report, "product", tests.Products, hasCurve: false);
        report.Blank();
        WriteFailures(report, tests);
        if (tests.Formula is null)
        {
            report.Field("Formula", $"unchanged: no adjusted p-value is below {NumberFormat.Exact(TermProposals.Level)}");
            return;
        }

        report.Field("Formula", tests.Formula);
        report.Field("Caution", Caution);
        report.Blank();
        report.Command(proposed.Command!);
    }

    private static string ModelText(TermProposals tests)
    {
        string model = tests.BaseFormula == "." ? "every column by itself" : tests.BaseFormula;
        return tests.ColumnsLeftOut.Count == 0
            ? model
            : $"{model}, without {string.Join(", ", tests.ColumnsLeftOut)}: fitting so many levels so often would take too long";
    }

    private static string RowText(TermProposals tests) => tests.Rows == tests.RowsAvailable
        ? NumberFormat.Count(tests.Rows)
        : $"{NumberFormat.Count(tests.Rows)}, a random sample of {NumberFormat.Count(tests.RowsAvailable)} with the "
            + $"same proportion of each class";

    private static void WriteTests(ReportWriter report, string title, IReadOnlyList<TermProposal> tests, bool hasCurve)
    {
        TermProposal[] made = [.. tests.Where(test => !double.IsNaN(test.Test.PValue))];
        if (made.Length == 0)
        {
            return;
        }

        report.Blank();
        var table = new ReportTable([title, "χ²", "df", "p", "Holm p", .. hasCurve ? ["log-odds from 5% to 95%"] : Array.Empty<string>()])
        {
            Gap = 2,
        };
        if (hasCurve)
        {
            table.AlignLeft(5);
        }

        foreach (TermProposal test in made.Take(MostShown))
        {
            table.Add(
            [
                Printable.Cut(test.Term, LongestTerm),
                NumberFormat.Fixed(test.Test.Statistic, 2),
                NumberFormat.Exact(test.Test.DegreesOfFreedom),
                NumberFormat.PValue(test.Test.PValue),
                NumberFormat.PValue(test.AdjustedPValue),
                .. hasCurve ? [CurveText(test.Curve!, report.AllowsUnicode)] : Array.Empty<string>(),
            ]);
        }

        report.Table(table);
        if (made.Length > MostShown)
        {
            report.Line($"{NumberFormat.Count(made.Length - MostShown)} more with larger p-values: --json lists them.", Tone.Quiet);
        }
    }

    // With several classes, the curve of the one that it matters to most.
    private static string CurveText(TermCurve curve, bool drawsBlocks)
    {
        (string name, IReadOnlyList<double> logOdds) = curve.LogOdds.MaxBy(pair => pair.Value.Max() - pair.Value.Min());
        double[] cells = [.. Enumerable.Range(0, CurveCells).Select(cell => logOdds[cell * (logOdds.Count - 1) / (CurveCells - 1)])];
        string line = $"{Value(curve.Values[0])} {Sparkline.Of(cells, drawsBlocks)} {Value(curve.Values[^1])}";
        return curve.LogOdds.Count == 1 ? line : $"{line} ({Printable.Cut(name, LongestTerm)})";
    }

    private static string Value(double value) => NumberFormat.Significant(value, 3);

    private static void WriteFailures(ReportWriter report, TermProposals tests)
    {
        string label = "Not tested";
        foreach (IGrouping<string, TermProposal> group in tests.Splines.Concat(tests.Products).Where(test => test.Problem is not null)
            .GroupBy(test => test.Problem!))
        {
            report.Field(label, $"{Listed(group)}: {group.Key}");
            label = "";
        }

        TermProposal[] separated =
            [.. tests.Splines.Concat(tests.Products).Where(test => test.Outcome == TermTestOutcome.Separated)];
        if (separated.Length > 0)
        {
            report.Field("Separated", $"{Listed(separated)}: the term separates rows, so it has no finite estimate and is not proposed");
        }
    }

    private static string Listed(IEnumerable<TermProposal> tests)
    {
        string[] terms = [.. tests.Select(test => Printable.Cut(test.Term, LongestTerm))];
        return terms.Length <= MostShown
            ? string.Join(", ", terms)
            : $"{string.Join(", ", terms.Take(MostShown))} and {NumberFormat.Count(terms.Length - MostShown)} more";
    }
}
