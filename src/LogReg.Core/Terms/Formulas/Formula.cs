namespace LogReg.Terms.Formulas;

/// <summary>The terms that a formula asks for.</summary>
internal sealed class Formula
{
    /// <summary>The largest length of a formula, in characters.</summary>
    public const int LongestText = 1_000_000;

    private Formula(string text, string? target, IReadOnlyList<FormulaTerm> terms)
    {
        Text = text;
        Target = target;
        Terms = terms;
    }

    /// <summary>The formula as it was written.</summary>
    public string Text { get; }

    /// <summary>The column before ~; <see langword="null"/> if there is none.</summary>
    public string? Target { get; }

    /// <summary>The terms, main effects first, then products of two factors, and so on; each kind in the order of the formula.</summary>
    public IReadOnlyList<FormulaTerm> Terms { get; }

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula, such as <c>low ~ age + log(lwt)*smoke</c>; the target may be left out.</param>
    /// <param name="columns">The columns of the data, in their order.</param>
    /// <param name="isFeature">Whether the point stands for a column, among others; the target is never among them.</param>
    /// <exception cref="FormulaException">The text is not a formula of these columns.</exception>
    public static Formula Parse(string text, IReadOnlyList<string> columns, Func<string, bool> isFeature)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            throw new FormulaException(
                $"the formula is longer than {LongestText:N0} characters", text, LongestText, 1, "use the point for every other column");
        }

        var parser = new FormulaParser(text, new FormulaNames(columns));
        string? target = parser.Target(out int start);
        FormulaNode root = parser.Parse(start);
        string[] features = [.. columns.Where(column => column != target && isFeature(column))];
        return new Formula(text, target, new FormulaExpansion(text, features, target).Expand(root));
    }
}
