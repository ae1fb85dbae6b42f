using BenchmarkDotNet.Attributes;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Kernels;

/// <summary>A row block of 2,048 rows and 28 columns, which fits the cache, as a fit of a million rows goes through 489 times a pass.</summary>
public class KernelBenchmarks
{
    public const int Rows = 2048;
    public const int Columns = 28;

    private readonly ColumnValues<double>[] _columns = [.. Enumerable.Range(0, Columns).Select(seed => (ColumnValues<double>)Make(seed))];
    private readonly double[] _weights = Make(100);
    private readonly double[] _coefficients = Make(101)[..Columns];
    private readonly double[] _logOdds = new double[Rows];
    private readonly double[] _gradient = new double[Columns];
    private readonly double[] _gram = new double[Columns * Columns];

    /// <summary>How many operations on doubles a call makes, a multiply-add being two; 0 where they are not the measure.</summary>
    public static double OperationsOf(string method) => method switch
    {
        nameof(Product) or nameof(PlainProduct) or nameof(TransposedProduct) or nameof(PlainTransposedProduct) => 2.0 * Rows * Columns,
        nameof(WeightedGram) or nameof(PlainWeightedGram) => Rows * Columns * (Columns + 1.0),
        _ => 0,
    };

    [Benchmark]
    public void Product() => DenseKernels.AddProduct(_columns, 0, _coefficients, _logOdds);

    [Benchmark]
    public void PlainProduct() => ReferenceKernels.AddProduct(_columns, 0, _coefficients, _logOdds);

    [Benchmark]
    public void TransposedProduct() => DenseKernels.AddTransposedProduct(_columns, 0, _weights, _gradient);

    [Benchmark]
    public void PlainTransposedProduct() => ReferenceKernels.AddTransposedProduct(_columns, 0, _weights, _gradient);

    [Benchmark]
    public void WeightedGram() => DenseKernels.AddWeightedGram(_columns, 0, _weights, _gram, Columns);

    [Benchmark]
    public void PlainWeightedGram() => ReferenceKernels.AddWeightedGram(_columns, 0, _weights, _gram, Columns);

    [Benchmark]
    public void Sigmoid() => LogisticFunctions.Sigmoid(_weights, _logOdds);

    [Benchmark]
    public void PlainSigmoid()
    {
        for (int row = 0; row < Rows; row++)
        {
            _logOdds[row] = ReferenceKernels.Sigmoid(_weights[row]);
        }
    }

    [Benchmark]
    public void Log1PlusExp() => LogisticFunctions.Log1PlusExp(_weights, _logOdds);

    [Benchmark]
    public void PlainLog1PlusExp()
    {
        for (int row = 0; row < Rows; row++)
        {
            _logOdds[row] = ReferenceKernels.Log1PlusExp(_weights[row]);
        }
    }

    private static double[] Make(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() - 0.5)];
    }
}
