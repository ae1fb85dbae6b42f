using System.Text;

namespace LogReg.Cli.Commands;

/// <summary>Splits what a person types as a list: at commas, as CSV does, so that quotes keep a name with a comma together.</summary>
internal static class CommaList
{
    /// <param name="text">The list.</param>
    /// <param name="keepsCalls">Whether parentheses keep a name with a comma together, too, as in the terms of a formula.</param>
    public static IReadOnlyList<string> Split(string text, bool keepsCalls = false)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        bool quoted = false;
        int depth = 0;
        for (int place = 0; place < text.Length; place++)
        {
            char character = text[place];
            depth += keepsCalls && character == '(' && text.IndexOf(')', place) > 0 ? 1 : character == ')' && depth > 0 ? -1 : 0;
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted && depth == 0)
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
