using System.Text;
using System.Text.RegularExpressions;

namespace LogReg.Export.Tests;

/// <summary>The calculator is one page with the exported JavaScript in it.</summary>
public sealed partial class CalculatorTests
{
    [Theory]
    [MemberData(nameof(CodeExportTests.Kinds), MemberType = typeof(CodeExportTests))]
    public void Html_OfEveryKindOfTerm_HasTheExportedScript(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        string[] scripts = Scripts(Export(model, ExportKind.Html));
        Assert.Equal(2, scripts.Length);
        string script = Export(model, ExportKind.JavaScript);
        bool hasInterval = scripts[0].Contains("api.interval = interval;", StringComparison.Ordinal);
        Assert.Equal(hasInterval, script.Length != scripts[0].Length);
        Assert.True(hasInterval || script == scripts[0]);
        Assert.False(hasInterval && isPenalised);
        Assert.Equal(model.Features.Count, Regex.Count(scripts[1], "    { name: "));
    }

    [Fact]
    public void Html_OfALevelThatEndsAScript_KeepsItWithin()
    {
        string rows = "y,x\n" + string.Concat(Enumerable.Range(0, 60).Select(
            row => $"{row % 2},{(row % 3 == 0 ? "</script><script>alert(1)" : "<!--<b>")}\n"));
        string page = Export(new LogisticRegression { Target = "y" }.Fit(ExportedModels.Source(rows)).Model, ExportKind.Html);
        Assert.Equal(2, Scripts(page).Length);
        Assert.DoesNotContain("</script><script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--<b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_AsksNothingElsewhere()
    {
        string page = Export(ExportedModels.Fit("main effects", false), ExportKind.Html);
        Assert.DoesNotMatch("https?://|src=|href=|@import|url\\(|fetch\\(|@[a-z]+@", page);
    }

    private static string[] Scripts(string page) =>
        [.. ScriptPattern().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex ScriptPattern();

    private static string Export(LogisticModel model, ExportKind kind)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, kind, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
