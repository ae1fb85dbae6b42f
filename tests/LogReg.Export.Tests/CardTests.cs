using System.Runtime.CompilerServices;
using System.Text;
using LogReg.Data;

namespace LogReg.Export.Tests;

/// <summary>Model cards say what is true of the model.</summary>
public sealed class CardTests
{
    [Theory]
    [InlineData("titanic", "survived ~ sex + spline(age, 4) + passengerClass")]
    [InlineData("iris", "species ~ sepal_length + petal_width")]
    public void Card_OfData_IsTheApprovedOne(string data, string formula)
    {
        string card = Card(new LogisticRegression { Formula = formula }.Fit(Data(data)).Model, $"{data}.json");
        string path = Path.Combine(Folder(), $"card-{data}.approved.md");
        if (Environment.GetEnvironmentVariable("LOGREG_APPROVE") == "1")
        {
            File.WriteAllText(path, card);
        }

        Assert.Equal(File.ReadAllText(path), card);
    }

    [Fact]
    public void Card_OfTexts_NeedsNoEquation()
    {
        string rows = "y,t\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row % 2},{(row % 3 == 0 ? "good" : "bad | day")}\n"));
        string card = Card(new LogisticRegression { Formula = "y ~ text(t)", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(ExportedModels.Source(rows)).Model, null);
        Assert.Contains("| `t` | texts |", card, StringComparison.Ordinal);
        Assert.Contains("with a penalty (ridge, λ = 0.1)", card, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(CodeExportTests.Kinds), MemberType = typeof(CodeExportTests))]
    public void Card_OfEveryKindOfTerm_HasTablesWithoutHoles(string kind, bool isPenalised)
    {
        string[] lines = Card(ExportedModels.Fit(kind, isPenalised), "model.json").Split('\n');
        Assert.DoesNotContain(lines, line => line.Contains("NaN", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("||", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("| `(intercept)`", StringComparison.Ordinal));
    }

    [Fact]
    public void Card_OfClassesAndColumnsWithMarks_ShowsThemAsTheyAre()
    {
        string rows = "\"y`1\",\"a|b\"\n"
            + string.Concat(Enumerable.Range(0, 60).Select(row => $"{(row % 3 == 0 ? "*p*" : "<q>")},{row % 7}\n"));
        string card = Card(new LogisticRegression { Target = "y`1" }.Fit(ExportedModels.Source(rows)).Model, "a_b*.json");
        Assert.StartsWith("# Model card: a\\_b\\*.json\n", card, StringComparison.Ordinal);
        Assert.Contains("predicts ``y`1`` from 1 column", card, StringComparison.Ordinal);
        Assert.Contains("| `a\\|b` | numbers, 0 to 6", card, StringComparison.Ordinal);
        Assert.Contains("logreg predict model.json", card, StringComparison.Ordinal);
    }

    private static string Card(LogisticModel model, string? title)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, ExportKind.Card, stream, new ExportOptions { Title = title });
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static DataSource Data(string name) => CsvSource.FromFile(Path.Combine(AppContext.BaseDirectory, "data", $"{name}.csv"));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
