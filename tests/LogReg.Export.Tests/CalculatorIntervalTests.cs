using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

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

    [Theory]
    [InlineData("y ~ x + z + d")]
    [InlineData("y ~ x + missing(x) + d:z")]
    [InlineData("y ~ log(x) + spline(z, 4) + d*x")]
    [InlineData("y ~ cut(x, 1, 2, 4) + category(n)")]
    [InlineData("y ~ exp(z) + center(x)")]
    [InlineData("y ~ spline(x, 4) + linear(z, 3) + poly(n, 2)")]
    public void Interval_OfAKindOfTerm_IsThatOfTheModel(string formula)
    {
        LogisticModel model = new LogisticRegression { Formula = formula, MissingHandling = MissingHandling.Impute }
            .Fit(ExportedModels.Source(ExportedModels.Training())).Model;
        string page = Export(model);
        Assert.Contains("The interval is a 95% confidence interval", page, StringComparison.Ordinal);
        Dictionary<string, object?>[] rows = [.. ExportedModels.Parse(ExportedModels.Rows()).Select(row => ExportedCells.Of(model, row))];
        double[] actual = Run(page, rows);
        double[] expected = [.. rows.Select(row => model.PredictInterval(row)).SelectMany(one => new[] { one.Lower, one.Upper })];
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max(), 0, Tolerance);
    }

    [Fact]
    public void Interval_OfAModelWithAPenalty_IsMissingWithTheReason() => Assert.Contains(
        "There is no interval: the model was trained with a penalty", Export(ExportedModels.Fit("main effects", true)),
            StringComparison.Ordinal);

    [Fact]
    public void Interval_OfSeveralClasses_IsMissingWithTheReason() => Assert.Contains(
        "There is no interval: it has more than two classes", Export(ExportedModels.Fit("several classes", false)),
            StringComparison.Ordinal);

    [Fact]
    public void Interval_OfSeparatedClasses_IsMissingWithTheReason() => Assert.Contains(
        "There is no interval: some of its coefficients have no finite estimate",
        Export(ExportedModels.Fit("main effects", false)), StringComparison.Ordinal);

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
            using var process = Process.Start(new ProcessStartInfo("node", "run.js")
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true
            })!;
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
