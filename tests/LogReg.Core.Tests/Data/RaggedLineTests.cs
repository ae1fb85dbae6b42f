using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A line with too many or too few cells is named, whatever stands above the header.</summary>
public class RaggedLineTests
{
    private const int Damaged = 20;

    public static TheoryData<string, char> Above =>
        new MatrixTheoryData<string, char>(
            ["", "Kunden 2024\n", "Kunden 2024\n\n", "Kunden 2024\nerstellt von uns allen\n", "# Kunden\n"], [',', ';', '\t', ' ']);

    [Theory]
    [MemberData(nameof(Above))]
    public void Read_OneLineWithAnotherNumberOfCells_NamesThatLine(string above, char delimiter)
    {
        int titles = above.Count(character => character == '\n');
        string[] lines = [CleanTable.Header, .. CleanTable.Rows];
        foreach (string damaged in (string[])[lines[Damaged] + ",9", lines[Damaged][..lines[Damaged].LastIndexOf(',')]])
        {
            string[] table = [.. lines.Select((line, place) => (place == Damaged ? damaged : line).Replace(',', delimiter))];

            DataException error = CsvText.Error(above + CleanTable.Lines(table));

            Assert.StartsWith(
                $"data.csv, line {titles + Damaged + 1}: expected 3 cells as in the {(titles == 0 ? "first line" : "header")}, but found "
                    + damaged.Split(',').Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                error.Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Read_TheFirstOrALaterRowBelowATitle_IsNamed(int damaged)
    {
        string[] lines = [CleanTable.Header, .. CleanTable.Rows];
        lines[damaged] += ",9";

        Assert.Equal(damaged + 2, CsvText.Error("Kunden 2024\n" + CleanTable.Lines(lines)).Line);
    }

    // Nothing but a guess says that the second line has the names here.
    [Theory]
    [InlineData("note\nhello, world\nfine\nall is well\nnothing\n")]
    [InlineData("Report\nRegion,North\nYear,2024\nx,g,y\n1,a,yes\n2,b,no\n3,a,no\n4,b,yes\n")]
    public void Read_LinesThatFitNoHeader_AreNoTitles(string text) => Assert.DoesNotContain(
        "in the header", CsvText.Error(text).Message, StringComparison.Ordinal);
}
