namespace LogReg.Data;

/// <summary>Finds the line of a row by reading the file once more; too slow for anything but an error message.</summary>
internal static class LineFinder
{
    public static long Find(CsvSource source, long row, CancellationToken cancellationToken)
    {
        ReadPlan plan = ReadPlan.Create(source, []);
        using var reader = new SegmentReader(source.Open(), (byte)plan.Layout.Header.Delimiter, source.Tuning);
        reader.Skip(plan.Layout.DataOffset);
        var segment = new Segment();
        var parser = new SegmentParser(plan);
        var rows = new ParsedRows(plan);
        long firstRow = 0;
        long line = plan.Layout.DataLine;
        while (reader.TryRead(segment) && segment.Fault is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int offset = parser.FindRow(segment.Buffer.AsMemory(0, segment.Length), rows, row - firstRow);
            if (offset >= 0)
            {
                return line + LineCounter.Count(segment.Bytes[..offset]);
            }

            firstRow += rows.RowCount;
            line += rows.LineCount;
        }

        throw new ArgumentOutOfRangeException(nameof(row), row, $"the file has {firstRow} rows");
    }
}
