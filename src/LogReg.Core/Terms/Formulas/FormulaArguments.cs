using System.Globalization;

namespace LogReg.Terms;

/// <summary>What a function of a formula takes besides its column.</summary>
/// <param name="Numbers">Numbers, in order.</param>
internal sealed record FormulaArguments(IReadOnlyList<double> Numbers)
{
    /// <summary>No arguments.</summary>
    public static FormulaArguments None { get; } = new([]);

    /// <summary>Whether the numbers are places of knots, where they could be a count.</summary>
    public bool AreKnots { get; init; }

    /// <summary>Levels, in order.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The date from which days are counted.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>What is made of a text; <see langword="null"/> for functions of something else.</summary>
    public TextOptions? Text { get; init; }

    /// <summary>As a formula writes them, with the comma before them; empty for none.</summary>
    public override string ToString()
    {
        string[] all =
        [
            .. Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            .. Texts.Select(text => text.All(FormulaNames.IsNameCharacter) ? text : $"`{text}`"),
            .. TextsOf(Text),
            .. Since is DateOnly since ? [$"since {since:yyyy-MM-dd}"] : Array.Empty<string>(),
        ];
        return all.Length == 0 ? "" : ", " + (AreKnots ? "knots " : "") + string.Join(", ", all);
    }

    /// <summary>Whether the arguments are the same.</summary>
    public bool Equals(FormulaArguments? other) => other is not null && AreKnots == other.AreKnots && Numbers.SequenceEqual(other.Numbers)
        && Texts.SequenceEqual(other.Texts) && Since == other.Since && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(AreKnots, Numbers.Count == 0 ? 0 : Numbers[0], Numbers.Count, Texts.Count, Since, Text);

    private static IEnumerable<string> TextsOf(TextOptions? options)
    {
        TextOptions usual = TextOptions.Default;
        if (options?.Bits > 0)
        {
            yield return options.Bits.ToString(CultureInfo.InvariantCulture);
        }

        if (options is not null && options.Grams != usual.Grams)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"grams {options.Grams}");
        }

        if (options is not null && options.Minimum != usual.Minimum)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"minimum {options.Minimum}");
        }

        if (options?.Most > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"words {options.Most}");
        }
    }
}
