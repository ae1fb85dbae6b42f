using System.Text;

namespace LogReg.Cli.Commands.Exports;

/// <summary>Reads what spreadsheets write as CSV: cells may have commas, quotes and line ends.</summary>
internal static class QuotedCells
{
    /// <summary>The cells of each line.</summary>
    /// <param name="text">The file.</param>
    public static IEnumerable<string[]> Lines(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        foreach (char one in text)
        {
            // A doubled quote ends and begins what is quoted again; nothing here depends on whether it stays in the cell.
            if (one == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || one is not (',' or '\n'))
            {
                cell.Append(one);
            }
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (one == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }
    }
}
