using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class LevelTableTests
{
    [Fact]
    public void Of_Levels_KeepTheirOrder()
    {
        LevelTable table = LevelTable.Of(["no", "yes", "", "größer als acht Bytes"]);

        Assert.Equal(4, table.Count);
        Assert.Equal(["no", "yes", "", "größer als acht Bytes"], table);
        Assert.Equal("yes"u8, table.Utf8(1));
        Assert.True(table.TryGetCode("größer als acht Bytes", out int code));
        Assert.Equal(3, code);
        Assert.True(table.TryGetCode(""u8, out code));
        Assert.Equal(2, code);
        Assert.False(table.TryGetCode("No", out code));
        Assert.Equal(-1, code);
    }

    [Fact]
    public void Of_LevelTwice_IsRefused() => Assert.StartsWith(
        "the level 'a' occurs twice",
        Assert.Throws<ArgumentException>(() => LevelTable.Of(["a", "b", "a"])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Indexer_CodeOutside_Throws()
    {
        LevelTable table = LevelTable.Of(["a"]);

        Assert.Throws<ArgumentOutOfRangeException>(() => table[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[CategoricalColumn.Missing]);
    }

    [Fact]
    public void GetOrAdd_TextsOfEveryLength_AreToldApart()
    {
        var table = new LevelTable();
        var texts = new List<string>();
        for (int length = 0; length < 40; length++)
        {
            texts.Add(new string('a', length));
            for (int position = 0; position < length; position++)
            {
                texts.Add(new string('a', position) + "b" + new string('a', length - position - 1));
            }
        }

        foreach (string text in texts)
        {
            Assert.Equal(table.Count, table.GetOrAdd(Encoding.UTF8.GetBytes(text)));
        }

        Assert.Equal(texts, table);
        for (int code = 0; code < texts.Count; code++)
        {
            Assert.Equal(code, table.GetOrAdd(Encoding.UTF8.GetBytes(texts[code])));
        }
    }

    [Fact]
    public void TryGetCode_Utf8_DoesNotAllocate()
    {
        LevelTable table = LevelTable.Of(["red", "green", "blue"]);
        Assert.Equal(0, AllocatedBytes.Of(LookUp));

        void LookUp()
        {
            for (int i = 0; i < 1000; i++)
            {
                table.TryGetCode("blue"u8, out _);
            }
        }
    }

    [Theory]
    [InlineData(new[] { "10", "9", "1e1", "-3" }, new[] { "-3", "9", "10", "1e1" })]
    [InlineData(new[] { "10", "9", "x" }, new[] { "9", "10", "x" })]
    [InlineData(new[] { "b", "B", "a", "é", "Z" }, new[] { "B", "Z", "a", "b", "é" })]
    [InlineData(new[] { "10", "inf", "9" }, new[] { "9", "10", "inf" })]
    [InlineData(new string[0], new string[0])]
    public void Sort_Levels_NumbersByValueWordsByOrdinal(string[] levels, string[] expected)
    {
        LevelTable sorted = LevelOrder.Sort(LevelTable.Of(levels), out int[] newCodes);

        Assert.Equal(expected, sorted);
        int[] codes = [.. Enumerable.Range(0, levels.Length), CategoricalColumn.Missing, CategoricalColumn.Unseen];
        LevelOrder.Recode(codes, newCodes);
        Assert.Equal(levels, codes[..levels.Length].Select(code => sorted[code]));
        Assert.Equal([CategoricalColumn.Missing, CategoricalColumn.Unseen], codes[levels.Length..]);
    }
}
