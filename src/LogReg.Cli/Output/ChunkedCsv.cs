using CsvHelper;

namespace LogReg.Cli.Output;

/// <summary>Writes chunks of rows as CSV as they come: UTF-8, commas, a line feed after each row.</summary>
internal static class ChunkedCsv
{
    private const int BufferSize = 1 << 18;

    /// <summary>Writes a header and the rows of the chunks, and tells of each chunk before it is gone.</summary>
    public static void Write<TChunk>(
        Stream stream, string[] header, IEnumerable<TChunk> chunks, Action<CsvWriter, TChunk> writeRows, Action<TChunk> observe)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n", BufferSize = BufferSize }, leaveOpen: true);
        bool isStarted = false;
        foreach (TChunk chunk in chunks)
        {
            // Not before the first chunk: an input that is wrong from the start leaves nothing behind, not even a header.
            WriteHeader();
            writeRows(csv, chunk);
            observe(chunk);

            // Whoever wrote the rows may wait for the answer; a chunk of a file is so long that this costs nothing.
            csv.Flush();
            stream.Flush();
        }

        WriteHeader();
        csv.Flush();
        stream.Flush();

        void WriteHeader()
        {
            if (!isStarted)
            {
                csv.WriteHeader(header);
                isStarted = true;
            }
        }
    }
}
