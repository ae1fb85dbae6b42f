using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LogReg.Cli.Commands;

/// <summary>Options that check themselves, with messages that name the option, what it must be and what it is.</summary>
internal static class OptionFactory
{
    /// <summary>The range of a fraction, for messages.</summary>
    public const string Fraction = "a number between 0 and 1 (exclusive)";

    /// <summary>An option and its value as they were typed; nothing where it was not.</summary>
    public static IEnumerable<string> Typed(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false } result
        ? [option.Name, .. result.Tokens.Select(token => token.Value)]
        : [];

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>The option that keeps a spreadsheet from running texts of CSV output as formulas.</summary>
    /// <param name="verb">How the description starts.</param>
    public static Option<bool> SafeForSpreadsheets(string verb = "Put") =>
        Flag(
            "--safe-for-spreadsheets",
            verb + " ' before texts that begin with = + - @ or a tab, which a spreadsheet would run as formulas");

    public static Option<string?> Text(string name, string placeholder, string description, params string[] aliases) =>
        new(name, aliases)
        {
            HelpName = placeholder,
            Description = description,
            CustomParser = result =>
            {
                if (result.Tokens[0].Value is { Length: > 0 } text)
                {
                    return text;
                }

                result.AddError($"{name} must not be empty");
                return null;
            },
        };

    public static Option<double?> Number(string name, string placeholder, string description, Func<double, bool> isValid, string range) =>
        new(name)
        {
            HelpName = placeholder,
            Description = description,
            CustomParser = result =>
                double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    && double.IsFinite(value) && isValid(value)
                    ? value
                    : Fail<double?>(result, name, range),
        };

    public static Option<int?> Whole(string name, string placeholder, string description, Func<int, bool> isValid, string range) =>
        new(name)
        {
            HelpName = placeholder,
            Description = description,
            CustomParser = result =>
                int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                    && isValid(value)
                    ? value
                    : Fail<int?>(result, name, range),
        };

    /// <summary>One of the values of an enum, by its word.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="name">The option.</param>
    /// <param name="description">The help.</param>
    /// <param name="order">The values in the order of the help; empty for that of the enum.</param>
    public static Option<T?> Choice<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] T>(
        string name, string description, params T[] order)
        where T : struct, Enum
    {
        string[] words = order.Length == 0 ? [.. EnumName.All<T>()] : Array.ConvertAll(order, EnumName.Of);
        return new Option<T?>(name)
        {
            HelpName = string.Join('|', words),
            Description = description,
            CustomParser = result =>
            {
                string typed = result.Tokens[0].Value;
                string? word = Array.Find(words, word => word.Equals(typed, StringComparison.OrdinalIgnoreCase));
                return EnumName.TryParse(word, out T value)
                    ? value
                    : Fail<T?>(result, name, $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}");
            },
        }.WithWords(words);
    }

    /// <summary>Sets the words that the shell completes and that a hint offers for a mistyped value.</summary>
    public static Option<T> WithWords<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>The values of a list option, or <see langword="null"/> if it is not on the command line: the parser's own answer is an
    /// empty list.</summary>
    public static string[]? Given(this ParseResult result, Option<string[]> option) =>
        result.GetResult(option) is null ? null : result.GetValue(option);

    /// <summary>Names separated by commas; the option may also be repeated.</summary>
    public static Option<string[]> Names(string name, string placeholder, string description) =>
        List(name, placeholder, description, allowsEmpty: false);

    /// <summary>Columns or terms of a formula, separated by commas outside parentheses; the option may also be repeated.</summary>
    public static Option<string[]> Terms(string name, string placeholder, string description) =>
        List(name, placeholder, description, allowsEmpty: false, keepsCalls: true);

    /// <summary>Texts separated by commas, of which one may be empty.</summary>
    public static Option<string[]> Texts(string name, string placeholder, string description) =>
        List(name, placeholder, description, allowsEmpty: true);

    /// <summary>Pairs such as <c>column=level</c>; the option may be repeated.</summary>
    public static Option<IReadOnlyDictionary<string, string>> Pairs(string name, string placeholder, string description) =>
        new(name)
        {
            HelpName = placeholder,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                var pairs = new Dictionary<string, string>();
                foreach (Token token in result.Tokens)
                {
                    int equals = token.Value.IndexOf('=', StringComparison.Ordinal);
                    if (equals <= 0 || equals == token.Value.Length - 1)
                    {
                        return Fail<IReadOnlyDictionary<string, string>>(result, name, $"of the form {placeholder}", token.Value);
                    }

                    if (!pairs.TryAdd(token.Value[..equals].Trim(), token.Value[(equals + 1)..].Trim()))
                    {
                        result.AddError($"{name} names the column '{token.Value[..equals].Trim()}' twice");
                        return null;
                    }
                }

                return pairs;
            },
        };

    public static T? Fail<T>(ArgumentResult result, string name, string range, string? value = null)
    {
        result.AddError($"{name} must be {range}, not '{value ?? result.Tokens[0].Value}'");
        return default;
    }

    private static Option<string[]> List(
        string name, string placeholder, string description, bool allowsEmpty, bool keepsCalls = false) =>
        new(name)
        {
            HelpName = placeholder,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                string[] items =
                [
                    .. result.Tokens.SelectMany(token => CommaList.Split(token.Value, keepsCalls)).Where(
                        item => allowsEmpty || item.Length > 0).Distinct(),
                ];
                return items.Length > 0 ? items : Fail<string[]>(result, name, "one or more names, separated by commas");
            },
        };
}
