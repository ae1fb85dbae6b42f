using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Finds the terms of a formula that options name: a term as a formula writes it, or a column, which stands for all terms of that
/// column alone.</summary>
internal sealed class NamedTerms
{
    private readonly Formula _formula;
    private readonly IReadOnlyList<string> _columns;
    private readonly string? _source;

    /// <param name="formula">The formula.</param>
    /// <param name="columns">The columns of the data, in their order.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    public NamedTerms(Formula formula, IReadOnlyList<string> columns, string? source)
    {
        _formula = formula;
        _columns = columns;
        _source = source;
    }

    /// <summary>The values of terms by <see cref="FormulaTerm.Key"/>. What names a term prevails over what names its column.</summary>
    /// <param name="values">The values by the name of a term or a column.</param>
    /// <param name="role">What the values are, for messages.</param>
    /// <exception cref="DataException">A name belongs to no term, or two names to the same one.</exception>
    public IReadOnlyDictionary<string, double> Find(IReadOnlyDictionary<string, double> values, string role)
    {
        var ofColumns = new Dictionary<string, double>();
        var ofTerms = new Dictionary<string, double>();
        foreach ((string name, double value) in values)
        {
            if (_columns.Contains(name))
            {
                foreach (FormulaTerm term in TermsOf(name, role))
                {
                    ofColumns[term.Key] = value;
                }
            }
            else if (!ofTerms.TryAdd(TermOf(name, role).Key, value))
            {
                throw new DataException(
                    $"the term {MessageText.Quote(name)} has two values ({role})", _source, hint: "name each term once");
            }
        }

        return ofTerms.Concat(ofColumns.Where(pair => !ofTerms.ContainsKey(pair.Key))).ToDictionary();
    }

    // A column that only products read has no term of its own.
    private FormulaTerm[] TermsOf(string column, string role)
    {
        FormulaTerm[] terms = [.. _formula.Terms.Where(term => term.Factors.All(factor => factor.Column == column))];
        if (terms.Length > 0)
        {
            return terms;
        }

        string[] products =
            [.. _formula.Terms.Where(term => term.Factors.Any(factor => factor.Column == column)).Select(term => term.Name)];
        throw new DataException(
            $"the formula has no term of the column {MessageText.Quote(column)} alone ({role})",
            _source,
            hint: products.Length > 0
                ? $"name one of its products: {MessageText.List([.. products.Select(MessageText.Quote)])}"
                : "add the column to the formula, or name one of the formula's terms");
    }

    private FormulaTerm TermOf(string name, string role)
    {
        try
        {
            if (Formula.Parse(name, _columns, features: []).Terms is [FormulaTerm wanted]
                && _formula.Terms.FirstOrDefault(term => term.Key == wanted.Key) is FormulaTerm own)
            {
                return own;
            }
        }
        catch (FormulaException)
        {
            // What is no term is not among those of the formula.
        }

        throw new DataException(
            $"the formula has no term {MessageText.Quote(name)} ({role})",
            _source,
            hint: NameHint.Of(name, [.. _formula.Terms.Select(term => term.Name)]));
    }
}
