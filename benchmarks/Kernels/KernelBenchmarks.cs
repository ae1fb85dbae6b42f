using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using LogReg.Design;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Kernels;

/// <summary>A row block of 2,048 rows and 28 columns, which fits the cache, as a fit of a million rows goes through 489 times a
/// pass.</summary>
public class KernelBenchmarks
{
    public const int Rows = 2048;
    public const int Columns = 28;
    public const int ManyColumns = 1000;
    public const int Levels = 300;

    private static readonly RowRange AllRows = new(0, Rows);

    private readonly ColumnValues<double>[] _columns = [.. Enumerable.Range(0, Columns).Select(seed => (ColumnValues<double>)Make(seed))];
    private readonly double[] _weights = Make(100);
    private readonly double[] _coefficients = Make(101)[..Columns];
    private readonly double[] _logOdds = new double[Rows];
    private readonly double[] _gradient = new double[Columns];
    private readonly double[] _gram = new double[Columns * Columns];
    private readonly ColumnValues<double>[] _manyColumns =
    [
        .. Enumerable.Range(0, ManyColumns).Select(seed => (ColumnValues<double>)Make(seed)),
    ];
    private readonly double[] _largeGram = new double[ManyColumns * ManyColumns];
    private readonly double[] _manyCoefficients = Make(105)[..ManyColumns];
    private readonly double[] _manyGradient = new double[ManyColumns];
    private readonly double[] _target = Array.ConvertAll(Make(102), value => value > 0 ? 1.0 : 0.0);
    private readonly double[] _residual = new double[Rows];
    private readonly double[] _curvature = new double[Rows];
    private readonly double[] _levelCoefficients = new double[Levels];
    private readonly double[] _levelSums = new double[Levels];
    private readonly double[] _pairSums = new double[Levels * Columns];
    private readonly int[] _codes = Codes(Levels, 103);
    private readonly int[] _laterCodes = Codes(Columns, 104);
    private readonly CategoricalGroup _categories = new(0, Levels, Codes(Levels, 103));
    private readonly CategoricalGroup _laterCategories = new(Levels, Columns, Codes(Columns, 104));
    private readonly HessianView _tables = new(new double[(Levels + Columns) * (Levels + Columns)], Levels + Columns, 0);

    /// <summary>How many operations on doubles a call makes, a multiply-add being two; 0 where they are not the measure.</summary>
    public static double OperationsOf(string method) => method switch
    {
        nameof(Product) or nameof(PlainProduct) or nameof(TransposedProduct) or nameof(PlainTransposedProduct) => 2.0 * Rows * Columns,
        nameof(WeightedGram) or nameof(PlainWeightedGram) => Rows * Columns * (Columns + 1.0),
        nameof(WeightedGramOfManyColumns) => Rows * ManyColumns * (ManyColumns + 1.0),
        _ => 0,
    };

    /// <summary>How many bytes of columns a call reads; 0 where they are not the measure.</summary>
    public static double BytesOf(string method) => method switch
    {
        nameof(Product) or nameof(TransposedProduct) => sizeof(double) * Rows * Columns,
        nameof(ProductOfManyColumns) or nameof(TransposedProductOfManyColumns) => sizeof(double) * Rows * ManyColumns,
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
    public void WeightedGramOfManyColumns() => DenseKernels.AddWeightedGram(_manyColumns, 0, _weights, _largeGram, ManyColumns);

    // Sixteen megabytes: what the second-level cache does not hold.
    [Benchmark]
    public void ProductOfManyColumns() => DenseKernels.AddProduct(_manyColumns, 0, _manyCoefficients, _logOdds);

    [Benchmark]
    public void TransposedProductOfManyColumns() => DenseKernels.AddTransposedProduct(_manyColumns, 0, _weights, _manyGradient);

    [Benchmark]
    public double Evaluate() => LogisticKernels.Evaluate(_weights, _target, default, _residual, _curvature).Loss;

    [Benchmark]
    public double PlainEvaluate() => ReferenceKernels.Evaluate(_weights, _target, default, _residual, _curvature).Loss;

    [Benchmark]
    public void LookUp() => _categories.AddProduct(AllRows, _levelCoefficients, _logOdds);

    [Benchmark]
    public void PlainLookUp() => ReferenceKernels.AddCategoricalProduct(_codes, _levelCoefficients, _logOdds);

    [Benchmark]
    public void ScatterAdd() => _categories.AddTransposedProduct(AllRows, _weights, _levelSums);

    [Benchmark]
    public void PlainScatterAdd() => ReferenceKernels.AddLevelSums(_codes, _weights, _levelSums, 1);

    [Benchmark]
    public void Table() => _laterCategories.AddCrossGram(AllRows, _weights, _categories, _tables);

    [Benchmark]
    public void PlainTable() => ReferenceKernels.AddPairSums(_laterCodes, _codes, _weights, _pairSums, Levels);

    [Benchmark]
    public void Exponential()
    {
        for (int row = 0; row < Rows; row += Vector256<double>.Count)
        {
            VectorExponential.Quick(-Vector256.Abs(Vector256.Create(_weights.AsSpan(row)))).CopyTo(_logOdds.AsSpan(row));
        }
    }

    [Benchmark]
    public void PlainExponential()
    {
        for (int row = 0; row < Rows; row++)
        {
            _logOdds[row] = Math.Exp(-Math.Abs(_weights[row]));
        }
    }

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

    private static int[] Codes(int levels, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows).Select(_ => random.Next(levels))];
    }

    private static double[] Make(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble() - 0.5)];
    }
}
