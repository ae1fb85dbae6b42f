namespace LogReg.Terms;

/// <summary>Writes columns and terms so that the parser reads them back.</summary>
/// <param name="names">The columns of the data.</param>
internal sealed class FormulaText(FormulaNames names)
{
    /// <summary>A column as a formula writes it: between backticks where its name could be read in another way.</summary>
    /// <param name="column">The name of the column.</param>
    public string NameOf(string column) => IsPlain(column) || column.Contains('`', StringComparison.Ordinal) ? column : $"`{column}`";

    /// <summary>A factor as a formula writes it.</summary>
    /// <param name="factor">The factor.</param>
    public string FactorOf(FormulaFactor factor) => (factor with { Column = NameOf(factor.Column) }).ToString();

    /// <summary>A term as a formula writes it.</summary>
    /// <param name="factors">The factors of the term.</param>
    public string TermOf(IEnumerable<FormulaFactor> factors) => string.Join(":", factors.Select(FactorOf));

    // Words with single spaces between them.
    private bool IsPlain(string column) => column.Length > 0
        && (char.IsLetter(column[0]) || column[0] == '_')
        && column[^1] != ' '
        && column.All(character => FormulaNames.IsNameCharacter(character) || character == ' ')
        && !column.Contains("  ", StringComparison.Ordinal)
        && !names.IsAlsoExpression(column);
}
