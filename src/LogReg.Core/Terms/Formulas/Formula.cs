namespace LogReg.Terms;

/// <summary>The terms that a formula asks for.</summary>
internal sealed class Formula
{
    /// <summary>The largest length of a formula, in characters.</summary>
    public const int LongestText = 1_000_000;

    private Formula(string text, IReadOnlyList<FormulaTerm> terms, FormulaExpansion expansion)
    {
        Text = text;
        Terms = terms;
        NamedColumns = expansion.NamedColumns;
        FormulaFactor[] factors = [.. terms.SelectMany(term => term.Factors)];
        Columns = factors.Select(factor => factor.Column).ToHashSet(StringComparer.Ordinal);
        CategoricalColumns = [.. ColumnsOf(FormulaFunctions.ReadsLevels).Union(expansion.CategoricalColumns)];
        NumericColumns = [.. ColumnsOf(FormulaFunctions.ReadsNumbers).Union(expansion.NumericColumns)];
        DateColumns = ColumnsOf(FormulaFunctions.ReadsDates);
        GramsOfTexts = factors.Where(factor => factor.Calls is [{ Arguments.Text: not null }]).GroupBy(factor => factor.Column)
            .ToDictionary(own => own.Key, own => own.Max(factor => factor.Calls[0].Arguments.Text!.Grams));
        ColumnsOfMissing = ColumnsOf(function => function == FormulaFunction.Missing).ToHashSet();

        string[] ColumnsOf(Func<FormulaFunction, bool> isWanted) =>
        [
            .. factors.Where(factor => factor.Calls is [FormulaCall first, ..] && isWanted(first.Function))
                .Select(factor => factor.Column).Distinct(),
        ];
    }

    /// <summary>The formula as it was written.</summary>
    public string Text { get; }

    /// <summary>The terms, main effects first, then products of two factors, and so on; each kind in the order of the formula.</summary>
    public IReadOnlyList<FormulaTerm> Terms { get; }

    /// <summary>The columns that the terms read.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>The columns that the formula names, where the point stands for others.</summary>
    public IReadOnlySet<string> NamedColumns { get; }

    /// <summary>The columns whose values are levels, whatever their cells are.</summary>
    public IReadOnlyList<string> CategoricalColumns { get; }

    /// <summary>The columns that must hold numbers.</summary>
    public IReadOnlyList<string> NumericColumns { get; }

    /// <summary>The columns that must hold dates.</summary>
    public IReadOnlyList<string> DateColumns { get; }

    /// <summary>For the columns that must hold texts the largest number of words in a sequence that a term makes of them.</summary>
    public IReadOnlyDictionary<string, int> GramsOfTexts { get; }

    /// <summary>The columns whose missing cells are a term, so that their rows are not left out.</summary>
    public IReadOnlySet<string> ColumnsOfMissing { get; }

    /// <summary>Reads the target of a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="columns">The columns of the data.</param>
    /// <returns>The column before ~; <see langword="null"/> if there is none.</returns>
    /// <exception cref="FormulaException">What stands before ~ is not a column.</exception>
    public static string? TargetOf(string text, IReadOnlyList<string> columns) => ParserOf(text, columns).Target(out _);

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula, such as <c>low ~ age + log(lwt)*smoke</c>; the target may be left out.</param>
    /// <param name="columns">The columns of the data, in their order.</param>
    /// <param name="features">The columns that the point stands for, in their order, as far as they have no other term.</param>
    /// <param name="target">The target, which cannot be in a term; <see langword="null"/> to take that of the formula.</param>
    /// <exception cref="FormulaException">The text is not a formula of these columns.</exception>
    public static Formula Parse(string text, IReadOnlyList<string> columns, IReadOnlyList<string> features, string? target = null)
    {
        FormulaParser parser = ParserOf(text, columns);
        target = parser.Target(out int start) ?? target;
        FormulaNode root = parser.Parse(start);
        var expansion = new FormulaExpansion(text, [.. features.Where(column => column != target)], target);
        return new Formula(text, expansion.Expand(root), expansion);
    }

    private static FormulaParser ParserOf(string text, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestText
            ? new FormulaParser(text, new FormulaNames(columns))
            : throw new FormulaException(
                $"the formula is longer than {LongestText:N0} characters", text, LongestText, 1, "write . for all other columns");
    }
}
