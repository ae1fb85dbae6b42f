using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogReg;

/// <summary>
/// A line of text that may name options, such as a hint. <see cref="ToString"/> spells them as properties of .NET; <see cref="Spell"/> as
/// another front end does;
/// <see cref="Remedies"/> are the options for a program to act on. Every string converts to a text that names none.
/// </summary>
[InterpolatedStringHandler]
public sealed class OptionText : IEquatable<OptionText>
{
    // Strings, and lists of options that are to be used together.
    private readonly List<object> _parts;

    internal OptionText(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _parts = new(2 * formattedCount + 1);
    }

    /// <summary>The options that the text names, in order.</summary>
    public IReadOnlyList<Remedy> Remedies => [.. _parts.OfType<IReadOnlyList<Remedy>>().SelectMany(remedies => remedies)];

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
            text.Append(part is IReadOnlyList<Remedy> remedies ? string.Join(spelling.Separator, remedies.Select(spelling.Spell)) : part);
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

    // Where the compiler has no target type, as in a conditional expression.
    internal static OptionText Of(OptionText text) => text;

    internal void AppendLiteral(string text) => _parts.Add(text);

    internal void AppendFormatted(OptionReference option) => _parts.Add(option.Remedies);

    internal void AppendFormatted(OptionText? text) => _parts.AddRange(text?._parts ?? []);

    internal void AppendFormatted(string? text) => _parts.Add(text ?? "");

    internal void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => _parts.Add(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
}
