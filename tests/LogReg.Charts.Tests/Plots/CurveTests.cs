using LogReg.Charts.Figures;
using LogReg.Charts.Plots;
using LogReg.Charts.Rows;

namespace LogReg.Charts.Tests.Plots;

public class CurveTests
{
    [Fact]
    public void RocCurve_Ties_AreOneStep()
    {
        (double[] falseRates, double[] trueRates) =
            RocPlot.Curve(RankedRows.Of([0.9, 0.5, 0.5, 0.1], [0.9, 0.5, 0.5, 0.1], [true, true, false, false], []));
        Assert.Equal([0, 0, 0.5, 1], falseRates);
        Assert.Equal([0, 0.5, 1, 1], trueRates);
    }

    [Fact]
    public void Calibration_Deciles_AreSharesWithWilsonIntervals()
    {
        double[] probabilities = [.. Enumerable.Range(0, 100).Select(row => (row / 10) / 10.0)];
        bool[] isPositive = [.. Enumerable.Range(0, 100).Select(row => row % 10 < row / 10)];
        DataPoint[] points = [.. CalibrationPlot.Deciles(probabilities, isPositive, [])];
        Assert.Equal(10, points.Length);
        Assert.All(points, point => Assert.Equal(point.X, point.Y, 1e-12));

        // R 4.2: prop.test(3, 10, correct = FALSE)$conf.int
        Assert.Equal(0.1077912674, points[3].YInterval.Lower, 1e-9);
        Assert.Equal(0.6032218525, points[3].YInterval.Upper, 1e-9);
    }

    [Fact]
    public void Calibration_RowsOfOneProbability_StayTogether() =>
        Assert.Single(CalibrationPlot.Deciles([0.4, 0.4, 0.4, 0.4], [true, false, false, false], []));
}
