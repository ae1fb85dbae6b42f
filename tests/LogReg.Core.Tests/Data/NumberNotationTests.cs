using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Numbers as people write them.</summary>
public sealed class NumberNotationTests
{
    [Theory]
    [InlineData("$1,000|$2.50|-$3|$-4|($5)", 1000.0, 2.5, -3.0, -4.0, -5.0)]
    [InlineData("10.65%|-3%|0%", 10.65, -3.0, 0.0)]
    [InlineData("36 months|60 months|1 month", 36.0, 60.0, 1.0)]
    [InlineData("12 kg|7.5 kg", 12.0, 7.5)]
    [InlineData("12kg|7.5kg", 12.0, 7.5)]
    [InlineData("1,000|(1,200)|7", 1000.0, -1200.0, 7.0)]
    [InlineData("1,000-|+20|7", -1000.0, 20.0, 7.0)]
    [InlineData("1 000|25|1 234 567.5", 1000.0, 25.0, 1234567.5)]
    [InlineData("1\u00a0000|2\u202f500", 1000.0, 2500.0)]
    [InlineData("1'000|2’500.25", 1000.0, 2500.25)]
    [InlineData("0,663|12,5|1.234", 0.663, 12.5, 1234.0)]
    [InlineData("1.234,56 €|7 €", 1234.56, 7.0)]
    [InlineData("\u2212$5|$6", -5.0, 6.0)]
    [InlineData("R$ 5,50|R$ 1.000,00", 5.5, 1000.0)]
    [InlineData("CHF 1'000.50|CHF 5", 1000.5, 5.0)]
    [InlineData("100 kr|2 500 kr", 100.0, 2500.0)]
    [InlineData("USD 5|USD 1,000", 5.0, 1000.0)]
    [InlineData("1,5E+03|2,5", 1500.0, 2.5)]
    public void Find_OneNotation_ReadsEveryCell(string cells, params double[] expected)
    {
        NumberNotation notation = Notation(cells)!;
        Assert.Equal(expected, cells.Split('|').Select(cell => Read(notation, cell)));
    }

    [Theory]
    [InlineData("5 kg|5 lb")]
    [InlineData("$5|€5")]
    [InlineData("$5|5")]
    [InlineData("10+ years|3 years")]
    [InlineData("< 1 year|3 years")]
    [InlineData("12:30|13:45")]
    [InlineData("1/2|3/4")]
    [InlineData("1.2.3|1.10.0")]
    [InlineData("20-29|30-39")]
    [InlineData("192.168.0.1|10.0.0.1")]
    [InlineData("192.168.100.200|192.168.100.201")]
    [InlineData("0012|0013")]
    [InlineData("$0012|$0013")]
    [InlineData("2024-01-31|2024-02-01")]
    [InlineData("31.01.2024|01.02.2024")]
    [InlineData("12 May|13 May")]
    [InlineData("5 PM|6 PM")]
    [InlineData("1st|2st")]
    [InlineData("A17|A18")]
    [InlineData("17A|18A")]
    [InlineData("555 123 456|555 123 457")]
    [InlineData("+49 170 123 456|+49 30 123 456")]
    [InlineData("123-45-6789|123-45-6780")]
    [InlineData("1,000|1 000")]
    [InlineData("12,34,567|1,234,567")]
    [InlineData("(5)|(6)")]
    [InlineData("1234 5678|1234 5679")]
    [InlineData("#5|#6")]
    [InlineData("$5 million|$6 million")]
    [InlineData("1,5,7|2,5,7")]
    [InlineData("inf %|5 %")]
    [InlineData("0x1F|0x2F")]
    public void Find_NoNumbersOfOneNotation_IsNone(string cells) => Assert.Null(Notation(cells));

    [Theory]
    [InlineData("1,234|5,678", true)]
    [InlineData("$1,234|$5,678", true)]
    [InlineData("1,234|5,67", false)]
    [InlineData("0,663|1,234", false)]
    [InlineData("1,234,567|1,234", false)]
    [InlineData("1,234.5|1,234", false)]
    public void Find_CellsThatFitBothReadings_IsAmbiguous(string cells, bool isAmbiguous) =>
        Assert.Equal(isAmbiguous, NotationDetector.Find(LevelTable.Of(cells.Split('|'))).IsAmbiguous);

    // Whatever number and notation: written and read again it is the same.
    [Fact]
    public void TryRead_ANumberWrittenInANotation_IsTheNumber()
    {
        var random = new Random(11);
        string[] prefixes = ["", "", "$", "€", "R$", "CHF ", "kr ", "USD "];
        string[] suffixes = ["", "%", " %", " kg", "kg", " months", " €", "°C"];
        char?[] separators = [null, ',', '.', '\'', ' '];
        for (int trial = 0; trial < 3000; trial++)
        {
            char point = random.Next(2) == 0 ? '.' : ',';
            char? separator = separators[random.Next(separators.Length)];
            separator = separator == point ? null : separator;
            string prefix = prefixes[random.Next(prefixes.Length)];
            string suffix = prefix.Length > 0 ? "" : suffixes[random.Next(suffixes.Length)];
            var notation = new NumberNotation
            {
                DecimalSeparator = point,
                ThousandsSeparator = separator,
                Prefix = prefix.Trim(),
                Suffix = suffix.Trim(),
            };
            double number = Math.Round((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 9)), random.Next(0, 5));
            string text = Write(number, point, separator, prefix, suffix, random);
            Assert.True(notation.TryRead(text, out double read), text);
            Assert.Equal(number, read);
        }
    }

    [Fact]
    public void Find_RandomTexts_NeverReadsAsNumbersWhatIsNone()
    {
        const string Alphabet = "0123456789.,' -+()$€%kg eE:/\u00a0\u2212x";
        var random = new Random(5);
        for (int trial = 0; trial < 20_000; trial++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            NotationFinding finding = NotationDetector.Find(LevelTable.Of([text]));
            foreach (NumberNotation notation in new[] { finding.Point, finding.Comma }.OfType<NumberNotation>())
            {
                Assert.True(notation.TryRead(text, out double value) || NumberText.TryRead(text, out value), text);
                Assert.True(double.IsFinite(value), text);
                Assert.False(text.Contains(':') || Regex.IsMatch(text, "[0-9] *[^0-9.,' eE\u00a0-]+ *[0-9]"), text);
                string digits = string.Concat(text.Where(char.IsAsciiDigit));
                Assert.True(text.Contains('e') || text.Contains('E') || digits.TrimStart('0').Length >= Whole(value).Length, text);
            }
        }
    }

    private static string Whole(double value) =>
        Math.Floor(Math.Abs(value)) is 0 ? "" : Math.Floor(Math.Abs(value)).ToString("F0", CultureInfo.InvariantCulture);

    private static double Read(NumberNotation notation, string cell) =>
        notation.TryRead(cell, out double value) ? value : throw new InvalidOperationException(cell);

    private static NumberNotation? Notation(string cells)
    {
        NotationFinding finding = NotationDetector.Find(LevelTable.Of(cells.Split('|')));
        return finding.IsDressed ? finding.Point ?? finding.Comma : null;
    }

    private static string Write(double number, char point, char? separator, string prefix, string suffix, Random random)
    {
        string plain = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        int end = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = new StringBuilder(end < 0 ? plain : plain[..end]);
        for (int place = whole.Length - 3; separator is not null && place > 0; place -= 3)
        {
            whole.Insert(place, separator.Value);
        }

        string amount = prefix + whole + (end < 0 ? "" : point + plain[(end + 1)..]) + suffix;
        return number >= 0 ? amount : random.Next(3) switch
        {
            0 => $"({amount})",
            1 => "-" + amount,
            _ => "\u2212" + amount,
        };
    }
}
