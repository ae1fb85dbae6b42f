using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A term made of factors: a function of a feature, or a product of functions of several.</summary>
internal abstract class FactorTerm : Term
{
    // Levels first, then numbers.
    private readonly TermFactor[] _factors;

    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="factors">The factors.</param>
    protected FactorTerm(string name, IReadOnlyList<TermFactor> factors)
        : base(name, [.. factors.Select(factor => factor.Cells.Place).Distinct()])
    {
        Factors = factors;
        _factors = [.. factors.OfType<LevelFactor>(), .. factors.OfType<NumbersFactor>()];
    }

    /// <summary>The factors.</summary>
    public IReadOnlyList<TermFactor> Factors { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FactorNames => [.. Factors.Select(factor => factor.Name)];

    /// <inheritdoc/>
    public override bool IsOfMissing => _factors.Any(factor => factor is MissingFactor);

    /// <inheritdoc/>
    public override LevelFactor? LevelsOf(int feature) =>
        _factors.Where(factor => factor.Cells.Place == feature).ToArray() is [TermFactor only] ? only.LevelSource : null;

    /// <summary>Reads the cell of each factor, those of levels first, in a row of a chunk.</summary>
    /// <param name="columns">The columns of the features, in their order.</param>
    /// <param name="row">The row.</param>
    /// <param name="cells">Receives the cells.</param>
    protected void ReadCells(IReadOnlyList<Column> columns, int row, Span<double> cells)
    {
        for (int factor = 0; factor < _factors.Length; factor++)
        {
            cells[factor] = _factors[factor].Cells.ReadCell(columns, row);
        }
    }

    /// <summary>Reads the cell of each factor, those of levels first, in a single row.</summary>
    /// <param name="row">The cells of the features as a model takes them.</param>
    /// <param name="cells">Receives the cells.</param>
    protected void ReadCells(ReadOnlySpan<double> row, Span<double> cells)
    {
        for (int factor = 0; factor < _factors.Length; factor++)
        {
            cells[factor] = _factors[factor].Cells.ReadCell(row);
        }
    }

    /// <summary>Reads the cell of each factor, those of levels first, in a training row.</summary>
    /// <param name="chunk">The chunk of training rows.</param>
    /// <param name="row">The position among the selected rows.</param>
    /// <param name="cells">Receives the cells.</param>
    protected void ReadCells(ChunkEncoding chunk, int row, Span<double> cells)
    {
        for (int factor = 0; factor < _factors.Length; factor++)
        {
            cells[factor] = chunk.ReadCell(_factors[factor].Cells.Place, row);
        }
    }
}
