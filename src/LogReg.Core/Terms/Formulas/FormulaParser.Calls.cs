using System.Globalization;

namespace LogReg.Terms;

/// <content>Calls of functions and their arguments.</content>
internal sealed partial class FormulaParser
{
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
            _ => arguments,
        };

    private FormulaArguments Arguments(FormulaFunction function)
    {
        var numbers = new List<double>();
        bool areKnots = false;
        while (Take(','))
        {
            SkipSpace();
            areKnots |= numbers.Count == 0 && !areKnots && TakeWord("knots");
            numbers.Add(Number(function));
        }

        return new FormulaArguments([.. numbers]) { AreKnots = areKnots };
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
