using System.Text;
using LogReg.Data;

namespace LogReg.Fuzz;

/// <summary>Counts the rows of a CSV file with the plainest code there is, to compare with.</summary>
internal static class CsvRows
{
    /// <summary>The number of data rows, or <see langword="null"/> where the text is not plain UTF-8 or the header cannot be
    /// read.</summary>
    public static long? Count(byte[] content, string path, string[] reading)
    {
        try
        {
            string text = new UTF8Encoding(false, true).GetString(content);
            bool hasHeader = !reading.Contains("--no-header");
            char? delimiter = reading is ["--delimiter", var given] ? given[0] : null;
            using var source = CsvSource.FromFile(path, new CsvOptions { HasHeader = hasHeader, Delimiter = delimiter });
            char used = source.ReadHeader().Delimiter;
            return text.StartsWith("sep=", StringComparison.Ordinal) || text.Contains('\uFEFF', StringComparison.Ordinal)
                ? null
                : CountRecords(text, used) - (hasHeader ? 1 : 0);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or DataException)
        {
            return null;
        }
    }

    public static long CountRecords(string text, char delimiter)
    {
        long records = 0;
        bool isQuoted = false;
        bool atStart = true;
        bool isBlank = true;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (isQuoted)
            {
                if (character == '"')
                {
                    isQuoted = i + 1 < text.Length && text[i + 1] == '"';
                    i += isQuoted ? 1 : 0;
                }
            }
            else if (character is '\n' or '\r')
            {
                records += isBlank ? 0 : 1;
                isBlank = atStart = true;
            }
            else if (character == delimiter)
            {
                atStart = true;
                isBlank = false;
            }
            else if (character is not (' ' or '\t'))
            {
                isQuoted = character == '"' && atStart;
                atStart = isBlank = false;
            }
        }

        return records + (isBlank && !isQuoted ? 0 : 1);
    }
}
