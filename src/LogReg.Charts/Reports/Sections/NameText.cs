using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Sections;

/// <summary>Lists of names in sentences.</summary>
internal static class NameText
{
    private const int Most = 8;

    /// <summary>The names, of many the first and how many more there are.</summary>
    public static string Of(IReadOnlyCollection<string> names) => names.Count <= Most + 1
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Most))} and {NumberFormat.Count(names.Count - Most)} more";
}
