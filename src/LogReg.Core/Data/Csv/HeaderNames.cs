using System.Globalization;

namespace LogReg.Data;

/// <summary>Checks the names of columns.</summary>
internal static class HeaderNames
{
    /// <summary>Refuses a header with columns that have no name, or the same.</summary>
    /// <param name="names">The names of the columns that are read.</param>
    /// <param name="positions">The place of each in the header.</param>
    /// <param name="count">The number of cells of the header.</param>
    /// <param name="file">The name of the file.</param>
    /// <param name="line">The line of the header.</param>
    /// <param name="titles">How many lines to leave out where the next line has names, too; otherwise <see langword="null"/>.</param>
    /// <exception cref="DataException">A name is missing or occurs twice.</exception>
    public static void Check(
        IReadOnlyList<string> names, IReadOnlyList<int> positions, int count, string file, long line, long? titles)
    {
        OptionText otherwise =
            titles is long lines ? OptionText.Of($"; {Option.SkipLines.Is(lines)} takes the names of the next line") : "";
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            string place = Place(positions[i]);
            if (names[i].Length == 0)
            {
                throw new DataException(
                    $"column {place} of {count.ToString(CultureInfo.InvariantCulture)} has no name",
                    file,
                    line,
                    hint: $"name it in the first line (pandas writes its index without a name: to_csv(index=False)), or use "
                        + $"{Option.HasHeader.Off} if the first line is data{otherwise}");
            }

            if (!places.TryAdd(names[i], positions[i]))
            {
                throw new DataException(
                    $"columns {Place(places[names[i]])} and {place} have the same name {DataException.Quote(names[i])}",
                    file,
                    line,
                    hint: $"rename one of them, or use {Option.HasHeader.Off} if the first line is data{otherwise}");
            }
        }
    }

    private static string Place(int position) => (position + 1).ToString(CultureInfo.InvariantCulture);
}
