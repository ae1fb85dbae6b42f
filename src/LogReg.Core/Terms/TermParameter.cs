namespace LogReg.Terms;

/// <summary>A coefficient of a term, and the design column that it belongs to.</summary>
/// <param name="Place">The position of the column among those of the term, and of the coefficient among the weights of the term.</param>
/// <param name="Description">The coefficient, as a model shows it.</param>
/// <param name="Mean">What is subtracted from the column in training; 0 for a level.</param>
/// <param name="Scale">What the column is divided by in training; 1 for a level.</param>
internal sealed record TermParameter(int Place, CoefficientDescription Description, double Mean, double Scale)
{
    /// <summary>The name of the coefficient, such as <c>age</c>, <c>sex=male</c> or <c>missing(age)</c>.</summary>
    public string Name => Description.Name;
}
