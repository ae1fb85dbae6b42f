using LogReg.Shared;

namespace LogReg.Data;

/// <summary>Hints for names that do not exist.</summary>
internal static class NameHint
{
    /// <summary>Offers the nearest names, or else lists the first few that exist.</summary>
    /// <param name="name">The name that was not found.</param>
    /// <param name="candidates">The names that exist.</param>
    /// <returns>One line, such as <c>did you mean 'age'?</c>; <see langword="null"/> if there are no candidates.</returns>
    public static string? Of(string name, IReadOnlyCollection<string> candidates)
    {
        const int Most = 8;
        IReadOnlyList<string> nearest = NearestNames.Find(name, candidates);
        if (nearest.Count > 0)
        {
            return "did you mean " + string.Join(" or ", nearest.Select(DataException.Quote)) + "?";
        }

        return candidates.Count == 0
            ? null
            : "there are " + string.Join(", ", candidates.Take(Most).Select(DataException.Quote)) + (candidates.Count > Most ? ", …" : "");
    }
}
