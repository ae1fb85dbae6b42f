using System.Text;

namespace LogReg.Export.Tests;

/// <summary>Reads CSV as programs write it.</summary>
internal static class Csv
{
    /// <summary>The cells of each line.</summary>
    /// <param name="text">The file.</param>
    public static IEnumerable<string[]> Lines(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int place = 0; place < text.Length; place++)
        {
            char one = text[place];
            if (one == '"' && isQuoted && place + 1 < text.Length && text[place + 1] == '"')
            {
                cell.Append(text[++place]);
            }
            else if (one == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && one is ',' or '\n' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (one == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
            else
            {
                cell.Append(one);
            }
        }
    }
}
