using System.Numerics.Tensors;
using LogReg.Data;
using LogReg.Equations;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>A number times a coefficient, and a coefficient for missing cells if the feature has one.</summary>
internal sealed class NumericTerm : Term
{
    private readonly NumericCells _cells;
    private readonly NumericFeature _feature;

    /// <param name="cells">The cells of the feature.</param>
    public NumericTerm(NumericCells cells)
        : base(cells.Feature.Name, [cells.Place])
    {
        _cells = cells;
        _feature = cells.Feature;
        var number = new CoefficientDescription(_feature.Name, _feature) { StandardDeviation = _feature.StandardDeviation };
        var indicator = new CoefficientDescription(_feature.IndicatorName, _feature) { IsOfMissing = true };
        Parameters =
        [
            new TermParameter(0, number, _feature.Mean, _feature.Scale),
            .. _feature.MissingShare is double share
                ? [new TermParameter(1, indicator, share, _feature.IndicatorScale)]
                : Array.Empty<TermParameter>(),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <inheritdoc/>
    public override int ColumnCount => Parameters.Count;

    /// <inheritdoc/>
    public override int WeightCount => Parameters.Count;

    /// <inheritdoc/>
    public override bool IsDense => true;

    private double StandardisedImputation => (_feature.ImputeWith - _feature.Mean) / _feature.Scale;

    /// <inheritdoc/>
    public override void Encode(ChunkEncoding chunk, int firstColumn)
    {
        ColumnValues<double> values = chunk.TakeNumbers(_cells.Place);
        if (_feature.HasIndicator)
        {
            ColumnValues<double> indicator = chunk.Allocate<double>(values.Length);
            Indicate(values.AsSpan(), indicator.AsSpan());
            chunk.AddDense(firstColumn + 1, indicator);
        }

        ColumnKernels.Standardise(values.AsSpan(), _feature.Mean, _feature.Scale, StandardisedImputation);
        chunk.AddDense(firstColumn, values);
    }

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target) =>
        FillNumbers(_cells.Values(columns).Slice(start, count), target);

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> row, TermBlockColumns target) => FillNumbers([_cells.ReadCell(row)], target);

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights) =>
        Add(logOdds, _cells.ReadCell(row), weights);

    /// <inheritdoc/>
    public override void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds)
    {
        ReadOnlySpan<double> values = _cells.Values(columns);
        if (!_cells.KeepsMissing)
        {
            TensorPrimitives.MultiplyAdd(values, weights[0], logOdds, logOdds);
            return;
        }

        for (int row = 0; row < values.Length; row++)
        {
            logOdds[row] = Add(logOdds[row], values[row], weights);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermColumn> Write(EquationBuilder builder) =>
    [
        new TermColumn(0, null, new ColumnNumber(_feature.Name)),
        .. _feature.HasIndicator ? [new TermColumn(1, new MissingCondition(_feature.Name), null)] : Array.Empty<TermColumn>(),
    ];

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights)
    {
        logOdds += weights[0] * _feature.Mean;
        return logOdds + (_feature.MissingShare is double share ? weights[1] * share : 0);
    }

    /// <inheritdoc/>
    public override void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions)
    {
        // The difference first: near the mean the product with a coefficient would round away what is left.
        ReadOnlySpan<double> values = _cells.Values(columns).Slice(start, contributions.Length);
        TensorPrimitives.Subtract(values, _feature.Mean, contributions);
        TensorPrimitives.Multiply(contributions, centred[0], contributions);
        if (!_cells.KeepsMissing)
        {
            return;
        }

        double share = _feature.MissingShare ?? 0;
        double ofIndicator = _feature.HasIndicator ? centred[1] : 0;
        double ofMissing = (centred[0] * (_feature.ImputeWith - _feature.Mean)) + (ofIndicator * (1 - share));
        for (int row = 0; row < values.Length; row++)
        {
            contributions[row] = double.IsNaN(values[row]) ? ofMissing : contributions[row] - (ofIndicator * share);
        }
    }

    /// <inheritdoc/>
    public override double Deviation(TermWeights weights, bool[] isUnbounded)
    {
        // A missing cell is imputed with the mean, so that the number and the indicator of missing cells are uncorrelated.
        double deviation = weights.Spread(0) * _feature.StandardDeviation;
        double indicated = _feature.HasIndicator ? weights.Spread(1) * _feature.IndicatorScale : 0;
        double larger = Math.Max(deviation, indicated);
        double ratio = indicated == 0 ? 0 : Math.Min(deviation, indicated) / larger;
        return isUnbounded.Contains(true) ? double.PositiveInfinity : larger * Math.Sqrt(1 + (ratio * ratio));
    }

    private double Add(double logOdds, double value, double[] weights)
    {
        bool isMissing = double.IsNaN(value);
        logOdds += weights[0] * (isMissing ? _feature.ImputeWith : value);
        return logOdds + (isMissing && _feature.HasIndicator ? weights[1] : 0);
    }

    private void FillNumbers(ReadOnlySpan<double> values, TermBlockColumns target)
    {
        values.CopyTo(target.Dense[0]);
        ColumnKernels.Standardise(target.Dense[0].AsSpan(0, values.Length), _feature.Mean, _feature.Scale, StandardisedImputation);
        if (_feature.HasIndicator)
        {
            Indicate(values, target.Dense[1]);
        }
    }

    // The standardised 0/1 column of missing cells.
    private void Indicate(ReadOnlySpan<double> values, Span<double> indicator)
    {
        double share = _feature.MissingShare ?? 0;
        double present = -share / _feature.IndicatorScale;
        double missing = (1 - share) / _feature.IndicatorScale;
        for (int row = 0; row < values.Length; row++)
        {
            indicator[row] = double.IsNaN(values[row]) ? missing : present;
        }
    }
}
