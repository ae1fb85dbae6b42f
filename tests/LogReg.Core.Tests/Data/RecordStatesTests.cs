using System.Text;
using CsCheck;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A text that is cut anywhere has the records that it has in one piece.</summary>
public class RecordStatesTests
{
    private static readonly Gen<string> Text =
        Gen.OneOf("a", "\"", "\"", ",", ",", " ", "\t", "\n", "\n", "\r\n", "\r", "\"\"", "\",\"", "\"\n\"", "'", ";").Array[0, 30]
            .Select(string.Concat);

    [Theory]
    [InlineData(',', '"')]
    [InlineData('\t', '"')]
    [InlineData(';', '\'')]
    [InlineData('\n', '"')]
    [InlineData(',', null)]
    public void Scan_CutAtEveryByte_FindsTheStartsOfRecords(char delimiter, char? quote) =>
        Text.Sample(
            text =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                long[] starts = StartsOf(bytes, (byte)delimiter, (byte?)quote);
                for (int cut = 0; cut <= bytes.Length; cut++)
                {
                    foreach (int blockBytes in (int[])[1, 3, 64])
                    {
                        RecordScan first = Scan(bytes, 0, cut, blockBytes, delimiter, quote);
                        RecordScan second = Scan(bytes, cut, bytes.Length, blockBytes, delimiter, quote);
                        int state = first.Ends[RecordScan.RecordStart];

                        Assert.Equal(cut == 0 ? -1 : 0, first.Firsts[RecordScan.RecordStart]);
                        Assert.Equal(starts.FirstOrDefault(start => start >= cut && start < bytes.Length, -1), second.Firsts[state]);
                        Assert.Equal(
                            Scan(bytes, 0, bytes.Length, blockBytes, delimiter, quote).Ends[RecordScan.RecordStart], second.Ends[state]);
                    }
                }
            },
            iter: 300,
            threads: 1);

    // Where records start by the rule for blocks: each is the shortest block with an end.
    private static long[] StartsOf(byte[] text, byte delimiter, byte? quote)
    {
        var starts = new List<long> { 0 };
        for (int length = 1; length <= text.Length; length++)
        {
            int start = (int)starts[^1];
            bool isLast = length == text.Length || (text[length - 1] == '\r' && text[length] != '\n');
            RecordBoundary boundary = RecordBoundary.Find(text.AsSpan(start, length - start), delimiter, isLast, quote);
            if (boundary.End > 0)
            {
                starts.Add(start + boundary.End);
            }
        }

        return [.. starts];
    }

    private static RecordScan Scan(byte[] text, int from, int to, int blockBytes, char delimiter, char? quote)
    {
        var states = new RecordStates((byte)delimiter, (byte?)quote) { Position = from };
        for (int at = from; at < to; at += blockBytes)
        {
            states.Add(text.AsSpan(at, Math.Min(blockBytes, to - at)));
        }

        return states.Finish();
    }
}
