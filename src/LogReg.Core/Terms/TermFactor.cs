namespace LogReg.Terms;

/// <summary>What a term multiplies: numbers or a level, computed from the cell of one feature.</summary>
/// <param name="cells">The cells of the feature.</param>
/// <param name="name">The factor as a formula writes it.</param>
internal abstract class TermFactor(FeatureCells cells, string name)
{
    /// <summary>The cells of the feature.</summary>
    public FeatureCells Cells { get; } = cells;

    /// <summary>The factor as a formula writes it.</summary>
    public string Name { get; } = name;

    /// <summary>The functions of a number that the factor applies; <see langword="null"/> if it reads no number.</summary>
    public virtual NumberFactor? Functions => null;
}
