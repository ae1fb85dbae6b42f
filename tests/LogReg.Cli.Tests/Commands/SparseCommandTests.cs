using System.Globalization;
using System.Text;

namespace LogReg.Cli.Tests.Commands;

/// <summary>LIBSVM files and texts on the command line.</summary>
public sealed class SparseCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_SmsFile_FindsSpamWithOneLine()
    {
        string sms = _folder.Write("sms.tsv", Messages());
        string model = _folder.Path("model.json");

        CommandRun run = CommandRun.Of(
            "train", sms, "--no-header", "--target", "x1", "--formula", "text(x2)", "--lambda", "cv", "-o", model);
        CommandRun predicted = CommandRun.Of("predict", model, sms, "--no-header", "--explain", "1").Succeeds();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 text", run.Words, StringComparison.Ordinal);
        Assert.Contains("Of vectors and texts", run.Words, StringComparison.Ordinal);
        Assert.Contains("accuracy 9", predicted.Error, StringComparison.Ordinal);
        Assert.StartsWith("prediction,probability,reason1,contribution1,flags", predicted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TextWithoutAPenalty_IsSeparatedAndNamesTheRemedy()
    {
        string sms = _folder.Write("sms.tsv", Messages());

        CommandRun run = CommandRun.Of(
            "train", sms, "--no-header", "--target", "x1", "--formula", "text(x2)", "-o", _folder.Path("model.json"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("separate", run.Error, StringComparison.Ordinal);
        Assert.Contains("--penalty ridge", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LibsvmOnStandardInput_IsToldByItsContent()
    {
        string data = _folder.Write("data.txt", Vectors());
        string model = _folder.Path("model.json");
        string piped = _folder.Path("piped.json");
        CommandRun.Of("train", data, "--lambda", "0.05", "-o", model, "--quiet").Succeeds();

        CommandRun.Of(Piped(Vectors()), "train", "-", "--lambda", "0.05", "-o", piped, "--quiet").Succeeds();
        CommandRun scored = CommandRun.Of(Piped("# rows\n\n" + Vectors()), "predict", model, "-", "--quiet").Succeeds();

        Assert.Equal(TestFolder.WithoutProvenance(model), TestFolder.WithoutProvenance(piped));
        Assert.Equal(CommandRun.Of("predict", model, data, "--quiet").Succeeds().Output, scored.Output);
    }

    private static Surroundings Piped(string text) => new() { Input = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    [Fact]
    public void LibsvmFile_TrainsScoresAndReports()
    {
        string data = _folder.Write("data.txt", Vectors());
        string model = _folder.Path("model.json");
        CommandRun run = CommandRun.Of(
            "train", data, "--lambda", "0.05", "-o", model, "--report", _folder.Path("report.html")).Succeeds();

        CommandRun csv = CommandRun.Of("predict", model, data, "--quiet").Succeeds();
        CommandRun liblinear = CommandRun.Of("predict", model, data, "--layout", "liblinear", "--quiet").Succeeds();

        Assert.Contains("vectors of 6 numbers", run.Words, StringComparison.Ordinal);
        Assert.Equal("labels -1 1", liblinear.OutputLines[0]);
        Assert.Equal(csv.OutputLines.Count, liblinear.OutputLines.Count);
        for (int row = 1; row < csv.OutputLines.Count; row++)
        {
            string[] expected = csv.OutputLines[row].Split(',');
            string[] actual = liblinear.OutputLines[row].Split(' ');
            Assert.Equal(expected[0], actual[0]);
            Assert.Equal(expected[1], actual[2]);
            Assert.Equal(1, actual.Skip(1).Sum(number => double.Parse(number, CultureInfo.InvariantCulture)), 12);
        }

        CommandRun.Of("evaluate", model, data).Succeeds();
        CommandRun.Of("inspect", model).Succeeds();
        CommandRun.Of("inspect", model, "--json").Succeeds();
        CommandRun.Of("check", data).Succeeds();
        CommandRun.Of("train", data, "--lambda", "0.05", "-o", model, "--json").Succeeds();
    }

    [Fact]
    public void LibsvmFile_WhatItCannotBeUsedFor_IsRefused()
    {
        string data = _folder.Write("data.svm", Vectors());
        string model = _folder.Train(data, "--lambda", "0.05");

        CommandRun.Of("cache", data).Fails(1, "a cache cannot hold vectors", "read fast");
        CommandRun.Of("train", data, "--solver", "sgd", "--stream").Fails(1, "does not train in a stream", "leave --stream out");
        CommandRun.Of("predict", model, data, "--layout", "liblinear", "--append").Fails(2, "--append", "leave one of them out");
        CommandRun.Of("plot", "effect", "features", model, "-o", _folder.Path("effect.svg")).Fails(1, "not a curve", "another feature");
    }

    private static string Messages()
    {
        var random = new Random(4);
        string[] ham = ["see", "you", "at", "home", "tonight", "dinner", "late", "call", "mom", "ok", "lunch", "tomorrow", "bus"];
        string[] spam = ["WIN", "free", "prize", "now", "claim", "cash", "urgent", "text", "stop", "call", "winner"];
        var text = new StringBuilder();
        for (int row = 0; row < 300; row++)
        {
            bool isSpam = random.Next(4) == 0;
            string[] words =
            [
                .. Enumerable.Range(0, random.Next(4, 15)).Select(
                    _ => isSpam && random.Next(3) > 0 ? spam[random.Next(spam.Length)] : ham[random.Next(ham.Length)]),
            ];
            text.Append(isSpam ? "spam" : "ham").Append('\t').AppendJoin(' ', words).Append(row % 7 == 0 ? "!\n" : "\n");
        }

        return text.ToString();
    }

    private static string Vectors()
    {
        var random = new Random(6);
        var text = new StringBuilder("# made up\n");
        for (int row = 0; row < 120; row++)
        {
            int[] indices = [.. Enumerable.Range(1, 6).Where(_ => random.Next(2) == 0)];
            double[] values = [.. indices.Select(_ => Math.Round(random.NextDouble() * 2, 3) + 0.001)];
            double logOdds = indices.Zip(values, (index, value) => value * (index - 3)).Sum() - 0.5;
            text.Append(random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "+1" : "-1");
            text.AppendJoin("", indices.Zip(values, (index, value) => FormattableString.Invariant($" {index}:{value:R}"))).Append('\n');
        }

        return text.ToString();
    }
}
