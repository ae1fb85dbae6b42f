using LogReg.Data;

namespace LogReg.Tests.Data;

public class LevelOrderTests
{
    [Theory]
    [InlineData("<25|25-34|35-44|45-54|55-64|65+")]
    [InlineData("5-14|15-24|25-34|45-54")]
    [InlineData("<18|18-24|65-74|65+")]
    [InlineData("25-34|55-64|>64")]
    [InlineData("Discount 2%|Discount 5%|Discount 10%")]
    [InlineData("no discount|discount 2%|discount 10%", "discount 2%|discount 10%|no discount")]
    [InlineData("Under 5 years|5 to 9 years|10 to 14 years|85 years and over")]
    [InlineData("less than $25,000|$25,000-$49,999|$50,000-$99,999|$100,000 or more")]
    [InlineData("<0|0<=X<200|>=200|no checking")]
    [InlineData("≤5|5|5-9|≥10")]
    [InlineData("<=50K|>50K")]
    [InlineData("<30|>30|NO")]
    [InlineData("[0, 10]|(10, 20]|(20, 100]")]
    [InlineData("-10 to -5|-5 to 0|0 to 5")]
    [InlineData("0.25 mg|0.5 mg|1 mg|2.5 mg|10 mg")]
    [InlineData("1.2.3|1.9.1|1.10.0")]
    [InlineData("01.02.2020|02.01.2020|10.01.2020")]
    [InlineData("A9|A10|A10b|B1")]
    [InlineData("A1|A01|a1", "A01|A1|a1")]
    [InlineData("x9999999999999999999999999999998|x9999999999999999999999999999999|x10000000000000000000000000000000")]
    public void Sort_LevelsWithNumbers_AreInTheOrderOfTheirValues(string levels, string? sorted = null) =>
        Assert.Equal((sorted ?? levels).Split('|'), Sorted([.. levels.Split('|').Reverse()]));

    [Fact]
    public void Sort_PlainWords_AreInOrdinalOrder()
    {
        string[] words =
        [
            "Yes",
            "no",
            "yes",
            "No",
            "(missing)",
            "+",
            "<unknown>",
            "größer",
            "Ä",
            "",
            "A-",
            "A+",
            "C++",
            "under",
            "-",
            "ılk",
            "\ud83d\ude00",
            "\uffff",
            "z z",
            "z-z",
            "z",
        ];

        Assert.Equal(words.Order(StringComparer.Ordinal), Sorted(words));
    }

    [Fact]
    public void Sort_NumbersAlone_AreInTheOrderOfTheirValues() =>
        Assert.Equal(["-1.5", "-1", "0", "1", "1.0", "1e1", "11"], Sorted(["11", "1e1", "1.0", "1", "0", "-1", "-1.5"]));

    [Fact]
    public void Compare_RandomTexts_IsATotalOrder()
    {
        string[] pieces =
        [
            "0",
            "00",
            "1",
            "9",
            "10",
            ".",
            ",",
            "000",
            "-",
            "−",
            "+",
            "<",
            ">",
            "≤",
            "under ",
            "at least ",
            " or more",
            "(",
            "$",
            "a",
            "A",
            "/",
            ":",
            "\0",
            "\uffff",
            "\ud800",
            " ",
        ];
        var random = new Random(18);
        string[] texts =
        [
            .. Enumerable.Range(0, 300).Select(
                _ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]))),
        ];
        int[][] signs = [.. texts.Select(left => texts.Select(right => Math.Sign(LevelOrder.Compare(left, right))).ToArray())];

        for (int left = 0; left < texts.Length; left++)
        {
            for (int right = 0; right < texts.Length; right++)
            {
                Assert.True(signs[left][right] == -signs[right][left], $"'{texts[left]}', '{texts[right]}'");
                Assert.True(signs[left][right] != 0 || texts[left] == texts[right], $"'{texts[left]}', '{texts[right]}'");
                for (int third = 0; signs[left][right] < 0 && third < texts.Length; third++)
                {
                    Assert.False(
                        signs[right][third] < 0 && signs[left][third] >= 0, $"'{texts[left]}', '{texts[right]}', '{texts[third]}'");
                }
            }
        }
    }

    [Fact]
    public void Compare_NumberOfManyDigits_IsByValue()
    {
        string large = "x" + new string('9', 70_000);

        Assert.True(LevelOrder.Compare(large, "x1" + new string('0', 70_000)) < 0);
        Assert.True(LevelOrder.Compare(large, "x" + new string('0', 70_001) + "8") > 0);
        Assert.True(LevelOrder.Compare("-" + large[1..] + "y", "-5y") < 0);
    }

    [Theory]
    [InlineData("class2", "class10", "class10")]
    [InlineData("<=50K", ">50K", ">50K")]
    [InlineData("65+", "<65", "65+")]
    [InlineData("Yes", "no", "Yes")]
    [InlineData("Group 10", "group 9", "Group 10")]
    [InlineData("10", "9", "10")]
    public void Fit_TwoClasses_PositiveIsTheLastInOrder(string one, string other, string positive)
    {
        Table table =
            new TableBuilder().AddNumeric("x", [1, 2, 3, 1, 2, 3]).AddCategorical("y", [one, other, one, other, other, one]).Build();

        Assert.Equal(positive, new LogisticRegression { Target = "y" }.Fit(table).Model.Target.Positive);
    }

    private static IReadOnlyList<string> Sorted(string[] levels) => [.. LevelOrder.Sort(LevelTable.Of(levels), out _)];
}
