using LogReg.Data;

namespace LogReg.Tests;

/// <summary>A source that has few rows is read on the caller's thread, with the same results; cells are flagged on request.</summary>
public class FewRowsTests
{
    private static readonly string[] Lines =
        [.. Enumerable.Range(0, 60).Select(row => $"{row % 13},{"abc"[row % 3]},{"xyz"[(row * row / 5) % 3]}")];

    private static readonly LogisticModel Model =
        new LogisticRegression { Target = "class", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(TextSource.Of("number,level,class", Lines)).Model;

    private static readonly DataCell[][] Rows =
    [
        [DataCell.Of(3), DataCell.Of("a")],
        [DataCell.Of(13), DataCell.Of("d")],
        [DataCell.Missing, DataCell.Of("b")],
        [DataCell.Of("-1"), DataCell.Of("c")],
    ];

    [Fact]
    public void Score_WithFlags_FlagsUnusualCells_OfAnyNumberOfClasses()
    {
        ScoredChunk chunk = Assert.Single(Model.Score(new Source(Rows, Rows.Length), new ScoringOptions { Flags = true }));
        Assert.Equal(
            [
                new RowFlag(1, 0, RowFlagKind.AboveRange),
                new RowFlag(1, 1, RowFlagKind.UnseenLevel),
                new RowFlag(2, 0, RowFlagKind.Imputed),
                new RowFlag(3, 0, RowFlagKind.BelowRange),
            ],
            chunk.Flags);
        Assert.Empty(Assert.Single(Model.Score(new Source(Rows, Rows.Length))).Flags);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2048)]
    [InlineData(70_000)]
    public void Score_FewRows_GivesWhatManyGive(int count)
    {
        DataCell[][] rows = [.. Enumerable.Range(0, count).Select(row => Rows[row % Rows.Length])];
        double[] few = [.. Model.Score(new Source(rows, 1)).SelectMany(chunk => chunk.Probabilities.ToArray())];
        double[] many = [.. Model.Score(new Source(rows, null)).SelectMany(chunk => chunk.Probabilities.ToArray())];
        Assert.Equal(count * 3, few.Length);
        Assert.Equal(many, few);
    }

    [Fact]
    public void Score_FewRows_NamesTheRowThatIsWrong_AndStops()
    {
        DataCell[][] rows = [.. Rows, [DataCell.Of("many"), DataCell.Of("a")]];
        DataException exception = Assert.Throws<DataException>(() => Model.Score(new Source(rows, rows.Length)).Count());
        Assert.Equal("rows, row 5, column 'number': the value 'many' is not a number", exception.Message);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Model.Score(new Source(Rows, Rows.Length), cancellationToken: stop.Token).Count());
    }

    private sealed class Source(IEnumerable<DataCell[]> rows, long? estimate) : RowSource("rows")
    {
        public override long? EstimateRowCount() => estimate;

        protected override IReadOnlyList<SourceColumn> ReadColumns() =>
            [new SourceColumn("number", ColumnKind.Numeric), new SourceColumn("level", ColumnKind.Categorical)];

        protected override IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken) => rows;
    }
}
