using System.Text;

namespace LogReg.Cli.Commands;

/// <summary>Splits what a person types as a list: at commas, as CSV does, so that quotes keep a name with a comma together.</summary>
internal static class CommaList
{
    public static IReadOnlyList<string> Split(string text)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        bool quoted = false;
        foreach (char character in text)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                items.Add(item.ToString().Trim());
                item.Clear();
            }
            else
            {
                item.Append(character);
            }
        }

        items.Add(item.ToString().Trim());
        return items;
    }
}
