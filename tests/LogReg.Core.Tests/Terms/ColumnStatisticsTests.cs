using CsCheck;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Terms;

public class ColumnStatisticsTests
{
    [Fact]
    public void Compute_KnownValues_GivesThePopulationMoments()
    {
        ColumnStatistics statistics = Compute([1, 2, 3, 4]);
        Assert.Equal(2.5, statistics.Mean);
        DigitAssert.Within(1e-15, Math.Sqrt(1.25), statistics.StandardDeviation);
        Assert.False(statistics.IsConstant);
    }

    [Fact]
    public void Compute_MissingCells_AreImputedWithTheMean()
    {
        // 1, 3 and two cells of 2.
        ColumnStatistics statistics = Compute([1, double.NaN, 3, double.NaN]);
        Assert.Equal(2, statistics.Mean);
        DigitAssert.Within(1e-15, Math.Sqrt(0.5), statistics.StandardDeviation);
    }

    [Theory]
    [InlineData(new[] { 7.0, 7, 7 }, 7)]
    [InlineData(new[] { 7.0, double.NaN, 7 }, 7)]
    [InlineData(new[] { double.NaN, double.NaN }, double.NaN)]
    [InlineData(new[] { 0.1, 0.1, 0.1 }, 0.1)]
    public void Compute_OneValue_IsConstant(double[] values, double mean)
    {
        ColumnStatistics statistics = Compute(values);
        Assert.True(statistics.IsConstant);
        Assert.Equal(mean, statistics.Mean);
        Assert.Equal(0, statistics.StandardDeviation);
    }

    [Fact]
    public void Compute_Weights_EqualRepeatedRows() => Gen.Select(Gen.Double[-10, 10], Gen.Int[1, 4], Gen.Bool).Array[2, 40].Sample(
        rows =>
        {
            double[] values = [.. rows.Select((row, index) => row.Item3 && index > 1 ? double.NaN : row.Item1)];
            double[] weights = [.. rows.Select(row => (double)row.Item2)];
            ColumnStatistics weighted = Compute(values, weights);
            ColumnStatistics repeated = Compute([.. values.SelectMany((value, row) => Enumerable.Repeat(value, rows[row].Item2))]);
            DigitAssert.Near(1e-13, repeated.Mean, weighted.Mean);
            DigitAssert.Near(1e-13, repeated.StandardDeviation, weighted.StandardDeviation);
        },
        iter: 100);

    [Fact]
    public void Compute_SeveralChunks_EqualOne()
    {
        double[] values =
        [
            .. Enumerable.Range(0, (2 * Table.ChunkRows) + 123).Select(row => row % 1000 == 7 ? double.NaN : 1e6 + Math.Sin(row)),
        ];
        ColumnStatistics statistics = Compute(values);
        double mean = values.Where(value => !double.IsNaN(value)).Average(value => value - 1e6) + 1e6;
        double squares = values.Where(value => !double.IsNaN(value)).Sum(value => (value - mean) * (value - mean));
        DigitAssert.Within(1e-14, mean, statistics.Mean);
        DigitAssert.Within(1e-9, Math.Sqrt(squares / values.Length), statistics.StandardDeviation);
    }

    [Theory]
    [InlineData(new[] { 3.0, 1, 4, 1, 5, 9, 2, 6, 5 }, 1, 9)]
    [InlineData(new[] { double.NaN, 3, double.NaN, -1e300, 1e-300, double.NaN, 2 }, -1e300, 3)]
    [InlineData(new[] { 7.0, double.NaN, 7 }, 7, 7)]
    [InlineData(new[] { double.NaN, double.NaN }, double.NaN, double.NaN)]
    public void Compute_Range_IsThatOfTheCellsThatAreThere(double[] values, double minimum, double maximum)
    {
        ColumnStatistics statistics = Compute(values);
        Assert.Equal(minimum, statistics.Minimum);
        Assert.Equal(maximum, statistics.Maximum);
    }

    [Fact]
    public void Compute_RangeOfSeveralChunks_LooksAtEachRow()
    {
        for (int row = 0; row < 40; row += 3)
        {
            double[] values = [.. Enumerable.Range(0, Table.ChunkRows + 40).Select(index => index % 2 == 0 ? double.NaN : 1.0)];
            values[Table.ChunkRows + row] = -2;
            values[Table.ChunkRows - row - 1] = 3;
            ColumnStatistics statistics = Compute(values);
            Assert.Equal(-2, statistics.Minimum);
            Assert.Equal(3, statistics.Maximum);
        }
    }

    [Fact]
    public void Compute_ChosenRows_AreAllThatCounts()
    {
        Table table = new TableBuilder().AddNumeric("x", [1, 100, 3, double.NaN]).Build();
        ColumnStatistics statistics = ColumnStatistics.Compute(table, 0, new RowSelection([[0, 2]], new RowParts([4])), null);
        Assert.Equal(2, statistics.Mean);
        Assert.Equal(1, statistics.StandardDeviation);
        Assert.Equal(1, statistics.Minimum);
        Assert.Equal(3, statistics.Maximum);
    }

    private static ColumnStatistics Compute(double[] values, double[]? weights = null)
    {
        Table table = new TableBuilder().AddNumeric("x", values).Build();
        return ColumnStatistics.Compute(
            table, 0, new RowSelection(new int[]?[table.Chunks.Count], table.Rows), weights);
    }
}
