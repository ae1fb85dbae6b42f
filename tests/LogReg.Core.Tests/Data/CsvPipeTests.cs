using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class CsvPipeTests
{
    [Fact]
    public void ReadChunks_FromPipe_GivesEveryRowOnce()
    {
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 50_000).Select(row => $"{row},{-row}\n"));
        using CsvSource source = CsvSource.FromPipe(new OnceOnlyStream(Encoding.UTF8.GetBytes(text)), "pipe");

        Assert.Equal(["a", "b"], source.ReadColumnNames());
        double[] values =
        [
            .. source.ReadChunks([new ColumnRequest("b", ColumnKind.Numeric)]).SelectMany(
                chunk => ((NumericColumn)chunk.Columns[0]).Values.ToArray()),
        ];

        Assert.Equal(Enumerable.Range(0, 50_000).Select(row => -(double)row), values);
    }

    // A file is looked at as a whole; of a pipe, only the options can say what stands above the header.
    [Theory]
    [InlineData("Report 2026\nx,y\n1,0\n")]
    [InlineData("# made today, by hand\nx,y\n1,0\n")]
    [InlineData("x y\n1 0\n")]
    public void Score_APipeWithoutTheColumns_NamesTheOptions(string text)
    {
        LogisticModel model = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 1 }
            .Fit(CsvText.Source("x,y\n1,0\n2,1\n3,0\n4,1\n"), cancellationToken: TestContext.Current.CancellationToken).Model;
        using CsvSource pipe = CsvSource.FromPipe(new OnceOnlyStream(Encoding.UTF8.GetBytes(text)), "pipe");

        DataException error = Assert.Throws<DataException>(
            () => model.Score(pipe, cancellationToken: TestContext.Current.CancellationToken).Count());

        Assert.StartsWith("pipe: the file has no column 'x', which the model needs", error.Message, StringComparison.Ordinal);
        string hint = error.Hint!.ToString();
        Assert.Contains("if it is a title, use CsvOptions.SkipLines = 1", hint, StringComparison.Ordinal);
        Assert.Contains("if it is a comment, CsvOptions.Comment = '#'", hint, StringComparison.Ordinal);
        Assert.Contains("if blanks stand between the cells, CsvOptions.Delimiter = ", hint, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_FromPipe_IsRefused()
    {
        using CsvSource source = CsvSource.FromPipe(new MemoryStream("a\n1\n"u8.ToArray()), "pipe");

        Assert.False(source.CanReadAgain);
        Assert.Throws<InvalidOperationException>(() => source.ReadTable([new ColumnRequest("a", ColumnKind.Numeric)]));
        Assert.Throws<InvalidOperationException>(() => source.FindLineOfRow(0));
    }

    /// <summary>Gives its bytes in small pieces and cannot be rewound, as a pipe.</summary>
    private sealed class OnceOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));
    }
}
