using System.IO.Pipes;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class OneTimeStreamTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FromOneTimeStream_AnyStream_CanBeReadAgain(bool compressed)
    {
        byte[] text = "a,b\n1,x\n2,y\n"u8.ToArray();
        using CsvSource source = CsvSource.FromOneTimeStream(
            new MemoryStream(compressed ? CsvText.Gzip(text) : text), "standard input", cancellationToken: CsvText.Token);

        Assert.Equal("standard input", source.Name);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal([["1", "x"], ["2", "y"]], CsvText.Cells(source));
        }

        Assert.Equal(3, source.FindLineOfRow(1, CsvText.Token));
    }

    [Fact]
    public async Task FromFile_Pipe_IsCopied()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the pipe is given by its path in /proc");
        const int Rows = 50_000;
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        byte[] text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,x\n", Rows)));

        // The text is longer than a pipe holds, so the writer cannot be gone before the reader has come.
        Task writing = Task.Run(
            () =>
            {
                pipe.Write(text);
                pipe.Dispose();
            },
            CsvText.Token);
        using DataSource source = CsvSource.FromFile("/proc/self/fd/" + pipe.GetClientHandleAsString());
        await writing;

        Assert.Equal(Rows, CsvText.ReadAll(source).RowCount);
        Assert.Equal(RowPlace.OfLine(Rows + 1), source.FindRow(Rows - 1, CsvText.Token));
    }

    [Fact]
    public void FromOneTimeStream_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => CsvSource.FromOneTimeStream(new MemoryStream(new byte[10]), "standard input", null, cancellation.Token));
    }

    [Fact]
    public void Read_SmallBuffersOfGzip_GiveTheWholeText()
    {
        byte[] text = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        for (int size = 1; size < 60; size++)
        {
            using var input = new GzipInput(new MemoryStream(CsvText.Gzip(text)));
            var result = new List<byte>();
            byte[] buffer = new byte[size];
            int length;
            while ((length = input.Read(buffer)) > 0)
            {
                result.AddRange(buffer[..length]);
            }

            Assert.Equal(text, result);
            Assert.Equal(0, input.Read(buffer));
        }
    }
}
