using System.Globalization;

namespace LogReg.Terms;

/// <content>Calls of functions and their arguments.</content>
internal sealed partial class FormulaParser
{
    private static readonly DateOnly CalendarEpoch = new(1970, 1, 1);

    private CallNode Call(int start, FormulaFunction function)
    {
        int open = _position;
        FormulaNode operand = Nested(Power);
        FormulaArguments arguments = Arguments(function);
        SkipSpace();
        if (!At(')'))
        {
            throw _position == _text.Length
                ? Fault("a parenthesis is not closed", open, 1, "add )")
                : Fault(
                    $"{FormulaFunctions.NameOf(function)} takes one column", _position, 1, $"write {FormulaFunctions.UsageOf(function)}");
        }

        _position++;
        var span = new FormulaSpan(start, _position - start);
        if (operand is not (ColumnNode or CallNode or PowerNode { Operand: ColumnNode or CallNode }))
        {
            throw Fault(
                $"{FormulaFunctions.NameOf(function)} takes one column, not an expression",
                operand.Span.Start,
                operand.Span.Length,
                $"write {FormulaFunctions.UsageOf(function)}");
        }

        return FormulaFunctions.IsValid(function, arguments)
            ? new CallNode(span, function, operand, WithDefaults(function, arguments))
            : throw Fault(
                $"{FormulaFunctions.NameOf(function)} cannot take these arguments",
                start,
                span.Length,
                $"write {FormulaFunctions.UsageOf(function)}");
    }

    private static FormulaArguments WithDefaults(
        FormulaFunction function, FormulaArguments arguments) => (function, arguments.Numbers) switch
        {
            (FormulaFunction.Spline, []) => new FormulaArguments([5]),
            (FormulaFunction.Bins, []) => new FormulaArguments([5]),
            (FormulaFunction.Lump, []) => new FormulaArguments([0.01]),
            (FormulaFunction.Text or FormulaFunction.Hash, _) => arguments with { Text = arguments.Text ?? UsualOf(function) },
            (FormulaFunction.Days, []) => arguments with { Since = arguments.Since ?? CalendarEpoch },
            _ => arguments,
        };

    private FormulaArguments Arguments(FormulaFunction function)
    {
        var numbers = new List<double>();
        var texts = new List<string>();
        DateOnly? since = null;
        bool areKnots = false;
        TextOptions? text = null;
        while (Take(','))
        {
            SkipSpace();
            switch (function)
            {
                case FormulaFunction.Steps:
                    texts.Add(Level(function));
                    break;
                case FormulaFunction.Days:
                    since = Date(function);
                    break;
                case FormulaFunction.Text or FormulaFunction.Hash:
                    text = TextOption(function, text ?? UsualOf(function));
                    break;
                default:
                    areKnots |= numbers.Count == 0 && !areKnots && TakeWord("knots");
                    numbers.Add(Number(function));
                    break;
            }
        }

        return new FormulaArguments([.. numbers]) { AreKnots = areKnots, Texts = [.. texts], Since = since, Text = text };
    }

    private static TextOptions UsualOf(FormulaFunction function) =>
        TextOptions.Default with { Bits = function == FormulaFunction.Hash ? TextOptions.UsualBits : 0 };

    // A number after the word that says what it is; of buckets the number of bits, without a word.
    private TextOptions TextOption(FormulaFunction function, TextOptions options)
    {
        int start = _position;
        bool isGrams = TakeWord("grams");
        bool isMinimum = !isGrams && TakeWord("minimum");
        bool isMost = !isGrams && !isMinimum && function == FormulaFunction.Text && TakeWord("words");
        bool isBits = !isGrams && !isMinimum && !isMost && function == FormulaFunction.Hash;
        double number = isGrams || isMinimum || isMost || isBits ? Number(function) : double.NaN;
        if (!(number >= 1 && number <= int.MaxValue && number == Math.Floor(number)))
        {
            throw Fault(
                $"{FormulaFunctions.NameOf(function)} cannot take this argument",
                start,
                Math.Max(1, _position - start),
                $"write {FormulaFunctions.UsageOf(function)}");
        }

        int whole = (int)number;
        return isGrams ? options with { Grams = whole }
            : isMinimum ? options with { Minimum = whole }
            : isMost ? options with { Most = whole }
            : options with { Bits = whole };
    }

    // A level as it is in the data, up to the next comma or parenthesis, or between backticks.
    private string Level(FormulaFunction function)
    {
        if (At('`'))
        {
            return Quoted();
        }

        int start = _position;
        while (_position < _text.Length && _text[_position] is not (',' or '(' or ')' or '`'))
        {
            _position++;
        }

        string level = _text[start.._position].Trim();
        return level.Length > 0 ? level : throw Fault("a level is expected", start, 1, $"write {FormulaFunctions.UsageOf(function)}");
    }

    private DateOnly Date(FormulaFunction function)
    {
        TakeWord("since");
        SkipSpace();
        int start = _position;
        while (_position < _text.Length && (char.IsAsciiDigit(_text[_position]) || _text[_position] == '-'))
        {
            _position++;
        }

        return DateOnly.TryParseExact(_text.AsSpan(start, _position - start), "yyyy-MM-dd", out DateOnly date)
            ? date
            : throw Fault(
                "a date is expected", start, Math.Max(1, _position - start), $"write {FormulaFunctions.UsageOf(function)}");
    }

    private double Number(FormulaFunction function)
    {
        SkipSpace();
        int start = _position;
        int end = start;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '.'
            || (_text[end] is '-' or '+' && (end == start || _text[end - 1] is 'e' or 'E'))))
        {
            end++;
        }

        _position = end;
        return double.TryParse(_text.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
                ? number
                : throw Fault(
                    "a number is expected", start, Math.Max(1, end - start), $"write {FormulaFunctions.UsageOf(function)}");
    }
}
