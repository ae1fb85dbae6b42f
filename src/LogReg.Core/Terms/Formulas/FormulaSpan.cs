namespace LogReg.Terms;

/// <summary>A place in the text of a formula.</summary>
/// <param name="Start">The position of the first character, from 0.</param>
/// <param name="Length">The number of characters.</param>
internal readonly record struct FormulaSpan(int Start, int Length)
{
    /// <summary>The position after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The place from the start of this one to the end of another one.</summary>
    public FormulaSpan To(FormulaSpan last) => new(Start, last.End - Start);
}
