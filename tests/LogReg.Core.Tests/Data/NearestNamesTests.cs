using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Tests.Data;

public class NearestNamesTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("age", "AGE", 0)]
    [InlineData("age", "", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("survived", "surived", 1)]
    [InlineData("ca", "abc", 3)]
    public void Distance_TwoNames_CountsEdits(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestNames.Distance(left, right));
        Assert.Equal(expected, NearestNames.Distance(right, left));
    }

    [Fact]
    public void Find_SimilarNames_NearestFirst() =>
        Assert.Equal(["weight", "height"], NearestNames.Find("wight", ["height", "age", "weight"]));

    [Fact]
    public void Find_NothingSimilar_IsEmpty() => Assert.Empty(NearestNames.Find("income", ["age", "sex"]));

    [Theory]
    [InlineData("x", "y")]
    [InlineData("x", "x1")]
    [InlineData("id", "is")]
    public void Find_ShortName_IsNoOther(string name, string candidate) => Assert.Empty(NearestNames.Find(name, [candidate]));

    [Theory]
    [InlineData("id", "ID")]
    [InlineData("x", "X")]
    [InlineData("vc", "cv")]
    [InlineData("se", "sex")]
    public void Find_ShortName_OfTheSameLetters_IsMeant(string name, string candidate) =>
        Assert.Equal([candidate], NearestNames.Find(name, ["is", "y", candidate]));

    [Fact]
    public void Find_MillionsOfCharacters_TakesNoTime()
    {
        string name = new('x', 1_000_000);
        Assert.Empty(NearestNames.Find(name, [name + "y", "x"]));
        Assert.Equal([name.ToUpperInvariant()], NearestNames.Find(name, [name.ToUpperInvariant()]));
    }

    [Fact]
    public void Hint_NothingSimilar_ListsTheNames()
    {
        Assert.Equal("there are 'age', 'sex'", NameHint.Of("income", ["age", "sex"]));
        Assert.Equal(
            "there are 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', …",
            NameHint.Of("income", [.. Enumerable.Range(1, 9).Select(i => "a" + i)]));
        Assert.Null(NameHint.Of("income", []));
    }
}
