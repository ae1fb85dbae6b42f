namespace LogReg.Tests.Data;

/// <summary>Decimal commas below titles: the header says which character separates cells.</summary>
public class TitleDelimiterTests
{
    private static readonly string Table = CleanTable.Text.Replace(',', ';').Replace('.', ',');

    public static TheoryData<string> Above =>
        ["Kundenliste\n", "Kundenliste\n\n", "# Stand 2024\n", "Kunden, alle\n", "Bericht;2024;\n", "sep=;\n\"Kundenliste, alle\"\n"];

    [Theory]
    [MemberData(nameof(Above))]
    public void Fit_DecimalCommasBelowATitle_HasTheSameNumbers(string title)
    {
        foreach (char delimiter in title.Contains(';') ? ";" : ";\t|")
        {
            LogisticFit fit = CleanTable.AssertSame(CleanTable.Fit(title + Table.Replace(';', delimiter)));

            Assert.Contains(
                title.Count(character => character == '\n') == 1 ? "the header is on line 2" : "the header is on line 3",
                CleanTable.Warning(fit),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fit_DecimalCommasBelowATitleAndAQuotedHeader_HasTheSameNumbers() =>
        CleanTable.AssertSame(CleanTable.Fit("\"Liste\"\n" + Table.Replace("age;region;bought", "\"age\";\"region\";\"bought\"")));

    [Theory]
    [InlineData("---,------,------", ',')]
    [InlineData("----------- ------ ------", ' ')]
    public void Fit_DashesBelowTheHeader_AreLeftOut(string dashes, char delimiter)
    {
        string text = CleanTable.Text.Replace(',', delimiter).Replace("bought\n", $"bought\n{dashes}\n");

        LogisticFit fit = CleanTable.AssertSame(CleanTable.Fit(text));

        Assert.Contains(fit.Warnings, warning => warning.Message == "line 2 is drawn below the header and is left out");
    }
}
