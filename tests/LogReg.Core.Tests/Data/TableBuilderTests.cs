using LogReg.Data;

namespace LogReg.Tests.Data;

public class TableBuilderTests
{
    [Fact]
    public void Build_ColumnsOfBothKinds_AreCutIntoChunks()
    {
        const int Rows = Table.ChunkRows + 3;
        double[] numbers = Enumerable.Range(0, Rows).Select(i => i == 5 ? double.NaN : i).ToArray();
        string?[] texts = Enumerable.Range(0, Rows).Select(i => i == 7 ? null : i % 2 == 0 ? "b" : "a").ToArray();

        Table table = new TableBuilder().AddNumeric("x", numbers).AddCategorical("c", texts).Build();

        Assert.Equal(Rows, table.RowCount);
        Assert.Equal([Table.ChunkRows, 3], table.Chunks.Select(chunk => chunk.RowCount));
        Assert.Equal(numbers, CsvText.Numbers(table, "x"));
        Assert.Equal(texts, CsvText.Levels(table, "c"));
        Assert.Equal(["a", "b"], table.Columns[1].Levels!);
        Assert.Equal(1, table.IndexOf("c"));
    }

    [Fact]
    public void FromMatrix_WithoutNames_NumbersTheColumns()
    {
        Table table = TableBuilder.FromMatrix(new double[,] { { 1, 2 }, { 3, 4 }, { 5, double.NaN } });

        Assert.Equal(["x1", "x2"], table.Columns.Select(column => column.Name));
        Assert.Equal([2, 4, double.NaN], CsvText.Numbers(table, "x2"));
    }

    [Fact]
    public void Add_BadColumns_AreRefused()
    {
        TableBuilder builder = new TableBuilder().AddNumeric("x", [1, 2]);

        Assert.Throws<ArgumentException>(() => builder.AddNumeric("x", [1, 2]));
        Assert.Throws<ArgumentException>(() => builder.AddNumeric("", [1, 2]));
        Assert.Throws<ArgumentException>(() => builder.AddCategorical("y", ["a"]));
        Assert.StartsWith(
            "column 'z', row 1: the value Infinity is not a finite number; use NaN for missing",
            Assert.Throws<ArgumentException>(() => builder.AddNumeric("z", [1, double.PositiveInfinity])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TableBuilder.FromMatrix(new double[1, 2], ["a"]));
        Assert.Throws<InvalidOperationException>(() => TableBuilder.FromMatrix(new double[0, 2]));
        Assert.Throws<InvalidOperationException>(() => new TableBuilder().Build());
    }
}
