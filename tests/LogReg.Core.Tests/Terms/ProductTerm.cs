using LogReg.Data;
using LogReg.Storage;
using LogReg.Terms;

namespace LogReg.Tests.Terms;

/// <summary>The product of two numbers: a term that reads two features, as a proof that the layout of terms allows for it.</summary>
internal sealed class ProductTerm : Term
{
    private readonly NumericCells _left;
    private readonly NumericCells _right;
    private readonly double _mean;
    private readonly double _deviation;

    public ProductTerm(NumericCells left, NumericCells right, double mean, double deviation)
        : base($"{left.Feature.Name}:{right.Feature.Name}", [left.Place, right.Place])
    {
        (_left, _right, _mean, _deviation) = (left, right, mean, deviation);
        Parameters = [new TermParameter(0, new CoefficientDescription(Name, null) { StandardDeviation = deviation }, mean, deviation)];
    }

    public override IReadOnlyList<TermParameter> Parameters { get; }

    public override int ColumnCount => 1;

    public override int WeightCount => 1;

    public override bool IsDense => true;

    public override void Encode(ChunkEncoding chunk, int firstColumn)
    {
        ColumnValues<double> values = chunk.TakeNumbers(_left.Place);
        Multiply(values.AsSpan(), chunk.TakeNumbers(_right.Place).AsSpan(), values.AsSpan());
        chunk.AddDense(firstColumn, values);
    }

    public override void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target) =>
        Multiply(_left.Values(columns).Slice(start, count), _right.Values(columns).Slice(start, count), target.Dense[0]);

    public override void Fill(ReadOnlySpan<double> row, TermBlockColumns target) =>
        Multiply(row.Slice(_left.Place, 1), row.Slice(_right.Place, 1), target.Dense[0]);

    public override double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights) =>
        logOdds + (weights[0] * Product(row[_left.Place], row[_right.Place]));

    public override void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds)
    {
        for (int row = 0; row < logOdds.Length; row++)
        {
            logOdds[row] += weights[0] * Product(_left.Values(columns)[row], _right.Values(columns)[row]);
        }
    }

    public override double AddMean(double logOdds, double[] weights) => logOdds + (weights[0] * _mean);

    public override void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions)
    {
        for (int row = 0; row < contributions.Length; row++)
        {
            double product = Product(_left.Values(columns)[start + row], _right.Values(columns)[start + row]);
            contributions[row] = centred[0] * (product - _mean);
        }
    }

    public override double Deviation(TermWeights weights, bool[] isUnbounded) => weights.Spread(0) * _deviation;

    private double Product(double left, double right) =>
        (double.IsNaN(left) ? _left.Feature.ImputeWith : left) * (double.IsNaN(right) ? _right.Feature.ImputeWith : right);

    private void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> standardised)
    {
        for (int row = 0; row < left.Length; row++)
        {
            standardised[row] = (Product(left[row], right[row]) - _mean) / _deviation;
        }
    }
}
