using System.Text;
using LogReg.Data;

namespace LogReg.Export.Tests;

/// <summary>What an export cannot hold is refused by name.</summary>
public sealed class RefusalTests
{
    public static TheoryData<ExportKind> Kinds { get; } = [.. Enum.GetValues<ExportKind>().Where(kind => kind != ExportKind.Card)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_OfAModelOfTexts_SaysWhyNot(ExportKind kind)
    {
        string rows = "y,s\n" + string.Concat(Enumerable.Range(0, 40).Select(
            row => $"{(row * 7 % 11 < 5 ? "a" : "b")},word{row % 3} other{row % 5}\n"));
        LogisticModel model = new LogisticRegression { Formula = "y ~ text(s)", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(ExportedModels.Source(rows)).Model;
        Assert.Equal("the term 'text(s)' reads the words of texts, which cannot be written out as an equation", Refusal(model, kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_OfAModelOfVectors_SaysWhyNot(ExportKind kind)
    {
        byte[] rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40).Select(
            row => $"{(row * 7 % 11 < 5 ? 1 : -1)} {(row % 3) + 1}:1 {(row % 5) + 4}:0.5\n")));
        LogisticModel model = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(LibsvmSource.FromStream(() => new MemoryStream(rows), "rows.svm")).Model;
        Assert.Matches("^the term '.+' reads vectors, which cannot be written out as an equation$", Refusal(model, kind));
    }

    private static string Refusal(LogisticModel model, ExportKind kind) =>
        Assert.Throws<LogRegException>(() => ModelExport.Write(model, kind, Stream.Null)).Message;
}
