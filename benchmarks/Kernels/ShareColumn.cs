using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace LogReg.Kernels;

/// <summary>The share of something that one core does at most.</summary>
/// <param name="name">The column's name.</param>
/// <param name="legend">What the share is of.</param>
/// <param name="amountOf">How much a call of a benchmark does; 0 where that is not the measure.</param>
/// <param name="peak">The most in a nanosecond.</param>
public sealed class ShareColumn(string name, string legend, Func<string, double> amountOf, Lazy<double> peak) : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        double amount = amountOf(benchmarkCase.Descriptor.WorkloadMethod.Name);
        double? nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Mean;
        return amount == 0 || nanoseconds is null
            ? "-"
            : (amount / nanoseconds.Value / peak.Value).ToString("P0", CultureInfo.InvariantCulture);
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
