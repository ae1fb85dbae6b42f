// How long does CsvHelper alone need to take a CSV of numbers apart and read them, on all cores? Pieces of a megabyte, cut at line ends;
// nothing is kept.
//   csvhelper-only FILE.csv
using System.Globalization;
using CsvHelper;
using Microsoft.Win32.SafeHandles;

const int PieceBytes = 1 << 20;
using SafeFileHandle file = File.OpenHandle(args[0]);
long length = RandomAccess.GetLength(file);
long pieces = (length + PieceBytes - 1) / PieceBytes;
long rows = 0;
double sum = 0;
object total = new();
Parallel.For(
    0L,
    pieces,
    () => new Piece(new byte[2 * PieceBytes], 0, 0),
    (piece, _, state) =>
    {
        // From the line that starts after the first byte's to the line that the last byte is in.
        long from = Math.Max(0, (piece * PieceBytes) - 1);
        int read = RandomAccess.Read(file, state.Buffer, from);
        int start = piece == 0 ? 0 : state.Buffer.AsSpan(0, read).IndexOf((byte)'\n') + 1;
        int limit = (int)Math.Min(read, ((piece + 1) * PieceBytes) - 1 - from);
        int end = piece == pieces - 1 ? read : limit + state.Buffer.AsSpan(limit, read - limit).IndexOf((byte)'\n') + 1;
        using CsvReader reader = CsvReader.Create(state.Buffer.AsMemory(start, end - start), new CsvReaderOptions { HasHeader = false });
        double own = 0;
        long count = 0;
        while (reader.Read())
        {
            count++;
            for (int field = 0; field < reader.FieldCount; field++)
            {
                own += double.TryParse(reader.GetSpan(field), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                    ? value
                    : 0;
            }
        }

        return state with { Rows = state.Rows + count, Sum = state.Sum + own };
    },
    state =>
    {
        lock (total)
        {
            rows += state.Rows;
            sum += state.Sum;
        }
    });
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rows {rows} sum {sum:F3}"));

internal sealed record Piece(byte[] Buffer, long Rows, double Sum);
