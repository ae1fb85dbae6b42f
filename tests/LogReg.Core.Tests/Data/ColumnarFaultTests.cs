using System.Buffers;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Columns that were read before a fault are given back.</summary>
public class ColumnarFaultTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Read_ABatchThatFails_DisposesOfAllThatWereRead(int threads)
    {
        using var source = new Batches(threads, failing: 2);

        DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(source));

        Assert.Equal("rows: batch 2 cannot be read", error.Message);
        Assert.Equal(0, source.Lent);
    }

    [Theory]
    [InlineData(ColumnKind.Inferred)]
    [InlineData(ColumnKind.Numeric)]
    public void Read_ACellThatIsNoNumber_DisposesOfAllThatWereRead(ColumnKind kind)
    {
        using var source = new Batches(threads: 2, failing: -1, kind) { Last = double.PositiveInfinity };

        Assert.Throws<DataException>(() => CsvText.ReadAll(source, ColumnKind.Numeric));

        Assert.Equal(0, source.Lent);
    }

    [Fact]
    public void Read_WithoutAFault_DisposesOfEachOnce()
    {
        using var source = new Batches(threads: 2, failing: -1, ColumnKind.Inferred);

        Assert.Equal(15, CsvText.ReadAll(source).RowCount);
        Assert.Equal(0, source.Lent);
    }

    [Fact]
    public void Read_TheRestOfTheFirstBatchFails_DisposesOfWhatWasReadForAGuess()
    {
        using var source = new Batches(threads: 2, failing: 0, ColumnKind.Inferred);

        Assert.Throws<DataException>(() => CsvText.ReadAll(source));
        Assert.Equal(0, source.Lent);
    }

    // Five batches of three rows; the first column has the kind that is asked for, the second is numeric.
    private sealed class Batches(int threads, int failing, ColumnKind kind = ColumnKind.Numeric) : ColumnarSource("rows", threads: threads)
    {
        private int _lent;

        public double Last { get; init; } = 2;

        public int Lent => _lent;

        protected override IReadOnlyList<SourceColumn> ReadColumns() =>
            [new SourceColumn("a", kind), new SourceColumn("b", ColumnKind.Numeric)];

        protected override IReadOnlyList<int> ReadBatchSizes() => [3, 3, 3, 3, 3];

        protected override IReadOnlyList<ColumnCells> ReadBatch(
            int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken) =>
            batch == failing && columns.Contains(1)
                ? throw new DataException($"batch {batch} cannot be read", Name)
                : [.. columns.Select(_ => ColumnCells.OfNumbers(new Counted(this, [0, 1, batch == 4 ? Last : 2]), 3))];

        private sealed class Counted : IMemoryOwner<double>
        {
            private readonly Batches _source;

            public Counted(Batches source, double[] numbers)
            {
                _source = source;
                Memory = numbers;
                Interlocked.Increment(ref source._lent);
            }

            public Memory<double> Memory { get; }

            public void Dispose() => Interlocked.Decrement(ref _source._lent);
        }
    }
}
