using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogReg.Inference;

namespace LogReg.Export.Tests;

/// <summary>The calculator gives the intervals of predictions that the model gives, run by Node.js.</summary>
public sealed class CalculatorIntervalTests
{
    private const double Tolerance = 1e-12;

    // Scores the rows by the first script of a page, whose columns are numbers, texts or null.
    private const string Program = """
        const fs = require("fs");
        require("vm").runInThisContext(/<script>([^]*?)<\/script>/.exec(fs.readFileSync("model.html", "utf8"))[1]);
        for (const row of JSON.parse(fs.readFileSync("rows.json", "utf8"))) console.log(logregModel.interval(row).join(","));
        """;

    public static TheoryData<string> Kinds { get; } = [.. ExportedModels.Formulas.Keys.Where(kind => kind is not ("several classes" or "missing"))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Interval_OfEveryKindOfTerm_IsThatOfTheModel(string kind)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised: false);
        string page = Export(model);
        if (page.Contains("There is no interval: ", StringComparison.Ordinal))
        {
            Assert.Skip(Regex.Match(page, "There is no interval: .*?\\. It").Value);
        }

        Dictionary<string, object?>[] rows = [.. ExportedModels.Parse(ExportedModels.Rows()).Select(row => ExportedCells.Of(model, row))];
        double[] actual = Run(page, rows);
        double[] expected = [.. rows.Select(row => model.PredictInterval(row)).SelectMany(one => new[] { one.Lower, one.Upper })];
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max(), 0, Tolerance);
    }

    [Fact]
    public void Interval_OfAModelWithAPenalty_IsMissingWithTheReason() => Assert.Contains(
        "There is no interval: the model was trained with a penalty", Export(ExportedModels.Fit("main effects", true)), StringComparison.Ordinal);

    [Fact]
    public void Interval_OfSeveralClasses_IsMissingWithTheReason() => Assert.Contains(
        "There is no interval: it has more than two classes", Export(ExportedModels.Fit("several classes", false)), StringComparison.Ordinal);

    [Fact]
    public void Interval_OfMainEffects_IsThere() => Assert.Contains(
        "The interval is a 95% confidence interval", Export(ExportedModels.Fit("spline", false)), StringComparison.Ordinal);

    private static double[] Run(string page, Dictionary<string, object?>[] rows)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node"))),
            "node is not installed");
        string folder = Directory.CreateTempSubdirectory("logreg-export-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "model.html"), page);
            File.WriteAllText(Path.Combine(folder, "run.js"), Program);
            File.WriteAllText(Path.Combine(folder, "rows.json"), JsonSerializer.Serialize(rows));
            using var process = Process.Start(new ProcessStartInfo("node", "run.js") { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return [.. output.TrimEnd().Split('\n', ',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Export(LogisticModel model)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, ExportKind.Html, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
