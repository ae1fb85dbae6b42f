namespace LogReg.Terms;

/// <summary>A coefficient of a term, and the design column that it belongs to.</summary>
/// <param name="Place">The position of the column among those of the term, and of the coefficient among the weights of the term.</param>
/// <param name="Name">The name of the coefficient, such as <c>age</c>, <c>sex=male</c> or <c>missing(age)</c>.</param>
/// <param name="Mean">What is subtracted from the column in training; 0 for a level.</param>
/// <param name="Scale">What the column is divided by in training; 1 for a level.</param>
internal sealed record TermParameter(int Place, string Name, double Mean, double Scale)
{
    /// <summary>Whether the column is 1 where the cell of a number is missing.</summary>
    public bool IsIndicator { get; init; }
}
