namespace LogReg.Terms;

/// <summary>A column, or functions applied to it one after the other: what a term multiplies.</summary>
/// <param name="Column">The column.</param>
/// <param name="Calls">The functions, the one next to the column first.</param>
internal sealed record FormulaFactor(string Column, IReadOnlyList<FormulaCall> Calls)
{
    /// <summary>Whether the factor is the column itself, as number or as levels.</summary>
    public bool IsPlain => Calls is [] or [{ Function: FormulaFunction.Category or FormulaFunction.Number }];

    /// <summary>The name of the factor in a model: numbers as levels have the name of their column.</summary>
    public string Name => IsPlain ? Column : ToString();

    /// <summary>The factor as a formula writes it, such as <c>spline(log(age), 4)</c>.</summary>
    public override string ToString() =>
        Calls.Aggregate(Column, (inner, call) => call.Function == FormulaFunction.Power
            ? $"{inner}^{call.Arguments.Numbers[0]}"
            : $"{FormulaFunctions.NameOf(call.Function)}({inner}{call.Arguments})");

    /// <summary>Whether the factors are the same functions of the same column, whether or not it is said how its cells are read.</summary>
    public bool Equals(FormulaFactor? other) =>
        other is not null && Column == other.Column && OwnCalls.SequenceEqual(other.OwnCalls);

    /// <inheritdoc/>
    public override int GetHashCode() => OwnCalls.Aggregate(Column.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    private IEnumerable<FormulaCall> OwnCalls =>
        Calls is [{ Function: FormulaFunction.Category or FormulaFunction.Number }, ..] ? Calls.Skip(1) : Calls;
}

/// <summary>A function with its arguments.</summary>
internal sealed record FormulaCall(FormulaFunction Function, FormulaArguments Arguments);

/// <summary>A term of a formula: a factor, or the product of several.</summary>
/// <param name="Factors">The factors, in the order in which the formula first names them.</param>
/// <param name="Span">Where the formula first asks for the term.</param>
internal sealed record FormulaTerm(IReadOnlyList<FormulaFactor> Factors, FormulaSpan Span)
{
    /// <summary>Whether the term is a column itself, as number or as levels.</summary>
    public bool IsPlain => Factors is [{ IsPlain: true }];

    /// <summary>The name of the term in a model.</summary>
    public string Name => string.Join(":", Factors.Select(factor => factor.Name));

    /// <summary>Identifies the term, in whatever order its factors are written.</summary>
    public string Key => KeyOf(Factors.Select(factor => factor.Name));

    /// <summary>Identifies a term by the names of its factors.</summary>
    /// <param name="factors">The names, in any order.</param>
    public static string KeyOf(IEnumerable<string> factors) => string.Join('\0', factors.Order(StringComparer.Ordinal));

    /// <summary>The term as a formula writes it, such as <c>age:log(income)</c>.</summary>
    public override string ToString() => string.Join(":", Factors);
}
