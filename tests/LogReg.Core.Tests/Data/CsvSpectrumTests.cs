using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>The kinds of files that csv-spectrum lists as the ones that CSV readers get wrong.</summary>
public class CsvSpectrumTests
{
    public static TheoryData<string, string[], string[][]> Files => new()
    {
        {
            "first,last,address,city,zip\nAda,Byron,12 Low Rd.,\"Newtown, PA\",01234",
            ["first", "last", "address", "city", "zip"],
            [["Ada", "Byron", "12 Low Rd.", "Newtown, PA", "01234"]]
        },
        { "a,b,c\n1,\"\",\"\"\n2,3,4", ["a", "b", "c"], [["1", "", ""], ["2", "3", "4"]] },
        { "a,b,c\r\n1,\"\",\"\"\r\n2,3,4", ["a", "b", "c"], [["1", "", ""], ["2", "3", "4"]] },
        { "a,b\n1,\"ho \"\"ho\"\" ho\"\n3,4\n", ["a", "b"], [["1", "ho \"ho\" ho"], ["3", "4"]] },
        {
            "key,val\n1,\"{\"\"type\"\": \"\"Line\"\", \"\"at\"\": [7.0, 0.5]}\"\n",
            ["key", "val"],
            [["1", "{\"type\": \"Line\", \"at\": [7.0, 0.5]}"]]
        },
        { "a,b,c\n1,2,3\n\"Long \nago\",5,6\n7,8,9\n", ["a", "b", "c"], [["1", "2", "3"], ["Long \nago", "5", "6"], ["7", "8", "9"]] },
        {
            "a,b,c\r\n1,2,3\r\n\"Long \r\nago\",5,6\r\n7,8,9\r\n",
            ["a", "b", "c"],
            [["1", "2", "3"], ["Long \r\nago", "5", "6"], ["7", "8", "9"]]
        },
        { "a,b\n1,\"ho \n\"\"ho\"\" \nho\"\n3,4\n", ["a", "b"], [["1", "ho \n\"ho\" \nho"], ["3", "4"]] },
        { "a,b,c\n1,2,3\n", ["a", "b", "c"], [["1", "2", "3"]] },
        { "a,b,c\r\n1,2,3\r\n", ["a", "b", "c"], [["1", "2", "3"]] },
        { "a,b,c\n1,2,3\n4,5,ʤ", ["a", "b", "c"], [["1", "2", "3"], ["4", "5", "ʤ"]] },
        { "region,name\nnord,a\nsüd,b", ["region", "name"], [["nord", "a"], ["süd", "b"]] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Cells_AreThoseOfTheFile(string text, string[] names, string[][] cells)
    {
        foreach (int blockBytes in new[] { 1, 5, 1 << 16 })
        {
            CsvSource source = CsvText.Source(text, new CsvOptions { Threads = 2 }, blockBytes);
            Assert.Equal(names, source.ReadColumnNames());
            Assert.Equal(cells, CsvText.Cells(source));
        }
    }
}
