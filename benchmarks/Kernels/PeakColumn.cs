using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace LogReg.Kernels;

/// <summary>The share of the multiply-adds that one core does at most, measured here by a loop that does nothing else.</summary>
public sealed class PeakColumn : IColumn
{
    private static readonly Lazy<double> Peak = new(Measure);

    public string Id => nameof(PeakColumn);

    public string ColumnName => "of peak";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => "Share of the multiply-adds of 256 bits that a core does at most";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        double operations = KernelBenchmarks.OperationsOf(benchmarkCase.Descriptor.WorkloadMethod.Name);
        double? nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Mean;
        return operations == 0 || nanoseconds is null
            ? "-"
            : (operations / nanoseconds.Value / Peak.Value).ToString("P0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    // Operations a nanosecond, the best of some tries: twelve chains of multiply-adds hide each other's latency.
    private static double Measure()
    {
        const int Steps = 10_000_000;
        double best = 0;
        for (int attempt = 0; attempt < 7; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = Spin(Steps);
            best = Math.Max(best, 12.0 * 8 * Steps / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Spin(int steps)
    {
        Vector256<double> factor = Vector256.Create(0.999), term = Vector256.Create(1e-3);
        Vector256<double> a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.MultiplyAddEstimate(a, factor, term);
            b = Vector256.MultiplyAddEstimate(b, factor, term);
            c = Vector256.MultiplyAddEstimate(c, factor, term);
            d = Vector256.MultiplyAddEstimate(d, factor, term);
            e = Vector256.MultiplyAddEstimate(e, factor, term);
            f = Vector256.MultiplyAddEstimate(f, factor, term);
            g = Vector256.MultiplyAddEstimate(g, factor, term);
            h = Vector256.MultiplyAddEstimate(h, factor, term);
            i = Vector256.MultiplyAddEstimate(i, factor, term);
            j = Vector256.MultiplyAddEstimate(j, factor, term);
            k = Vector256.MultiplyAddEstimate(k, factor, term);
            l = Vector256.MultiplyAddEstimate(l, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + (g + h + i + j + k + l));
    }
}
