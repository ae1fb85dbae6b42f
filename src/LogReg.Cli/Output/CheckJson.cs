using System.Text.Encodings.Web;
using System.Text.Json;
using LogReg.Charts.Text;
using LogReg.Checking;

namespace LogReg.Cli.Output;

/// <summary>The report of a check for programs: JSON. A number that is not defined is null.</summary>
internal static class CheckJson
{
    private static readonly CheckJsonContext Context = new(new JsonSerializerOptions(CheckJsonContext.Default.Options)
    {
        // Names in any script stay readable; the text goes to no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(TextWriter output, DataCheckReport check, string data, ProposedTerms? proposed)
    {
        var document = new CheckDocument
        {
            Data = data,
            Target = check.Target,
            Positive = check.Positive,
            ClassCounts = check.ClassCounts,
            Rows =
                new CheckedRowsDocument(
                    check.RowsRead, check.RowsUsed, check.RowsWithoutTarget, check.RowsWithMissingCells, check.RowsOfWeightZero),
            ColumnCount = check.ColumnCount,
            CoefficientCount = check.CoefficientCount,
            EventsPerVariable = Finite(check.EventsPerVariable),
            Findings = [.. check.Findings.Select(Finding)],
            Columns = [.. check.Columns.Select(Column)],
            Proposals = proposed is null ? null : Proposals(proposed),
        };
        output.WriteLine(Printable.Json(JsonSerializer.Serialize(document, Context.CheckDocument)));
    }

    /// <summary>A finding as it stands in a report.</summary>
    public static FindingDocument Finding(DataFinding finding) => new(
        EnumName.Of(finding.Kind),
        EnumName.Of(finding.Severity),
        finding.Columns,
        finding.Message,
        FlagSpelling.Of(finding.Hint));

    private static ColumnDocument Column(ColumnDescription column) => new(
        column.Name,
        EnumName.Of(column.Role),
        EnumName.Of(column.Kind),
        column.MissingCount,
        column.MissingShare,
        column.LevelCount,
        Finite(column.Minimum),
        Finite(column.Mean),
        Finite(column.Maximum),
        Finite(column.StandardDeviation),
        column.RocAuc);

    private static ProposalsDocument Proposals(ProposedTerms proposed) => proposed.Tests is not TermProposals tests
        ? new ProposalsDocument { Problem = proposed.Problem, Hint = proposed.Hint }
        : new ProposalsDocument
        {
            BaseFormula = tests.BaseFormula,
            Formula = tests.Formula,
            Command = proposed.Command,
            Rows = tests.Rows,
            RowsAvailable = tests.RowsAvailable,
            Fits = tests.Fits,
            ColumnsLeftOut = tests.ColumnsLeftOut,
            Caution = ProposalReport.Caution,
            SplineTests = [.. tests.Splines.Select(Proposal)],
            ProductTests = [.. tests.Products.Select(Proposal)],
        };

    private static ProposalDocument Proposal(TermProposal test) => new(
        test.Term,
        test.Columns,
        test.Formula,
        EnumName.Of(test.Outcome),
        Finite(test.Test.Statistic),
        test.Test.DegreesOfFreedom,
        Finite(test.Test.PValue),
        Finite(test.AdjustedPValue),
        test.IsProposed,
        test.Problem,
        test.Curve is TermCurve curve ? new CurveDocument(curve.Values, curve.LogOdds) : null);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
