using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Files whose bytes are no text: damaged, binary, or in another encoding.</summary>
public class CsvBytesErrorTests
{
    private static byte[] TwoHundredRows =>
        Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{i},{i * i}\n")));

    [Fact]
    public void ReadTable_InvalidUtf8_NamesTheLine()
    {
        byte[] bytes = [.. "a,b\n1,x\n2,M"u8, 0xfc, .. "ller\n3,é\n"u8];

        DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(bytes, blockBytes: 4)));

        Assert.Equal("data.csv, line 3: the text is not valid UTF-8", error.Message);
        Assert.Equal(
            "use CsvOptions.Encoding = \"windows-1252\" if it is Western European, or the name of another encoding, such as shift_jis, gb18030 "
                + "or koi8-r; or save the file as UTF-8",
            error.Hint);
    }

    [Fact]
    public void ReadHeader_InvalidUtf8_NamesTheLine()
    {
        byte[] bytes = [(byte)'M', 0xfc, .. "ller,b\n1,é\n"u8];

        Assert.Equal(
            "data.csv, line 1: the text is not valid UTF-8",
            Assert.Throws<DataException>(() => CsvText.Source(bytes).ReadHeader()).Message);
    }

    [Fact]
    public void ReadTable_NotInTheEncodingOfTheOption_NamesIt()
    {
        DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(
            CsvText.Source([.. "a,b\n1,M"u8, 0xf6, .. "\n"u8], new CsvOptions { Encoding = "us-ascii" })));
        Assert.Equal("data.csv: the text is not valid US-ASCII", error.Message);
        Assert.Equal("save the file as UTF-8, or name its encoding by CsvOptions.Encoding", error.Hint?.ToString());
    }

    [Fact]
    public void ReadTable_InvalidUtf16_IsAnError()
    {
        byte[] bytes = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("a,b\n1,"), 0x00, 0xd8, .. Encoding.Unicode.GetBytes("\n")];

        Assert.Equal(
            "data.csv: the text is not valid UTF-16",
            Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(bytes))).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadHeader_Utf16WithoutMark_IsRecognised(bool bigEndian)
    {
        byte[] bytes = new UnicodeEncoding(bigEndian, false).GetBytes("age,sex\n1,male\n");

        CsvSource source = CsvText.Source(bytes);

        Assert.Equal(["age", "sex"], source.ReadHeader().Names);
        ReadNote note = Assert.Single(CsvText.ReadAll(source).Origin!.Notes);
        Assert.Equal("the text is read as UTF-16, although it has no byte order mark", ReadNoteText.Message(note));
        Assert.Equal(
            $"CsvOptions.Encoding = \"utf-16{(bigEndian ? "be" : "le")}\" confirms this",
            ReadNoteText.Hint(note, source.Description).ToString());
    }

    [Theory]
    [InlineData("возраст,пол\n1,ж\n22,м\n")]
    [InlineData("年龄,性别\n1,女\n22,男\n")]
    public void ReadHeader_Utf16OfAnotherAlphabet_IsRecognised(string text)
    {
        CsvSource source = CsvText.Source(Encoding.Unicode.GetBytes(text));

        Assert.Equal(text.Split('\n')[0].Split(','), source.ReadHeader().Names);
    }

    [Fact]
    public void ReadHeader_BinaryFiles_AreNamed()
    {
        static string Message(byte[] bytes) => Assert.Throws<DataException>(() => CsvText.Source(bytes).ReadHeader()).Message;

        Assert.Equal("data.csv: this is a ZIP archive, not a CSV file", Message([.. "PK\u0003\u0004"u8, 0, 0, 1]));
        Assert.Equal("data.csv: this is an Apache Parquet file, not a CSV file", Message([.. "PAR1"u8, 0, 0, 1]));
        Assert.Equal("data.csv, line 2: this is not a text file: it contains a zero byte", Message([.. "a,b\n1,"u8, 0, .. "\n12345"u8]));
    }

    [Fact]
    public void ReadTable_ZeroByteLater_NamesTheLine()
    {
        byte[] bytes = [.. "a,b\n1,2\n3,"u8, 0, .. "\n"u8];

        Assert.Equal(
            "data.csv, line 3: this is not a text file: it contains a zero byte",
            Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(bytes, sampleBytes: 4))).Message);
    }

    [Fact]
    public void ReadTable_GzipCutOffAnywhere_IsAnError()
    {
        byte[] whole = CsvText.Gzip(TwoHundredRows);
        for (int length = 2; length < whole.Length; length++)
        {
            DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(whole[..length])));
            Assert.Equal("data.csv: the gzip data are damaged or cut off", error.Message);
        }

        Assert.Equal(200, CsvText.ReadAll(CsvText.Source(whole)).RowCount);
    }

    // What comes out before the damage is found may be anything: no fault in it is one of the file.
    [Fact]
    public void ReadTable_GzipThatIsDamagedBehindAFaultyLine_IsDamaged()
    {
        string rows = string.Concat(Enumerable.Range(0, 50_000).Select(row => $"{row * 7919 % 10007},{row % 2}\n"));
        byte[] early = CsvText.Gzip(Encoding.UTF8.GetBytes("a,b\n1,2,3\n" + rows));
        byte[] late = CsvText.Gzip(Encoding.UTF8.GetBytes("a,b\n" + rows + "1,2,3\n" + rows));
        foreach (byte[] bytes in new[] { early, late })
        {
            Assert.Contains(
                "cells as in the",
                Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(bytes))).Message,
                StringComparison.Ordinal);
            foreach (DataException error in new[] { bytes[..^2000], [.. bytes[..^4], 1, 2, 3, 4] }.Select(
                damaged => Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(damaged)))))
            {
                Assert.Equal("data.csv: the gzip data are damaged or cut off", error.Message);
                Assert.Equal("copy or compress the file again", error.Hint?.ToString());
            }
        }
    }

    [Fact]
    public void ReadTable_DamagedGzip_IsAnError()
    {
        byte[] bytes = CsvText.Gzip(TwoHundredRows);
        bytes[^6] ^= 1;

        Assert.Equal(
            "data.csv: the gzip data are damaged or cut off",
            Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(bytes))).Message);
    }
}
