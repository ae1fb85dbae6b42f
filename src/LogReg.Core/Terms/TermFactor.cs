namespace LogReg.Terms;

/// <summary>What a term multiplies: numbers computed from the cell of one feature.</summary>
/// <param name="cells">The cells of the feature.</param>
/// <param name="name">The factor as a formula writes it.</param>
internal abstract class TermFactor(FeatureCells cells, string name)
{
    /// <summary>The cells of the feature.</summary>
    public FeatureCells Cells { get; } = cells;

    /// <summary>The factor as a formula writes it.</summary>
    public string Name { get; } = name;

    /// <summary>The name of each number, as part of the name of a coefficient.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Of what a number is a linear function: of the feature, or of an expression such as <c>log(age)</c>;
    /// <see langword="null"/> if it is a curve.</summary>
    /// <param name="place">The position of the number.</param>
    public virtual string? LinearIn(int place) => null;

    /// <summary>Computes the numbers.</summary>
    /// <param name="cell">The cell, as <see cref="FeatureCells.ReadCell(ReadOnlySpan{double})"/> reads it.</param>
    /// <param name="values">Receives a number for each name.</param>
    public abstract void Evaluate(double cell, Span<double> values);
}
