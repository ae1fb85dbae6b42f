using LogReg.Charts.Text;

namespace LogReg.Charts.Rows;

/// <summary>Rows that a curve of two classes cannot be drawn of.</summary>
internal static class RowsOfOneClass
{
    /// <summary>Throws if it is so.</summary>
    /// <param name="isSo">Whether it is so.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="what">What needs two classes.</param>
    /// <exception cref="LogRegException">It is so.</exception>
    public static void ThrowIf(bool isSo, ScoredRows rows, string what)
    {
        if (isSo)
        {
            string others = rows.WithoutKnownClass > 0
                ? $" ({NumberFormat.Count(rows.WithoutKnownClass, "row")} without a class that the model knows left out)"
                : "";
            throw new LogRegException(
                $"{rows.DataName}: all rows have the same class{others}, but {what} needs rows of both",
                "name a file with rows of both classes");
        }
    }
}
