using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>1 for a missing cell, otherwise 0.</summary>
/// <param name="cells">The cells of the feature.</param>
/// <param name="name">The factor as a formula writes it.</param>
internal sealed class MissingFactor(FeatureCells cells, string name) : NumbersFactor(cells, name)
{
    private readonly double _missing =
        cells is CategoricalCells { Feature: CategoricalFeature levels } ? levels.IndexOf(Feature.MissingLevel) : double.NaN;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [Name];

    /// <inheritdoc/>
    public override void Evaluate(double cell, Span<double> values) => values[0] = cell.Equals(_missing) && !(_missing < 0) ? 1 : 0;

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(EquationBuilder builder) =>
    [
        Cells is not CategoricalCells ? new IndicatorNumber(new MissingCondition(Cells.Feature.Name))
            : _missing < 0 ? new ConstantNumber(0)
            : new IndicatorNumber(new LevelCondition(Cells.Feature.Name, [Feature.MissingLevel])),
    ];
}
