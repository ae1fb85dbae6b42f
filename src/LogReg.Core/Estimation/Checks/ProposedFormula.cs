using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Writes the formulas of models with further terms.</summary>
internal sealed class ProposedFormula
{
    /// <summary>The knots of the splines that are tested.</summary>
    public const int Knots = 4;

    private readonly string _base;
    private readonly Formula _formula;
    private readonly FormulaText _text;

    /// <param name="text">The formula that terms are added to.</param>
    /// <param name="formula">The same, parsed.</param>
    /// <param name="names">The columns of the data.</param>
    public ProposedFormula(string text, Formula formula, IReadOnlyList<string> names)
    {
        _base = text;
        _formula = formula;
        _text = new FormulaText(new FormulaNames(names));
    }

    /// <summary>The spline of a column.</summary>
    /// <param name="column">The column.</param>
    public static FormulaFactor SplineOf(string column) =>
        new(column, [new FormulaCall(FormulaFunction.Spline, new FormulaArguments([Knots]))]);

    /// <summary>A term as a formula writes it.</summary>
    /// <param name="factors">The factors of the term.</param>
    public string TermOf(IEnumerable<FormulaFactor> factors) => _text.TermOf(factors);

    /// <summary>The formula with splines instead of lines, in products too, and with further products.</summary>
    /// <param name="splines">The columns that get a spline.</param>
    /// <param name="products">The products.</param>
    /// <param name="isCategorical">Whether a column is categorical.</param>
    public string With(
        IReadOnlyCollection<string> splines, IReadOnlyList<IReadOnlyList<FormulaFactor>> products, Func<string, bool> isCategorical)
    {
        FormulaTerm[] replaced = [.. _formula.Terms.Where(term => term.Factors.Any(HasSpline))];

        // What the point stands for leaves by itself.
        IEnumerable<string> removed =
            replaced.Where(term => term.Factors.Count > 1 || _formula.NamedColumns.Contains(term.Factors[0].Column)).Select(
                term => " - " + _text.TermOf(term.Factors));
        IEnumerable<string> added =
        [
            .. replaced.Select(term => _text.TermOf(term.Factors.Select(Replaced))),
            .. products.Select(product => _text.TermOf(product.Any(HasLevels) ? product.Select(Replaced) : product)),
        ];
        return _base + string.Concat(removed) + string.Concat(added.Select(term => " + " + term));

        bool HasSpline(FormulaFactor factor) => factor.Calls.Count == 0 && splines.Contains(factor.Column);

        bool HasLevels(FormulaFactor factor) => isCategorical(factor.Column) || factor.Calls.Any(call => IsOfLevels(call.Function));

        // Beside its spline, the slopes of a column by level would be one too many.
        FormulaFactor Replaced(FormulaFactor factor) => HasSpline(factor) ? SplineOf(factor.Column) : factor;
    }

    private static bool IsOfLevels(FormulaFunction function) => function is FormulaFunction.Category or FormulaFunction.Cut
        or FormulaFunction.Bins or FormulaFunction.Lump or FormulaFunction.Steps or FormulaFunction.Effect or FormulaFunction.Month
        or FormulaFunction.Weekday;
}
