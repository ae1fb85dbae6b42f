using System.Text;
using CsCheck;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A piece of a text that is cut anywhere has the rows that parsing finds in it.</summary>
public sealed class PieceScanTests
{
    private static readonly Gen<string> Body =
        Gen.OneOf(
            "1,2\n", "1,2\n", "3,4\n", "p,q\n", "\u00A0p,q\n", "\uFEFFp,q\r\n", "\n", "  \n", "\t\n", "1,2\r\n", "1,2\r", "\r", "é,\u3000\n",
            "\"1\",2\n", "\"x\n\",2\n", "\"\"\"\n\",2\n", " \"p\", q\n", "a\"b,\"\n", "p1,2\n", "\v,1\n", "5,\n")
            .Array[0, 25].Select(string.Concat);

    [Theory]
    [InlineData(',', '"', 1)]
    [InlineData(',', '"', 3)]
    [InlineData(';', '\'', 1)]
    [InlineData(',', null, 2)]
    public void Run_CutAtEveryByte_HasTheRowsThatParsingFinds(char delimiter, char? quote, int threads) =>
        Body.Sample(
            body =>
            {
                var options = new CsvOptions
                {
                    Delimiter = delimiter,
                    Quote = quote switch { '\'' => CsvQuote.Apostrophe, null => CsvQuote.None, _ => null },
                    Threads = threads,
                };
                string text = ("p,q\n0,0\n" + body).Replace(',', delimiter).Replace('"', quote ?? '"');
                var scanned = new Scanned(Encoding.UTF8.GetBytes(text), options);
                for (int cut = scanned.Start; cut <= scanned.Length; cut++)
                {
                    scanned.RequireTrue(cut);
                }
            },
            iter: 150,
            threads: 1);

    [Theory]
    [InlineData("12345,67890\n", 1)]
    [InlineData("12345,67890\r\n", 1)]
    [InlineData("12345,67890\r", 2)]
    [InlineData("é2345,ä7890\n", 1)]
    [InlineData("\"ab\",\"cdef\"\n", 1)]
    [InlineData("\"ab\",\"cdef\"\n", 4)]
    public void Run_UsualText_CountsNearlyAllInTheSameLook(string row, int threads)
    {
        byte[] text = Encoding.UTF8.GetBytes("p,q\n" + string.Concat(Enumerable.Repeat(row, 200)));
        var scanned = new Scanned(text, new CsvOptions { Delimiter = ',', Threads = threads });
        int longest = Encoding.UTF8.GetByteCount(row) + Scanned.BlockBytes;
        for (int cut = scanned.Start; cut < scanned.Start + (3 * row.Length); cut++)
        {
            long counted = scanned.Counted(cut);
            Assert.True(counted >= text.Length - cut - (2 * threads * longest), $"{counted} bytes from {cut} on are counted");
        }
    }

    private sealed class Scanned
    {
        public const int BlockBytes = 16;

        private readonly byte[] _text;
        private readonly CsvOptions _options;
        private readonly CsvLayout _layout;
        private readonly CsvRowReader _reader;

        public Scanned(byte[] text, CsvOptions options)
        {
            _text = text;
            _options = options;
            var input = new CsvInput(() => new MemoryStream(text, writable: false), "data.csv", options, text.Length)
            {
                Tuning = new CsvTuning { BlockBytes = BlockBytes },
            };
            _layout = input.ReadLayout();
            _reader = new CsvRowReader(input, _layout);
            Start = (int)_layout.DataOffset;
        }

        public int Start { get; }

        public int Length => _text.Length;

        /// <summary>How many bytes after a place are counted in one look.</summary>
        public long Counted(int cut)
        {
            RecordScan first = _reader.Scan(Start, cut, CsvText.Token);
            RecordScan second = _reader.Scan(cut, Length, CsvText.Token);
            int state = first.Ends[RecordScan.RecordStart];
            return second.Counted.Where(stretch => stretch.Holds[state]).Sum(stretch => stretch.Rows.End.Offset - stretch.From);
        }

        /// <summary>Requires that what is said of both sides of a place is so.</summary>
        public void RequireTrue(int cut)
        {
            RecordScan first = _reader.Scan(Start, cut, CsvText.Token);
            RecordScan second = _reader.Scan(cut, Length, CsvText.Token);
            RequireStates(Start, cut, first);
            RequireStates(cut, Length, second);
            RequireRows(first, RecordScan.RecordStart);
            RequireRows(second, first.Ends[RecordScan.RecordStart]);
            RequireRows(first.Then(second), RecordScan.RecordStart);
        }

        private void RequireStates(int from, int to, RecordScan scan)
        {
            var states = new RecordStates(_layout.Separator, _layout.Dialect.QuoteByte) { Position = from };
            states.Add(_text.AsSpan(from, to - from));
            RecordScan expected = states.Finish();
            Assert.Equal(expected.Ends, scan.Ends);
            Assert.Equal(expected.Firsts, scan.Firsts);
        }

        private void RequireRows(RecordScan scan, int state)
        {
            foreach (CountedStretch stretch in scan.Counted.Where(stretch => stretch.Holds[state]))
            {
                RowMark end = stretch.Rows.End;
                RequireRows(stretch.From, end);
                Assert.All(stretch.Rows.Marks, mark => RequireRows(stretch.From, mark));
            }
        }

        // Between places where records start, by the parser that reads the cells.
        private void RequireRows(long from, RowMark mark)
        {
            var plan = new ReadPlan(_reader, []);
            var rows = new ParsedRows(plan);
            ReadOnlyMemory<byte> records = _text.AsMemory((int)from, (int)(mark.Offset - from));
            new SegmentParser(plan, _options, _layout).Parse(records, rows);

            // Faults are left to whoever reads the cells.
            if (rows.Fault is null)
            {
                Assert.Equal((rows.RowCount, rows.LineCount), (mark.Row, mark.Line));
            }

            Assert.Equal(LineCounter.Count(records.Span), mark.Line);
        }
    }
}
