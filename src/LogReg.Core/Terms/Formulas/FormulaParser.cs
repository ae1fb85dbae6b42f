using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Terms;

/// <summary>Reads a formula as a tree. Recursive descent: ^ binds most, then the product :, then *, then + and −.</summary>
internal sealed partial class FormulaParser
{
    /// <summary>The largest depth of parentheses.</summary>
    public const int DeepestNesting = 100;

    private readonly string _text;
    private readonly FormulaNames _names;
    private int _position;
    private int _depth;

    /// <param name="text">The formula, without its target.</param>
    /// <param name="names">The columns that it can name.</param>
    public FormulaParser(string text, FormulaNames names)
    {
        _text = text;
        _names = names;
    }

    /// <summary>Reads the whole formula.</summary>
    /// <param name="start">Where it begins.</param>
    /// <exception cref="FormulaException">It is not a formula of the columns.</exception>
    public FormulaNode Parse(int start = 0)
    {
        _position = start;
        FormulaNode node = Sum();
        return _position == _text.Length ? node : throw Unexpected();
    }

    /// <summary>Reads the target before ~.</summary>
    /// <returns>Its name, and the place after ~; <see langword="null"/> and 0 if the formula has no target.</returns>
    /// <exception cref="FormulaException">What stands before ~ is not a column.</exception>
    public string? Target(out int end)
    {
        SkipSpace();
        end = 0;
        if (At('~'))
        {
            end = _position + 1;
            return null;
        }

        int start = _position;
        string? name = At('`') ? Quoted() : _names.LongestAt(_text, _position);
        _position = Math.Max(_position, start + (At('`', start) || name is null ? 0 : name.Length));
        SkipSpace();
        if (name is not null && At('~'))
        {
            end = _position + 1;
            return name;
        }

        int tilde = _text.IndexOf('~', StringComparison.Ordinal);
        _position = start;
        return tilde < 0 ? null : throw Fault(
            name is null ? $"there is no column {DataException.Quote(_text[start..tilde].Trim())}" : "the target must be a column",
            start,
            Math.Max(1, _text[start..tilde].TrimEnd().Length),
            name is null ? Similar(_text[start..tilde].Trim()) : "write the name of one column before ~");
    }

    private FormulaNode Sum()
    {
        var items = new List<SumItem> { new(Cross(), IsRemoved: false) };
        while (true)
        {
            SkipSpace();
            bool isRemoved = At('-');
            if (!isRemoved && !At('+'))
            {
                return items.Count == 1 ? items[0].Node : new SumNode(items[0].Node.Span.To(items[^1].Node.Span), items);
            }

            int place = _position++;
            SkipSpace();
            if (isRemoved && _position < _text.Length && (At('1') || At('0')) && !NameGoesOn(_position + 1))
            {
                throw Fault("a model always has an intercept", place, _position + 1 - place, "leave it out of the formula");
            }

            items.Add(new SumItem(Cross(), isRemoved));
        }
    }

    private FormulaNode Cross() => Operands('*', Product);

    private FormulaNode Product() => Operands(':', Power);

    private FormulaNode Operands(char symbol, Func<FormulaNode> parse)
    {
        FormulaNode first = parse();
        if (!Take(symbol))
        {
            return first;
        }

        var operands = new List<FormulaNode> { first };
        do
        {
            operands.Add(parse());
        }
        while (Take(symbol));

        return new ProductNode(first.Span.To(operands[^1].Span), operands, WithOperands: symbol == '*');
    }

    private FormulaNode Power()
    {
        FormulaNode node = Primary();
        if (!Take('^'))
        {
            return node;
        }

        SkipSpace();
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
        {
            _position++;
        }

        if (_position == start || NameGoesOn(_position) || !int.TryParse(_text.AsSpan(start, _position - start), out int exponent)
            || exponent is < 1 or > 20)
        {
            throw Fault("an exponent must be a whole number from 1 to 20", start, _position - start, "such as age^2 or (a + b + c)^2");
        }

        SkipSpace();
        return At('^')
            ? throw Fault("only one exponent is possible", _position, 1, "write a single whole number after ^")
            : new PowerNode(node.Span.To(new FormulaSpan(start, _position - start)), node, exponent);
    }

    private FormulaNode Primary()
    {
        SkipSpace();
        if (_position == _text.Length)
        {
            throw Fault(_position == 0 ? "the formula is empty" : "the formula ends where a column is expected", _position, 1, null);
        }

        int start = _position;
        if (At('('))
        {
            FormulaNode inner = Nested(Sum);
            Expect(')', start);
            return inner with { Span = new FormulaSpan(start, _position - start) };
        }

        if (At('`'))
        {
            string quoted = Quoted();
            return _names.Contains(quoted)
                ? new ColumnNode(new FormulaSpan(start, _position - start), quoted)
                : throw NoColumn(quoted, start, _position - start);
        }

        if (_names.LongestAt(_text, start) is string name && !(FormulaFunctions.TryFind(name, out _) && IsCall(start + name.Length)))
        {
            if (_names.IsAlsoExpression(name))
            {
                throw Fault(
                    $"{DataException.Quote(name)} is a column, but also an expression of other columns",
                    start,
                    name.Length,
                    $"write the column as `{name}`, or put the names of the others between backticks");
            }

            _position += name.Length;
            SkipSpace();
            return At('(')
                ? throw Fault($"{DataException.Quote(name)} is a column, not a function", start, name.Length, Functions())
                : new ColumnNode(new FormulaSpan(start, name.Length), name);
        }

        return WordOrSymbol(start);
    }

    // Neither parenthesis nor column: a function, the point, the number 1, or a fault.
    private FormulaNode WordOrSymbol(int start)
    {
        if (At('.') && !NameGoesOn(start + 1))
        {
            _position++;
            return new OtherColumnsNode(new FormulaSpan(start, 1));
        }

        int end = start;
        while (end < _text.Length && FormulaNames.IsNameCharacter(_text[end]))
        {
            end++;
        }

        string word = _text[start..end];
        if (word.Length == 0)
        {
            throw Unexpected();
        }

        _position = end;
        SkipSpace();
        if (At('('))
        {
            return FormulaFunctions.TryFind(word, out FormulaFunction function)
                ? Call(start, function)
                : throw Fault(
                    $"there is no function {DataException.Quote(word)}",
                    start,
                    word.Length,
                    FormulaFunctions.HintFor(word) ?? Functions(word));
        }

        return word switch
        {
            "1" => new InterceptNode(new FormulaSpan(start, 1)),
            "0" => throw Fault("a model always has an intercept", start, 1, "leave 0 out of the formula"),
            _ when FormulaFunctions.TryFind(word, out FormulaFunction function) => throw Fault(
                $"{DataException.Quote(word)} is a function and needs a column",
                start,
                word.Length,
                $"write {FormulaFunctions.UsageOf(function)}"),
            _ => throw NoColumn(word, start, word.Length),
        };
    }

    private FormulaNode Nested(Func<FormulaNode> parse)
    {
        if (++_depth > DeepestNesting)
        {
            throw Fault($"parentheses are nested more than {DeepestNesting} deep", _position, 1, null);
        }

        _position++;
        FormulaNode node = parse();
        _depth--;
        return node;
    }

    private string Quoted()
    {
        int start = _position;
        int end = _text.IndexOf('`', start + 1);
        if (end < 0)
        {
            throw Fault("a backtick is not closed", start, 1, "write a name between two backticks");
        }

        _position = end + 1;
        return _text[(start + 1)..end];
    }

    private bool TakeWord(string word)
    {
        if (!_text.AsSpan(_position).StartsWith(word, StringComparison.Ordinal) || NameGoesOn(_position + word.Length))
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    private bool Take(char symbol)
    {
        SkipSpace();
        if (!At(symbol))
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Expect(char symbol, int open)
    {
        SkipSpace();
        if (At(symbol))
        {
            _position++;
            return;
        }

        throw _position == _text.Length ? Fault("a parenthesis is not closed", open, 1, "add )") : Unexpected();
    }

    private bool IsCall(int position) => _text.AsSpan(position).TrimStart().StartsWith('(');

    private bool At(char symbol) => At(symbol, _position);

    private bool At(char symbol, int position) => position < _text.Length && _text[position] == symbol;

    private bool NameGoesOn(int position) => position < _text.Length && FormulaNames.IsNameCharacter(_text[position]);

    private void SkipSpace()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }

    private FormulaException Unexpected()
    {
        if (_position == _text.Length)
        {
            return Fault("the formula ends where a column is expected", _position, 1, null);
        }

        int length = char.IsSurrogatePair(_text, _position) ? 2 : 1;
        string symbol = _text.Substring(_position, length);
        string? hint = symbol switch
        {
            "/" => "write a + a:b for a/b",
            "|" or "&" or "<" or ">" or "=" or "!" => "a formula does not compute conditions: make a column of them",
            "~" => "a formula has one ~, after its target",
            ")" => "it closes no parenthesis",
            "," => "only functions take several arguments",
            _ when FormulaNames.IsNameCharacter(symbol[0]) || symbol is "(" or "`" => "write + between terms",
            _ => null,
        };
        return Fault($"{DataException.Quote(symbol)} cannot stand here", _position, length, hint);
    }

    private FormulaException NoColumn(string name, int start, int length) =>
        Fault($"there is no column {DataException.Quote(name)}", start, length, Similar(name));

    private OptionText? Similar(string name) => NameHint.Of(name, _names.Columns);

    private static OptionText Functions(string? word = null) =>
        word is not null && NearestNames.Find(word, FormulaFunctions.Names, most: 1) is [string near]
            ? $"did you mean {near}(…)?"
            : $"the functions are {string.Join(", ", FormulaFunctions.Names)}";

    private FormulaException Fault(string message, int position, int length, OptionText? hint) =>
        new(message, _text, position, length, hint);
}
