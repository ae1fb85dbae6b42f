using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>Says in hints how to leave out what a model has no use for: a column or, where a formula says what the terms are, a
/// term.</summary>
internal static class LeavingOut
{
    /// <summary>The words after "leave it": <c>out with</c> the option, or <c>out of the formula</c>.</summary>
    /// <param name="name">The column.</param>
    /// <param name="layout">The layout of the terms.</param>
    public static OptionText Column(string name, TermLayout layout) =>
        layout.HasOwnTerms ? "out of the formula" : OptionText.Of($"out with {Option.ExcludedColumns.Names(name)}");

    /// <summary>The words after "leave them": <c>out with</c> the option, or <c>out of the formula</c>.</summary>
    /// <param name="layout">The layout of the terms.</param>
    public static OptionText Columns(TermLayout layout) =>
        layout.HasOwnTerms ? "out of the formula" : OptionText.Of($"out with {Option.ExcludedColumns}");

    /// <summary>How to have a feature that would be left out.</summary>
    /// <param name="hasFormula">Whether a formula says what the terms are.</param>
    public static OptionText NameIt(bool hasFormula) =>
        hasFormula ? "name it in the formula" : OptionText.Of($"name it in {Option.Features}");

    /// <summary>How to have fewer coefficients.</summary>
    /// <param name="hasFormula">Whether a formula says what the terms are.</param>
    public static OptionText Choice(bool hasFormula) =>
        hasFormula ? "leave terms out of the formula" : OptionText.Of($"choose features with {Option.Features}");
}
