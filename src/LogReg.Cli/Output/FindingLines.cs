using LogReg.Charts.Text;
using LogReg.Checking;

namespace LogReg.Cli.Output;

/// <summary>Findings on data in short: one line each, for the report of another command.</summary>
internal static class FindingLines
{
    private const int MostLines = 6;

    /// <summary>How a severity is called in a report.</summary>
    public static string Label(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "ERROR",
        FindingSeverity.Warning => "warning",
        _ => "note",
    };

    /// <summary>How it stands out.</summary>
    public static Tone ToneOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => Tone.Error,
        FindingSeverity.Warning => Tone.Warning,
        _ => Tone.Quiet,
    };

    /// <summary>The findings from a severity on, and numbers that may be codes, which only a person can tell; the most severe first, of
    /// many the first few.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="least">The least severity to tell.</param>
    /// <param name="command">The command that says more.</param>
    public static IEnumerable<string> Short(IReadOnlyList<DataFinding> findings, FindingSeverity least, string command)
    {
        DataFinding[] told =
        [
            .. findings.Where(
                finding => finding.Severity >= least
                    || finding.Kind is FindingKind.PossibleCodes or FindingKind.VectorFile).OrderByDescending(
                finding => finding.Severity),
        ];
        foreach (DataFinding finding in told.Take(MostLines))
        {
            yield return finding.Message;
        }

        if (told.Length > 0)
        {
            string more = told.Length > MostLines ? $"and {NumberFormat.Count(told.Length - MostLines)} more; " : "";
            yield return $"{more}see {command} for remedies";
        }
    }
}
