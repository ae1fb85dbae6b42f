using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A feature that is a text in each row, of which a formula makes words: <c>text(review)</c> or <c>hash(review, 18)</c>.</summary>
/// <param name="Name">The name of the column.</param>
public sealed record TextFeature(string Name) : Feature(Name)
{
    /// <inheritdoc/>
    public override ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public override bool ImputesMissing => false;

    /// <inheritdoc/>
    public override bool KnowsMissing => true;

    /// <summary>NaN: no number stands for a text.</summary>
    public override double TypicalCell => double.NaN;

    /// <inheritdoc/>
    internal override FeatureCells CreateCells(int place) => new SparseCells(this, place);
}
