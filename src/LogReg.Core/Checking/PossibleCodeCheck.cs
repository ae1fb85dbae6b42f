namespace LogReg.Checking;

/// <summary>Finds whole numbers that may be codes of categories, which only their name suggests: race 1, 2, 3.</summary>
internal static class PossibleCodeCheck
{
    private const int FewestValues = 3;
    private const int MostValues = 30;
    private const int MostShown = 6;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "code", "codes", "cd", "id", "ids", "zip", "zipcode", "postcode", "postal", "plz", "race", "ethnicity", "ethnic", "site", "type", "kind", "category", "categories", "cat", "class", "group", "grp",
        "cluster", "region", "state", "country", "county", "city", "district", "area", "department", "dept", "sector", "industry", "occupation", "job", "religion", "marital", "status", "center", "centre",
        "hospital", "clinic", "ward", "store", "branch", "shop", "brand", "species", "color", "colour", "nationality", "language", "channel", "segment", "treatment", "arm", "batch", "device", "model",
    };

    /// <summary>Looks at a numeric feature.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">A sample of its values.</param>
    public static DataFinding? Find(string name, NumericSample numbers)
    {
        if (!numbers.IsWhole || !WordsOf(name).Any(Words.Contains))
        {
            return null;
        }

        var values = new List<double>();
        foreach (double value in numbers.Sorted)
        {
            if (values.Count == 0 || values[^1] != value)
            {
                values.Add(value);
            }

            if (values.Count > MostValues)
            {
                return null;
            }
        }

        return values.Count < FewestValues
            ? null
            : new DataFinding(
                FindingKind.PossibleCodes,
                FindingSeverity.Information,
                [name],
                $"{FindingText.Quote(name)} may hold codes: {FindingText.Count(values.Count)} whole numbers "
                    + $"({string.Join(", ", values.Take(MostShown).Select(FindingText.Number))}{(values.Count > MostShown ? ", …" : "")}), used as a quantity with one coefficient",
                $"if the numbers stand for categories, use {Option.CategoricalColumns.Names(name)}; {Option.NumericColumns.Names(name)} "
                    + $"confirms that they are a quantity");
    }

    // site_id, SiteID, zip.code: words of letters, at changes from lower to upper case, too; ZIP1 is zip.
    private static IEnumerable<string> WordsOf(string name)
    {
        int start = 0;
        for (int index = 0; index <= name.Length; index++)
        {
            bool isEnd = index == name.Length || !char.IsLetter(name[index]);
            bool isHump = !isEnd && index > start && char.IsUpper(name[index]) && char.IsLower(name[index - 1]);
            if (isEnd || isHump)
            {
                if (index > start)
                {
                    yield return name[start..index];
                }

                start = isHump ? index : index + 1;
            }
        }
    }
}
