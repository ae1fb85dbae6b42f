using LogReg.Data;

namespace LogReg.Tests.Data;

public sealed class FileKindTests
{
    [Theory]
    [InlineData("{\"a\": 1, \"b\": 2}\n{\"a\": 3, \"b\": 4}\n", "a file of JSON lines")]
    [InlineData("{\n  \"a\": [1, 2]\n}\n", "a JSON document")]
    [InlineData("[{\"a\":1},{\"a\":2}]", "a JSON array")]
    [InlineData("[[1,2],\n[3,4]]\n", "a JSON array")]
    [InlineData("\n [\n  {\n \"a\": 1 } ]", "a JSON array")]
    [InlineData("{\n  \"format\": \"logreg\",\n  \"formatVersion\": 1 }", "a logreg model")]
    [InlineData("% weka\n%\n@RELATION iris\n@ATTRIBUTE a NUMERIC\n@DATA\n1\n", "an ARFF file (Weka)")]
    [InlineData("<!DOCTYPE html>\n<html><body>404</body></html>", "an HTML page")]
    [InlineData("\n<html lang=en><table><tr><td>1</td></tr></table></html>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?>\n<rows><row a=\"1\"/></rows>", "an XML document")]
    [InlineData("<rows><row>1</row></rows>", "an XML document")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a Git LFS pointer to the data")]
    [InlineData("1 1:0.5 3:2\n-1 2:0.1\n", "a LIBSVM file (sparse text)")]
    [InlineData("%PDF-1.7\n%\u00e2\n1 0 obj\n", "a PDF document")]
    [InlineData("SQLite format 3\0\u0010\0", "an SQLite database")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0[Content_Types].xml", "an Excel workbook (.xlsx) or another Office file")]
    [InlineData("-- MySQL dump 10.13\n\nCREATE TABLE a (b int);\n", "an SQL dump")]
    [InlineData("<meta charset=utf-8><table><tr><td>x</td></tr></table>", "an HTML page")]
    [InlineData("<style>td { color: red }</style>\n<table><tr><td>x</td></tr></table>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "an Excel workbook in XML")]
    [InlineData("<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table/></Workbook>", "an Excel workbook in XML")]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>",
        "an OpenDocument file in XML")]
    [InlineData("RDA3\nA\n3\n262657\n197888\n5\nUTF-8\n", "an R data file")]
    [InlineData("ASCII SPSS PORT FILE  ASCII SPSS PORT FILE", "a portable SPSS file (.por)")]
    [InlineData("HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!00000", "a SAS transport file (.xpt)")]
    [InlineData("ARROW1\0\0", "an Apache Arrow (Feather) file")]
    [InlineData("BZh91AY&SY", "a bzip2 archive")]
    public void ReadHeader_FileOfAnotherKind_IsNamed(string start, string kind)
    {
        AssertKind(System.Text.Encoding.UTF8.GetBytes(start), kind);
    }

    [Theory]
    [InlineData("7201010002000600", "a Stata file (.dta)")]
    [InlineData("24464C334028232900", "an SPSS file (.zsav)")]
    [InlineData("0378011D06000000410014000000000000000000000000000000000000000000005800", "a dBASE file (.dbf)")]
    [InlineData("5D00008000FFFF", "an lzma archive")]
    [InlineData("1F9D9061", "an archive of compress (.Z)")]
    [InlineData("4F52430011", "an Apache ORC file")]
    [InlineData("800358", "a Python pickle")]
    [InlineData("80047D942E", "a Python pickle")]
    [InlineData("504B0708504B0304", "a part of a split ZIP archive")]
    [InlineData("4D5A900003", "a program")]
    [InlineData("4C0000000114020000000000C000000000000046", "a shortcut of Windows")]
    public void ReadHeader_BytesOfAnotherKind_AreNamed(string start, string kind) => AssertKind(Convert.FromHexString(start), kind);

    private static void AssertKind(byte[] start, string kind)
    {
        foreach (byte[] bytes in (byte[][])[start, CsvText.Gzip(start), [0xEF, 0xBB, 0xBF, .. start]])
        {
            DataException error = Assert.Throws<DataException>(() => CsvText.Source(bytes).ReadHeader());
            Assert.Equal($"data.csv: this is {kind}, not a CSV file", error.Message);
            Assert.NotEmpty(error.Hint!.ToString());
        }
    }

    [Theory]
    [InlineData("{a},b\n1,2\n")]
    [InlineData("[Order ID],b\n1,2\n")]
    [InlineData("<20,b\n1,2\n")]
    [InlineData("<age>,b\n1,2\n")]
    [InlineData("@id,b\n1,2\n")]
    [InlineData("version,b\n1,2\n")]
    public void ReadHeader_StrangeNames_AreCsv(string text) => Assert.Equal(2, CsvText.Source(text).ReadColumnNames().Count);

    [Theory]
    [InlineData("PAR1,PAR2,y\n1,2,0\n")]
    [InlineData("FEA1,FEA2,y\n1,2,0\n")]
    [InlineData("ARROW1,ARROW2,y\n1,2,0\n")]
    [InlineData("BZh,Rar!,GIF8\n1,2,0\n")]
    [InlineData("[0],[1],y\n1,2,0\n")]
    [InlineData("[Order ID],[Total],y\n1,2,0\n")]
    [InlineData("1 1,2,y\n1,2,0\n")]
    [InlineData("ORC,\u00f8,y\n1,2,0\n")]
    [InlineData("MZ,RDA3,y\n1,2,0\n")]
    [InlineData("<p>,<tr>,y\n1,2,0\n")]
    [InlineData("rows,iA,s\n1,2,0\n")]
    public void ReadHeader_NamesThatLookLikeASignature_AreNames(string text) =>
        Assert.Equal(3, CsvText.Source(text).ReadColumnNames().Count);
}
