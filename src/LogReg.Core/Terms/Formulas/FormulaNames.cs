using System.Buffers;

namespace LogReg.Terms;

/// <summary>The names of the columns that a formula can use, found at a place in its text.</summary>
internal sealed class FormulaNames
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("+-:*^()~,");

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int[] _lengths;

    /// <param name="columns">The names, in the order of the columns.</param>
    public FormulaNames(IReadOnlyList<string> columns)
    {
        Columns = columns;
        _lookup = new HashSet<string>(columns, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _lengths = [.. columns.Select(name => name.Length).Where(length => length > 0).Distinct().OrderDescending()];
    }

    /// <summary>The names, in the order of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether a column has the name.</summary>
    public bool Contains(string name) => _lookup.Set.Contains(name);

    /// <summary>Whether a name may go on with the character: a name ends before any other.</summary>
    public static bool IsNameCharacter(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '.' || char.IsSurrogate(character);

    /// <summary>The longest name that stands at a place; <see langword="null"/> if none does.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="position">The place.</param>
    /// <param name="longest">The largest length to consider.</param>
    public string? LongestAt(string text, int position, int longest = int.MaxValue)
    {
        foreach (int length in _lengths)
        {
            if (length <= longest && position + length <= text.Length && EndsAt(text, position + length)
                && _lookup.TryGetValue(text.AsSpan(position, length), out string? name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Whether a name with operators in it can also be read as an expression of shorter names.</summary>
    /// <param name="name">The name.</param>
    public bool IsAlsoExpression(string name)
    {
        if (name.AsSpan().IndexOfAny(Operators) < 0)
        {
            return false;
        }

        int position = 0;
        bool hasOperator = false;
        while (position < name.Length)
        {
            char character = name[position];
            if (char.IsWhiteSpace(character))
            {
                position++;
            }
            else if (Operators.Contains(character))
            {
                hasOperator = true;
                position++;
            }
            else if (LongestAt(name, position, name.Length - 1) is string shorter && shorter != name)
            {
                position += shorter.Length;
            }
            else
            {
                int end = position;
                while (end < name.Length && IsNameCharacter(name[end]))
                {
                    end++;
                }

                // A number, or a function before its parenthesis.
                string word = name[position..end];
                if (!double.TryParse(word, out _) && !(end < name.Length && name[end] == '(' && FormulaFunctions.TryFind(word, out _)))
                {
                    return false;
                }

                position = end;
            }
        }

        return hasOperator;
    }

    private static bool EndsAt(string text, int end) =>
        end == text.Length || !IsNameCharacter(text[end]) || !IsNameCharacter(text[end - 1]);
}
