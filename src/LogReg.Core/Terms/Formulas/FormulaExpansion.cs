using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Expands the tree of a formula to its terms, by the rules of Wilkinson and Rogers (1973), as in R: terms are sets of factors, so
/// that a:a is a, and each term is there once.</summary>
internal sealed class FormulaExpansion
{
    /// <summary>The largest number of terms.</summary>
    public const int MostTerms = 10_000;

    // Products of terms that are there already cost time, too.
    private const int MostProducts = 1_000_000;

    private readonly string _text;
    private readonly string[] _features;
    private readonly string? _target;
    private readonly List<FormulaFactor> _factors = [];
    private readonly Dictionary<FormulaFactor, int> _numbers = [];
    private readonly HashSet<string> _named = [];
    private readonly HashSet<string> _categorical = [];
    private readonly HashSet<string> _numeric = [];
    private string[] _others = [];
    private int _products;

    /// <param name="text">The formula, for messages.</param>
    /// <param name="features">The columns that the point stands for, if no other term is made of them.</param>
    /// <param name="target">The target, which is no feature; <see langword="null"/> if the formula does not name it.</param>
    public FormulaExpansion(string text, string[] features, string? target)
    {
        _text = text;
        _features = features;
        _target = target;
    }

    /// <summary>The columns that the formula names.</summary>
    public IReadOnlySet<string> NamedColumns => _named;

    /// <summary>The columns of which the formula says that their cells are levels.</summary>
    public IReadOnlySet<string> CategoricalColumns => _categorical;

    /// <summary>The columns of which the formula says that their cells are numbers.</summary>
    public IReadOnlySet<string> NumericColumns => _numeric;

    /// <summary>Computes the terms.</summary>
    /// <param name="root">The tree.</param>
    /// <exception cref="FormulaException">There are none, or too many, or the target is among them.</exception>
    public IReadOnlyList<FormulaTerm> Expand(FormulaNode root)
    {
        // First without the point, for it leaves out what has a term of its own.
        TermSet named = Terms(root);
        HashSet<string> own =
        [
            .. named.Keys.Where(key => key is [int only] && Replaces(_factors[only])).Select(key => _factors[key[0]].Column),
        ];
        _others = [.. _features.Where(column => !own.Contains(column))];
        _factors.Clear();
        _numbers.Clear();
        TermSet terms = Terms(root);
        return terms.Count > 0
            ? [
                .. terms.OrderBy(term => term.Key.Length).Select(
                    term => new FormulaTerm([.. term.Key.Select(number => _factors[number])], term.Value)),
            ]
            : throw new FormulaException("the formula has no terms", _text, root.Span.Start, root.Span.Length, "name a column");
    }

    // A power is there besides the column itself; anything else is the column in another form.
    private static bool Replaces(FormulaFactor factor) => factor.Calls.Count == 0 || factor.Calls[^1].Function != FormulaFunction.Power;

    private TermSet Terms(FormulaNode node) => node switch
    {
        InterceptNode => [],
        OtherColumnsNode => Others(node.Span),
        SumNode sum => Sum(sum),
        ProductNode product => Product(product),
        PowerNode { Operand: not (ColumnNode or CallNode), Exponent: int exponent } power =>
            Power(Terms(power.Operand), exponent, power.Span),
        _ => new TermSet { { [NumberOf(FactorOf(node))], node.Span } },
    };

    private TermSet Others(FormulaSpan span)
    {
        var terms = new TermSet();
        foreach (string column in _others)
        {
            terms.TryAdd([NumberOf(new FormulaFactor(column, []))], span);
        }

        return terms;
    }

    private TermSet Sum(SumNode sum)
    {
        var terms = new TermSet();
        foreach (SumItem item in sum.Items)
        {
            foreach ((int[] key, FormulaSpan span) in Terms(item.Node))
            {
                if (item.IsRemoved)
                {
                    terms.Remove(key);
                }
                else
                {
                    Add(terms, key, span);
                }
            }
        }

        return terms;
    }

    private TermSet Product(ProductNode product)
    {
        TermSet terms = Terms(product.Operands[0]);
        foreach (FormulaNode operand in product.Operands.Skip(1))
        {
            TermSet right = Terms(operand);
            var next = new TermSet();
            if (product.WithOperands)
            {
                foreach ((int[] key, FormulaSpan span) in terms.Concat(right))
                {
                    Add(next, key, span);
                }
            }

            Multiply(terms, right, product.Span, next);
            terms = next;
        }

        return terms;
    }

    private TermSet Power(TermSet terms, int exponent, FormulaSpan span)
    {
        var result = new TermSet();
        foreach ((int[] key, FormulaSpan place) in terms)
        {
            Add(result, key, place);
        }

        for (int factor = 1; factor < exponent; factor++)
        {
            int before = result.Count;
            Multiply([.. result], terms, span, result);
            if (result.Count == before)
            {
                break;
            }
        }

        return result;
    }

    private void Multiply(IEnumerable<KeyValuePair<int[], FormulaSpan>> left, TermSet right, FormulaSpan span, TermSet result)
    {
        foreach ((int[] one, _) in left)
        {
            foreach ((int[] other, _) in right)
            {
                Add(result, [.. one.Union(other).Order()], span);
                if (++_products > MostProducts)
                {
                    throw TooMany(span);
                }
            }
        }
    }

    private void Add(TermSet terms, int[] key, FormulaSpan span)
    {
        terms.TryAdd(key, span);
        if (terms.Count > MostTerms)
        {
            throw TooMany(span);
        }
    }

    private FormulaException TooMany(FormulaSpan span) => new(
        $"the formula has more than {MostTerms:N0} terms", _text, span.Start, span.Length, "multiply fewer columns");

    private FormulaFactor FactorOf(FormulaNode node)
    {
        switch (node)
        {
            case CallNode call:
                FormulaFactor inner = FactorOf(call.Operand);
                if (inner.Calls.Count == 0 && call.Function is FormulaFunction.Category or FormulaFunction.Number)
                {
                    (call.Function == FormulaFunction.Category ? _categorical : _numeric).Add(inner.Column);
                }

                return inner with { Calls = [.. inner.Calls, new FormulaCall(call.Function, call.Arguments)] };
            case PowerNode { Exponent: 1 } power:
                return FactorOf(power.Operand);
            case PowerNode power:
                FormulaFactor @base = FactorOf(power.Operand);
                return @base with
                {
                    Calls = [.. @base.Calls, new FormulaCall(FormulaFunction.Power, new FormulaArguments([power.Exponent]))],
                };
            case ColumnNode column when column.Name == _target:
                throw new FormulaException(
                    $"{DataException.Quote(column.Name)} is the target",
                    _text,
                    column.Span.Start,
                    column.Span.Length,
                    "leave it out after ~");
            default:
                string name = ((ColumnNode)node).Name;
                _named.Add(name);
                return new FormulaFactor(name, []);
        }
    }

    private int NumberOf(FormulaFactor factor)
    {
        if (!_numbers.TryGetValue(factor, out int number))
        {
            number = _factors.Count;
            _factors.Add(factor);
            _numbers.Add(factor, number);
        }

        return number;
    }

    /// <summary>Terms by the ascending numbers of their factors, in order.</summary>
    private sealed class TermSet() : OrderedDictionary<int[], FormulaSpan>(KeyComparer.Instance);

    private sealed class KeyComparer : IEqualityComparer<int[]>
    {
        public static KeyComparer Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = default(HashCode);
            foreach (int number in obj)
            {
                hash.Add(number);
            }

            return hash.ToHashCode();
        }
    }
}
