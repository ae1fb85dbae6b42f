using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LogReg.Data;
using LogReg.Inference;

namespace LogReg.Server.Tests;

/// <summary>The server answers what the library answers, to the last bit.</summary>
public sealed class PredictTests : IAsyncLifetime
{
    private const int MostRows = 40;

    private RunningServer _server = null!;

    public static TheoryData<string> Models => [.. TestModels.Names];

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(null, [.. TestModels.Names]);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Json_Rows_HaveTheProbabilitiesOfTheLibrary(string name)
    {
        LogisticModel model = TestModels.Of(name);
        IReadOnlyList<Dictionary<string, object?>> rows = TestModels.RowsOf(name, MostRows);
        JsonElement answer = await _server.Ask($"/v1/models/{name}:predict", new { rows, flags = true });
        JsonElement[] predictions = [.. answer.GetProperty("predictions").EnumerateArray()];
        Assert.Equal(rows.Count, predictions.Length);
        foreach ((Dictionary<string, object?> row, JsonElement prediction) in rows.Zip(predictions))
        {
            ScoredRow expected = model.Score(row);
            Assert.Equal(expected.Prediction, prediction.GetProperty("prediction").GetString());
            Assert.Equal(
                model.Target.Classes.Zip(expected.Probabilities),
                prediction.GetProperty("probabilities").EnumerateObject().Select(one => (one.Name, one.Value.GetDouble())));
            Assert.Equal(
                expected.Flags.Select(flag => model.Features[flag.Feature].Name),
                prediction.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("column").GetString()!));
        }
    }

    [Theory]
    [InlineData("titanic")]
    [InlineData("birthwt")]
    [InlineData("products")]
    [InlineData("offset")]
    public async Task Json_IntervalsAndReasons_AreThoseOfTheLibrary(string name)
    {
        LogisticModel model = TestModels.Of(name);
        IReadOnlyList<Dictionary<string, object?>> rows = TestModels.RowsOf(name, MostRows);
        JsonElement answer = await _server.Ask($"/v1/models/{name}:predict?interval=0.9&reasons=2", new { rows });
        using DataSource source = CsvSource.FromFile(TestModels.DataOf(name));
        ScoredChunk chunk = model.Score(source, new ScoringOptions { Interval = 0.9, Contributions = 2, ReadTarget = false }).First();
        RowExplanations explanations = chunk.Explanations!;
        foreach ((int row, JsonElement prediction) in answer.GetProperty("predictions").EnumerateArray().Index())
        {
            JsonElement interval = prediction.GetProperty("interval");
            ConfidenceInterval expected = model.PredictInterval(rows[row], 0.9);
            Assert.Equal(expected.Lower, interval.GetProperty("lower").GetDouble());
            Assert.Equal(expected.Upper, interval.GetProperty("upper").GetDouble());
            Assert.Equal(
                Enumerable.Range(row * 2, 2).Select(place => (
                    model.Features[explanations.Features[place]].Name,
                    explanations.Contributions[place])),
                prediction.GetProperty("reasons").EnumerateArray().Select(
                    reason => (reason.GetProperty("column").GetString()!, reason.GetProperty("contribution").GetDouble())));
        }
    }

    [Theory]
    [InlineData("titanic")]
    [InlineData("products")]
    [InlineData("iris")]
    [InlineData("ridge")]
    public async Task Csv_AnswersThePredictionsOfTheLibrary(string name)
    {
        LogisticModel model = TestModels.Of(name);
        string csv = await File.ReadAllTextAsync(TestModels.DataOf(name));
        using HttpResponseMessage response = await _server.Post($"/v1/models/{name}:predict", csv, "text/csv");
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        IEnumerable<string> names = model.Target.IsBinary ? ["probability"] : model.Target.Classes.Select(one => $"probability_{one}");
        Assert.Equal(string.Join(',', ["prediction", .. names]), lines[0]);
        using DataSource source = CsvSource.FromFile(TestModels.DataOf(name));
        double[] expected = [.. model.Score(source).SelectMany(chunk => chunk.Probabilities.ToArray())];
        Assert.Equal(
            expected,
            lines.Skip(1).Where(line => line.Length > 0).SelectMany(
                line => line.Split(',').Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Csv_WithEverything_KeepsTheColumnsOfTheFile()
    {
        const string Csv = "name,sex,age,passengerClass\n\"Smith, \"\"Jo\"\"\",female,95,1st\nB,queen,,3rd\n";
        using HttpResponseMessage response = await _server.Post(
            "/v1/models/titanic:predict?append=true&interval=true&reasons=1", Csv, "text/csv");
        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal("name,sex,age,passengerClass,prediction,probability,lower,upper,reason1,contribution1,flags", lines[0]);
        Assert.StartsWith("\"Smith, \"\"Jo\"\"\",female,95,1st,yes,0.", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",age: 95 above 80", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",sex: unseen queen; age: imputed", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_AsNumbersAndAsTexts_AreTheSame()
    {
        JsonElement answer = await _server.Ask(
            "/v1/models/titanic:predict",
            """[{"sex":"male","age":30.5,"passengerClass":"2nd"},{"sex":"male","age":" 30.5 ","passengerClass":"2nd"},{"passengerClass":"2nd","age":3.05e1,"sex":"male"}]""");
        double[] probabilities =
            [.. answer.GetProperty("predictions").EnumerateArray().Select(one => one.GetProperty("probability").GetDouble())];
        Assert.Equal(probabilities[0], probabilities[1]);
        Assert.Equal(probabilities[0], probabilities[2]);
    }

    [Fact]
    public async Task TruthValues_StandForZeroAndOne_InAColumnOfThese()
    {
        JsonElement answer = await _server.Ask(
            "/v1/models/offset:predict", """[{"age":20,"smoke":true,"ptl":0},{"age":20,"smoke":1,"ptl":0},{"age":20,"smoke":false,"ptl":0}]""");
        double[] probabilities =
            [.. answer.GetProperty("predictions").EnumerateArray().Select(one => one.GetProperty("probability").GetDouble())];
        Assert.Equal(probabilities[1], probabilities[0]);
        Assert.NotEqual(probabilities[1], probabilities[2]);
    }

    [Fact]
    public async Task Levels_AreTextsOfTheRequest_WithAllTheirDigits()
    {
        JsonElement answer = await _server.Ask(
            "/v1/models/titanic:predict?flags=true",
            """[{"sex":12345678901234567890123,"age":30},{"sex":false,"age":30},{"sex":null,"age":30},{"age":30,"sex":"NA","passengerClass":"1st"}]""");
        string[][] flags =
        [
            .. answer.GetProperty("predictions").EnumerateArray().Select(row => row.GetProperty("flags").EnumerateArray()
                .Where(flag => flag.GetProperty("column").GetString() == "sex")
                .Select(flag => $"{flag.GetProperty("kind").GetString()} {(flag.TryGetProperty("text", out JsonElement text) ? text.GetString() : "-")}")
                .ToArray()),
        ];
        Assert.Equal([["unseenLevel 12345678901234567890123"], ["unseenLevel false"], ["missing -"], ["missing -"]], flags);
    }

    [Fact]
    public async Task Missing_NullAbsentAndTheMissingTexts_AreTheSame()
    {
        JsonElement answer = await _server.Ask(
            "/v1/models/ridge:predict",
            """[{"sex":"male","passengerClass":"2nd"},{"sex":"male","age":null,"passengerClass":"2nd"},{"sex":"male","age":"NA","passengerClass":"2nd"}]""");
        double expected = TestModels.Of("ridge").PredictProbability(
            new Dictionary<string, object?> { ["sex"] = "male", ["age"] = null, ["passengerClass"] = "2nd" });
        Assert.All(
            answer.GetProperty("predictions").EnumerateArray(),
            one => Assert.Equal(expected, one.GetProperty("probability").GetDouble()));
    }

    [Fact]
    public async Task Body_OfOneRow_IsARow()
    {
        var row = new Dictionary<string, object?> { ["sex"] = "female", ["age"] = 29, ["passengerClass"] = "1st" };
        JsonElement answer = await _server.Ask("/v1/models/titanic:predict", row);
        Assert.Equal(
            TestModels.Of("titanic").PredictProbability(row), answer.GetProperty("predictions")[0].GetProperty("probability").GetDouble());
        Assert.Equal(0, (await _server.Ask("/v1/models/titanic:predict", "[]")).GetProperty("predictions").GetArrayLength());
    }

    [Fact]
    public async Task Threshold_OfTheRequest_Decides()
    {
        const string Row = """{"rows":[{"sex":"male","age":30,"passengerClass":"3rd"}],"threshold":0.05}""";
        JsonElement answer = await _server.Ask("/v1/models/titanic:predict", Row);
        Assert.Equal("yes", answer.GetProperty("predictions")[0].GetProperty("prediction").GetString());
        Assert.Equal(0.05, answer.GetProperty("threshold").GetDouble());
    }

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/csv;q=0.5, application/json", "application/json")]
    [InlineData("text/*", "text/csv")]
    public async Task Accept_DecidesTheKindOfAnswer(string accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/models/titanic:predict")
        {
            Content = new StringContent("""{"sex":"male"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("titanic", "age")]
    [InlineData("titanic", "passengerClass")]
    [InlineData("products", "ftv")]
    [InlineData("iris", "petal_length")]
    public async Task Effect_IsTheSameRowWithOtherValues(string name, string column)
    {
        LogisticModel model = TestModels.Of(name);
        Dictionary<string, object?> row = TestModels.RowsOf(name, 1)[0];
        JsonElement answer = await _server.Ask($"/v1/models/{name}:effect", new { row, column });
        JsonElement[] points = [.. answer.GetProperty("points").EnumerateArray()];
        Assert.True(points.Length >= 3);
        foreach (JsonElement point in points)
        {
            bool isNumber = point.TryGetProperty("number", out JsonElement number);
            row[column] = isNumber ? number.GetDouble() : point.GetProperty("level").GetString();
            Assert.Equal(
                model.PredictProbabilities(row), point.GetProperty("probabilities").EnumerateObject().Select(one => one.Value.GetDouble()));
            if (point.TryGetProperty("interval", out JsonElement interval))
            {
                Assert.Equal(model.PredictInterval(row).Lower, interval.GetProperty("lower").GetDouble());
            }
        }
    }

    [Fact]
    public async Task Effect_OfARowOutOfRange_ReachesIt()
    {
        JsonElement answer = await _server.Ask("/v1/models/titanic:effect", """{"row":{"age":95},"column":"age"}""");
        Assert.Equal(95, answer.GetProperty("points").EnumerateArray().Last().GetProperty("number").GetDouble());
    }

    [Theory]
    [InlineData("1.7e308")]
    [InlineData("-1.7e308")]
    public async Task Effect_OfAHugeNumber_StaysFinite(string own)
    {
        JsonElement answer = await _server.Ask("/v1/models/titanic:effect", $$"""{"row":{"age":{{own}},"sex":"male"},"column":"age"}""");
        double[] numbers = [.. answer.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("number").GetDouble())];
        Assert.Equal(double.Parse(own, CultureInfo.InvariantCulture), own[0] == '-' ? numbers[0] : numbers[^1]);
        Assert.Equal(numbers.Order(), numbers);
    }

    [Fact]
    public async Task Model_TellsItsInputs()
    {
        JsonElement answer = await _server.Get("/v1/models/titanic");
        Assert.Equal(["sex", "age", "passengerClass"], NamesIn(answer.GetProperty("inputs")));
        JsonElement age = answer.GetProperty("inputs")[1];
        Assert.Equal(80, age.GetProperty("maximum").GetDouble());
        JsonElement levels = answer.GetProperty("inputs")[2].GetProperty("levels");
        Assert.Equal(["1st", "2nd", "3rd"], levels.EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal(0.95, answer.GetProperty("confidence").GetDouble());
        Assert.Equal(TestModels.Names, NamesIn((await _server.Get("/v1/models")).GetProperty("models")));
        Assert.Equal("log(lwt)", (await _server.Get("/v1/models/birthwt")).GetProperty("formula").GetString()!.Split(" + ")[1]);
    }

    [Fact]
    public async Task OnePath_ServesTheOnlyModel()
    {
        await using RunningServer single = await RunningServer.Start();
        JsonElement answer = await single.Ask("/v1/predict", """{"sex":"male"}""");
        Assert.Equal("titanic", answer.GetProperty("model").GetString());
        using HttpResponseMessage several = await _server.Post("/v1/predict", "{}");
        Assert.Equal(HttpStatusCode.NotFound, several.StatusCode);
    }

    [Fact]
    public async Task OpenApi_DescribesTheRowsOfEachModel()
    {
        JsonElement document = await _server.Get("/openapi/v1.json");
        JsonElement metrics = document.GetProperty("paths").GetProperty("/metrics").GetProperty("get");
        Assert.Contains("Prometheus", metrics.GetProperty("summary").GetString(), StringComparison.Ordinal);
        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.All(TestModels.Names, name => Assert.Equal($"Row of {name}", schemas.GetProperty($"row.{name}").GetProperty("title").GetString()));
        JsonElement predict = document.GetProperty("paths").GetProperty("/v1/models/{name}:predict").GetProperty("post");
        Assert.True(predict.GetProperty("requestBody").GetProperty("content").TryGetProperty("text/csv", out _));
        Assert.Contains(predict.GetProperty("parameters").EnumerateArray(), one => one.GetProperty("name").GetString() == "reasons");
        Assert.Equal(
            "The predicted class.",
            schemas.GetProperty("PredictionDocument").GetProperty("properties").GetProperty("prediction")
                .GetProperty("description").GetString());
    }

    private static IEnumerable<string> NamesIn(JsonElement list) =>
        list.EnumerateArray().Select(one => one.GetProperty("name").GetString()!);
}
