using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogReg;

/// <summary>
/// A line of text that may name options and operations, such as a hint. <see cref="ToString"/> spells them as members of .NET;
/// <see cref="Spell"/> as another front end does; <see cref="Remedies"/> are the options for a program to act on. Every string converts to
/// a text that names none; an interpolated string whose holes are an <see cref="OptionReference"/> or an <see cref="Operation"/> names
/// them.
/// </summary>
[InterpolatedStringHandler]
public sealed class OptionText : IEquatable<OptionText>
{
    // Strings, operations, and lists of options that are to be used together.
    private readonly List<object> _parts;

    /// <summary>Begins a text; the compiler calls this for an interpolated string.</summary>
    /// <param name="literalLength">The number of characters outside of the holes.</param>
    /// <param name="formattedCount">The number of holes.</param>
    public OptionText(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _parts = new(2 * formattedCount + 1);
    }

    /// <summary>The options that the text names, in order.</summary>
    public IReadOnlyList<Remedy> Remedies => [.. _parts.OfType<IReadOnlyList<Remedy>>().SelectMany(remedies => remedies)];

    /// <summary>What the text consists of: strings, operations, and lists of options that are to be used together.</summary>
    internal IReadOnlyList<object> Parts => _parts;

    /// <summary>Makes a text of parts.</summary>
    /// <param name="parts">Strings, operations, and lists of options.</param>
    internal static OptionText OfParts(IReadOnlyList<object> parts)
    {
        var result = new OptionText(0, parts.Count);
        result._parts.AddRange(parts);
        return result;
    }

    /// <summary>Makes a text that names no option.</summary>
    /// <param name="text">The text; <see langword="null"/> stands for no text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator OptionText?(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var result = new OptionText(text.Length, 0);
        result.AppendLiteral(text);
        return result;
    }

    /// <summary>Spells the text for a front end.</summary>
    /// <param name="spelling">How options are spelled.</param>
    /// <exception cref="ArgumentNullException"><paramref name="spelling"/> is <see langword="null"/>.</exception>
    public string Spell(OptionSpelling spelling)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        var text = new StringBuilder();
        foreach (object part in _parts)
        {
            text.Append(part switch
            {
                IReadOnlyList<Remedy> remedies => string.Join(spelling.Separator, remedies.Select(spelling.Spell)),
                Operation operation => spelling.Spell(operation),
                _ => part,
            });
        }

        return text.ToString();
    }

    /// <summary>The text with options as properties of .NET.</summary>
    public override string ToString() => Spell(OptionSpelling.DotNet);

    /// <summary>Whether both texts read the same, which texts with equal <see cref="ToString"/> do, even if only one of them knows
    /// that a part of it is an option.</summary>
    public bool Equals(OptionText? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptionText);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Makes a text where the compiler has no target type, as in a conditional expression.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same text.</returns>
    public static OptionText Of(OptionText text) => text;

    /// <summary>Adds what stands outside of the holes.</summary>
    /// <param name="text">The text.</param>
    public void AppendLiteral(string text) => _parts.Add(text);

    /// <summary>Adds options, which each front end spells.</summary>
    /// <param name="option">One or more options.</param>
    public void AppendFormatted(OptionReference option) => _parts.Add(option.Remedies);

    /// <summary>Adds an operation, which each front end spells.</summary>
    /// <param name="operation">The operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="operation"/> is <see langword="null"/>.</exception>
    public void AppendFormatted(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _parts.Add(operation);
    }

    /// <summary>Adds another text with what it names.</summary>
    /// <param name="text">The text; <see langword="null"/> adds nothing.</param>
    public void AppendFormatted(OptionText? text) => _parts.AddRange(text?._parts ?? []);

    /// <summary>Adds a string.</summary>
    /// <param name="text">The string; <see langword="null"/> adds nothing.</param>
    public void AppendFormatted(string? text) => _parts.Add(text ?? "");

    /// <summary>Adds a number or another value, formatted for the invariant culture.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="format">Its format, or <see langword="null"/> for the usual one.</param>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => _parts.Add(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
}
