using System.Globalization;

namespace LogReg.Charts.Text;

/// <summary>How a model came about, in words.</summary>
internal static class ProvenanceText
{
    // Enough to tell data apart, and short enough for a line; the model file has all digits.
    private const int ShortHash = 23;

    /// <summary>What is known, as fields; none of a model that does not say.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inFull">Whether the hash has all its digits.</param>
    public static IReadOnlyList<ReportField> Fields(LogisticModel model, bool inFull = false) =>
        [.. Training(model, inFull), .. UpdateText.Fields(model, inFull)];

    private static IReadOnlyList<ReportField> Training(LogisticModel model, bool inFull) => model.Provenance is not { } made ? [] :
    [
        new("Made", $"by {made.Program} {made.Version}{(made.Date is DateTimeOffset date ? $" on {Time(date)}" : "")}"),
        new("From", [.. Data(made, inFull)]),
        new("Options", made.Options.Count == 0 ? "none" : string.Join(' ', made.Options)),
        new("Seed", made.Seed is int seed ? [seed.ToString(CultureInfo.InvariantCulture)] : []),
        new("Update", made.Update is string update ? [update] : []),
    ];

    /// <summary>A time in UTC, to the minute.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The first digits of a hash.</summary>
    public static string Short(string hash) => hash.Length > ShortHash ? hash[..ShortHash] + "…" : hash;

    private static IEnumerable<string> Data(ModelProvenance made, bool inFull)
    {
        if (made.Data is string data)
        {
            yield return made.RowsRead is long rows ? $"{data}, {NumberFormat.Count(rows, "row")}" : data;
        }

        if (made.DataHash is string hash)
        {
            yield return inFull ? hash : Short(hash);
        }
        else if (made.NoHashReason is string reason)
        {
            yield return $"no hash: {reason}";
        }
    }
}
