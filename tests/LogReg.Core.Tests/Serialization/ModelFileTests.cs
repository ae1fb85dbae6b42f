using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Serialization;

public partial class ModelFileTests
{
    [Fact]
    public void Save_Titanic_IsTheApprovedFile()
    {
        using Stream stream = typeof(ModelFileTests).Assembly.GetManifestResourceStream("titanic.approved.json")!;
        using var reader = new StreamReader(stream);
        Assert.Equal(Rounded(reader.ReadToEnd()), Rounded(ModelText.Titanic()));
    }

    [Fact]
    public void Load_AFormulaOfVersion3_ScoresAsThen()
    {
        using Stream stream = typeof(ModelFileTests).Assembly.GetManifestResourceStream("formula-version3.approved.json")!;
        LogisticModel model = LogisticModel.Load(stream);
        double[] probabilities =
        [
            .. model.Score(TextSource.File("birthwt.csv")).SelectMany(chunk => chunk.Probabilities.ToArray()).Take(3),
        ];
        DigitAssert.Near(1e-14, 0.28713549326494703, probabilities[0]);
        DigitAssert.Near(1e-14, 0.169987761497747, probabilities[1]);
        DigitAssert.Near(1e-14, 0.4120839337820797, probabilities[2]);
        // Of columns with several terms, such a file does not have the importance.
        double[] known = [.. model.Importance.Select(one => one.StandardDeviation).Where(double.IsFinite)];
        DigitAssert.Near(1e-14, 0.10962836985293038, Assert.Single(known));
    }

    [Theory]
    [InlineData("vectors-version5.approved.json", "1 3:0.945 5:1.5 400:2", 0.597738492199569)]
    [InlineData("texts-version5.approved.json", "you WIN your cash, a unicorn", 0.8591364221246198)]
    public void Load_VectorsAndTextsOfVersion5_ScoreAsThen(string file, string row, double expected)
    {
        using Stream stream = typeof(ModelFileTests).Assembly.GetManifestResourceStream(file)!;
        LogisticModel model = LogisticModel.Load(stream);
        byte[] bytes = Encoding.UTF8.GetBytes(row + "\n");
        using DataSource source = model.Features.Any(feature => feature.Name == "features")
            ? LibsvmSource.FromStream(() => new MemoryStream(bytes), "row.svm")
            : TextSource.Of("x2\n\"" + row + "\"\n");

        double probability = Assert.Single(model.Score(source).SelectMany(chunk => chunk.Probabilities.ToArray()));

        DigitAssert.Near(1e-14, expected, probability);
    }

    [Fact]
    public void Save_Text_IsUtf8WithoutByteOrderMarkAndEndsWithALineBreak()
    {
        using var stream = new MemoryStream();
        ModelText.Fit("titanic.csv").Save(stream);
        byte[] bytes = stream.ToArray();
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public void Load_EveryMember_ComesBack()
    {
        LogisticModel model = new LogisticRegression
        {
            Target = "survived",
            OffsetColumn = "o",
            Positive = "no",
            Threshold = 0.3,
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.25,
        }.Fit(LogReg.Data.CsvSource.FromStream(
            () =>
                new MemoryStream(
                    Encoding.UTF8.GetBytes("age,o,c\u00e9,survived\n1,0,\u00e9,no\n2,0.5,\"a\"\"b\",yes\n-,0,\u00e9,yes\n4,1,x,no\n")),
            "data.csv",
            new LogReg.Data.CsvOptions { MissingValues = ["-"] })).Model;
        LogisticModel loaded = ModelText.Load(ModelText.Of(model));
        Assert.Equal(model.Target, loaded.Target);
        Assert.Equal("no", loaded.Target.Positive);
        Assert.Equal(model.Features, loaded.Features);
        Assert.Null(Assert.IsType<CategoricalFeature>(loaded.Features[1]).Reference);
        Assert.Equal(0.3, loaded.Threshold);
        Assert.Equal("o", loaded.OffsetColumn);
        Assert.Equal(["-"], loaded.MissingValues);
        Assert.Equal(model.Training with { Warnings = [] }, loaded.Training with { Warnings = [] });
        Assert.Equal(model.Training.Warnings, loaded.Training.Warnings);
        DigitAssert.IdenticalCoefficients(model, loaded);
    }

    [Fact]
    public void Load_MulticlassWithReference_KnowsTheReference()
    {
        LogisticModel model = ModelText.Fit("titanic.csv", "passengerClass");
        LogisticModel loaded = ModelText.Load(ModelText.Of(model));
        Assert.Equal(["2nd", "3rd"], loaded.ClassesWithEquation);
        DigitAssert.IdenticalCoefficients(model, loaded);
        Assert.Throws<InvalidOperationException>(() => loaded.Coefficients);
        Assert.Throws<ArgumentException>(() => loaded.CoefficientsOf("1st"));
    }

    [Fact]
    public void Load_ModelWithWarnings_KeepsThem()
    {
        LogisticModel model = ModelText.Fit("breast-cancer.csv");
        Assert.Single(model.Training.Warnings);
        Assert.Equal(model.Training.Warnings, ModelText.Load(ModelText.Of(model)).Training.Warnings);
    }

    [Fact]
    public void Load_UnknownMembers_AreIgnored()
    {
        string text = ModelText.Titanic();
        string richer = text
            .Replace(
                "\"format\": \"logreg\",",
                "\"comment\": [1, {\"a\": null}], \"format\": \"logreg\", \"remarks\": {\"x\": 1e5},",
                StringComparison.Ordinal)
            .Replace("\"type\": \"numeric\",", "\"type\": \"numeric\", \"unit\": \"years\",", StringComparison.Ordinal)
            .Replace("\"solver\":", "\"seconds\": 0.5, \"solver\":", StringComparison.Ordinal);
        Assert.Contains("years", richer, StringComparison.Ordinal);
        DigitAssert.IdenticalCoefficients(ModelText.Load(text), ModelText.Load(richer));
    }

    [Fact]
    public void Load_MembersInAnotherOrder_IsTheSame()
    {
        string text = ModelText.Titanic();
        var root = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
        var reversed =
            new System.Text.Json.Nodes.JsonObject(root.Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        DigitAssert.IdenticalCoefficients(ModelText.Load(text), ModelText.Load(reversed.ToJsonString()));
    }

    [Fact]
    public void Load_ByteOrderMark_IsAccepted() =>
        DigitAssert.IdenticalCoefficients(ModelText.Load(ModelText.Titanic()), ModelText.Load("\uFEFF" + ModelText.Titanic()));

    [Fact]
    public void SaveAndLoad_Path_RoundTrips()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("logreg-").FullName, "model.json");
        LogisticModel model = ModelText.Fit("titanic.csv");
        model.Save(path);
        DigitAssert.IdenticalCoefficients(model, LogisticModel.Load(path));
        Assert.Equal(ModelText.Of(model), File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Load_NoSuchFile_SaysSo()
    {
        var exception =
            Assert.Throws<LogRegException>(() => LogisticModel.Load(Path.Combine(Path.GetTempPath(), "no-such-folder", "model.json")));
        Assert.EndsWith("model.json: there is no such file", exception.Message, StringComparison.Ordinal);
        Assert.Equal("use a model file written by LogisticModel.Save", exception.Hint!.ToString());
    }

    [Theory]
    [InlineData("x,y\n1,2\n", "looks like a CSV file", "train a model on it with LogisticRegression.Fit, and use the model file")]
    [InlineData(
        "\u0089LRC\r\n\u001a\u0002", "is a logreg cache", "train a model on it with LogisticRegression.Fit, and use the model file")]
    [InlineData(
        "\u001f\u008b\u0008", "is a gzip archive", "unpack it if it is a model, or use a model file written by LogisticModel.Save")]
    [InlineData("<html><body>", "is an HTML page", "use a model file written by LogisticModel.Save")]
    [InlineData("[1, 2]", "is a JSON array", "use a model file written by LogisticModel.Save")]
    [InlineData("SQLite format 3", "is an SQLite database", "use a model file written by LogisticModel.Save")]
    public void Load_AnotherFile_SaysWhatItIs(string content, string what, string hint)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(content));
        var exception = Assert.Throws<LogRegException>(() => LogisticModel.Load(stream));
        Assert.Equal($"the model: this {what}, not a model file", exception.Message);
        Assert.Equal(hint, exception.Hint!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"format\": \"logreg\", ")]
    [InlineData("model")]
    public void Load_NoWholeModel_SaysSo(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var exception = Assert.Throws<LogRegException>(() => LogisticModel.Load(stream));
        Assert.StartsWith("the model, line 1: this is not a model file: its JSON is invalid", exception.Message, StringComparison.Ordinal);
        Assert.Equal("use a model file written by LogisticModel.Save; if it is truncated, train again", exception.Hint!.ToString());
    }

    [Fact]
    public void Load_Folder_SaysSo()
    {
        string folder = Directory.CreateTempSubdirectory("logreg-").FullName;
        var exception = Assert.Throws<LogRegException>(() => LogisticModel.Load(folder));
        Assert.Equal($"{folder}: this is a folder, not a model file", exception.Message);
        Assert.NotNull(exception.Hint);
        Directory.Delete(folder);
    }

    [Fact]
    public void Load_NoPath_IsTheCallersError()
    {
        Assert.Throws<ArgumentException>(() => LogisticModel.Load(""));
        Assert.Throws<ArgumentNullException>(() => LogisticModel.Load((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => ModelText.Load(ModelText.Titanic()).Save((string)null!));
    }

    // The last digits depend on the vector width of the machine.
    private static string Rounded(string json) => LongNumber().Replace(
        json, match => double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("G9", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"-?\d+\.\d+(E[-+]?\d+)?")]
    private static partial Regex LongNumber();
}
