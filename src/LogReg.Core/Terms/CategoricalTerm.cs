using LogReg.Data;
using LogReg.Design;
using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>A coefficient for each level except the reference level.</summary>
internal sealed class CategoricalTerm : Term
{
    private readonly CategoricalCells _cells;
    private readonly CategoricalFeature _feature;

    /// <param name="cells">The cells of the feature.</param>
    public CategoricalTerm(CategoricalCells cells)
        : base(cells.Feature.Name, [cells.Place])
    {
        _cells = cells;
        _feature = cells.Feature;
        Reference = cells.Reference < 0 ? null : ParameterOf(cells.Reference);
        Parameters = [.. Enumerable.Range(0, WeightCount).Where(level => level != cells.Reference).Select(ParameterOf)];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <inheritdoc/>
    public override TermParameter? Reference { get; }

    /// <inheritdoc/>
    public override int ColumnCount => _cells.ColumnCount;

    /// <inheritdoc/>
    public override int WeightCount => _feature.Levels.Count;

    /// <inheritdoc/>
    public override bool IsDense => false;

    /// <inheritdoc/>
    public override void Encode(ChunkEncoding chunk, int firstColumn) =>
        chunk.Add(new CategoricalGroup(firstColumn, ColumnCount, chunk.TakeCodes(_cells.Place)));

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target)
    {
        ReadOnlySpan<int> codes = _cells.Codes(columns).Slice(start, count);
        for (int row = 0; row < codes.Length; row++)
        {
            target.Codes[row] = _cells.DesignCode(codes[row]);
        }
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> row, TermBlockColumns target) =>
        target.Codes[0] = _cells.DesignCode(_cells.CodeOf(row[_cells.Place]));

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights)
    {
        int level = _cells.LevelOf(_cells.CodeOf(row[_cells.Place]));
        return logOdds + (level < 0 ? 0 : weights[level]);
    }

    /// <inheritdoc/>
    public override void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds)
    {
        ReadOnlySpan<int> codes = _cells.Codes(columns);
        for (int row = 0; row < codes.Length; row++)
        {
            int level = _cells.LevelOf(codes[row]);
            logOdds[row] += level < 0 ? 0 : weights[level];
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermColumn> Write(EquationBuilder builder) =>
    [
        .. Parameters.Select(parameter => new TermColumn(
            parameter.Place, new LevelCondition(_feature.Name, [_feature.Levels[parameter.Place]]), null)),
    ];

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights) => logOdds + Mean(weights);

    /// <inheritdoc/>
    public override double[] Centre(double[] weights)
    {
        double mean = Mean(weights);
        return [.. weights.Select(weight => weight - mean), -mean];
    }

    /// <inheritdoc/>
    public override void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions)
    {
        ReadOnlySpan<int> codes = _cells.Codes(columns).Slice(start, contributions.Length);
        for (int row = 0; row < codes.Length; row++)
        {
            int level = _cells.LevelOf(codes[row]);
            contributions[row] = centred[level < 0 ? ^1 : level];
        }
    }

    /// <inheritdoc/>
    public override double Deviation(TermWeights weights, bool[] isUnbounded)
    {
        if (_feature.Shares is not IReadOnlyList<double> shares)
        {
            return double.NaN;
        }

        // Unless two levels that occur can be compared, as where the reference level separates, every difference is infinite.
        bool isComparable = shares.Where((share, level) => share > 0 && !isUnbounded[level]).Count() > 1;
        return isComparable || !isUnbounded.Contains(true) ? Deviation(shares, weights, isUnbounded) : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override double? WeightOf(TermParameter parameter, double[] weights) =>
        parameter.Description.Level is string level && _feature.IndexOf(level) is int place and >= 0 ? weights[place] : null;

    private static double Deviation(IReadOnlyList<double> shares, TermWeights weights, bool[] isLeftOut)
    {
        double shareSum = 0;
        double[] means = new double[weights.Equations.Length];
        for (int level = 0; level < shares.Count; level++)
        {
            double share = isLeftOut[level] ? 0 : shares[level];
            shareSum += share;
            for (int equation = 0; equation < means.Length; equation++)
            {
                means[equation] += share * weights.Equations[equation][level];
            }
        }

        if (shareSum == 0)
        {
            return 0;
        }

        TermWeights centred = weights.Minus(Array.ConvertAll(means, mean => mean / shareSum));
        double variance = 0;
        for (int level = 0; level < shares.Count; level++)
        {
            double spread = isLeftOut[level] ? 0 : centred.Spread(level);
            variance += shares[level] * spread * spread;
        }

        return Math.Sqrt(variance / shareSum);
    }

    private TermParameter ParameterOf(int level) => new(
        level,
        new CoefficientDescription($"{_feature.Name}={_feature.Levels[level]}", _feature)
        {
            Level = _feature.Levels[level],
            Reference = _feature.Reference,
            Share = _feature.Shares?[level],
        },
        Mean: 0,
        Scale: 1);

    private double Mean(double[] weights) => _feature.Shares is IReadOnlyList<double> shares
        ? weights.Zip(shares).Sum(pair => pair.First * pair.Second)
        : throw new LogRegException(
            $"the model does not have the proportions of the levels of {MessageText.Quote(_feature.Name)} in training, with which "
                + $"rows are compared",
            "train it again: it was written by an older version");
}
