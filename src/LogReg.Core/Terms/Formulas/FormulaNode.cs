namespace LogReg.Terms;

/// <summary>A part of a formula, as it is written.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record FormulaNode(FormulaSpan Span);

/// <summary>A column, by name.</summary>
internal sealed record ColumnNode(FormulaSpan Span, string Name) : FormulaNode(Span);

/// <summary>A point: every other column.</summary>
internal sealed record OtherColumnsNode(FormulaSpan Span) : FormulaNode(Span);

/// <summary>The number 1: the intercept, which every model has.</summary>
internal sealed record InterceptNode(FormulaSpan Span) : FormulaNode(Span);

/// <summary>A function of a column, with its other arguments.</summary>
internal sealed record CallNode(FormulaSpan Span, FormulaFunction Function, FormulaNode Operand, FormulaArguments Arguments)
    : FormulaNode(Span);

/// <summary>Parts that are added and removed.</summary>
internal sealed record SumNode(FormulaSpan Span, IReadOnlyList<SumItem> Items) : FormulaNode(Span);

/// <summary>A part of a sum.</summary>
internal sealed record SumItem(FormulaNode Node, bool IsRemoved);

/// <summary>a:b:c, or a*b*c, which is all of them and their products.</summary>
internal sealed record ProductNode(FormulaSpan Span, IReadOnlyList<FormulaNode> Operands, bool WithOperands) : FormulaNode(Span);

/// <summary>The power of a number, or all products of at most that many parts of a sum.</summary>
internal sealed record PowerNode(FormulaSpan Span, FormulaNode Operand, int Exponent) : FormulaNode(Span);
