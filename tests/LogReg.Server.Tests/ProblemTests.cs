using System.Net;
using System.Text;
using System.Text.Json;
using LogReg.Server.Hosting;

namespace LogReg.Server.Tests;

/// <summary>A request that is wrong is told what is wrong; none makes the server fail.</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";
    private const string Libsvm = "text/libsvm";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(null, "titanic", "iris", "offset", "ridge", "days");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("titanic:predict", Json, """[{"sex":"male"},{"age":"abc"}]""", "the request, row 2, column 'age': the value 'abc' is not a number", 2, "age", "abc", "a number")]
    [InlineData("days:predict", Json, """[{"opened":"2026-02-01"},{"opened":null},{"opened":"2026-13-01"}]""", "the request, row 3, column 'opened': '2026-13-01' is not a date as in training", 3, "opened", "2026-13-01", "a date")]
    [InlineData("days:predict", Json, """[{"opened":"2026-02-01"},{"opened":44597}]""", "the request, row 2, column 'opened': '44597' is not a date as in training", 2, "opened", "44597", "a date")]
    [InlineData("days:predict", Csv, "opened\n2026-02-01\nxyz\n", "the request, line 3, column 'opened': 'xyz' is not a date as in training", null, "opened", "xyz", "a date")]
    [InlineData("titanic:predict", Json, """{"age":1e999}""", "row 1, column 'age': the number is larger than any that a double holds", 1, "age", "1e999", "a finite number")]
    [InlineData("titanic:predict", Json, """{"age":[1]}""", "row 1, column 'age': the value is an array, but must be a number, a text or null", 1, "age", "[1]", "a number, a text or null")]
    [InlineData("titanic:predict", Json, """{"sex":{"a":1}}""", "row 1, column 'sex': the value is an object, but must be a text, a number, true, false or null", 1, "sex", null, null)]
    [InlineData("titanic:predict", Json, """{"age":true}""", "row 1, column 'age': the value is true, but must be a number: true and false stand for 1 and 0 only in a column whose numbers range from 0 to 1", 1, "age", "true", "a number")]
    [InlineData("offset:predict", Json, """{"age":20,"smoke":0,"ptl":false}""", "row 1, column 'ptl': the value is false, but must be a number", 1, "ptl", "false", "a number")]
    [InlineData("titanic:predict", Json, """{"age":"Infinity"}""", "the request, row 1, column 'age': the value 'Infinity' is not a finite number", 1, "age", "Infinity", "a number")]
    [InlineData("titanic:predict", Json, """{"age":NaN}""", "the request, line 1, byte 8: the body is not valid JSON", null, null, null, null)]
    [InlineData("titanic:predict", Json, """{"sex":1e999}""", "row 1, column 'sex': the number is larger than any that a double holds", 1, "sex", "1e999", "a finite number")]
    [InlineData("titanic:predict?delimiter=tab", Json, "{}", "'delimiter' has no effect on a JSON body", null, null, null, null)]
    [InlineData("titanic:predict?append=true", Json, "{}", "'append' has no effect on a JSON body", null, null, null, null)]
    [InlineData("titanic:predict?decimal=x", Csv, "sex,age,passengerClass\nmale,3,1st\n", "'decimal' is 'x', but must be '.' or ',', and not also the thousands separator", null, null, "x", null)]
    [InlineData("titanic:predict?header=maybe", Csv, "sex,age,passengerClass\nmale,3,1st\n", "'header' is 'maybe', but must be present or absent", null, null, "maybe", null)]
    [InlineData("titanic:predict", Csv, "[{\"sex\":\"male\"}]", "the body is JSON, but the request says that it is CSV", null, null, null, null)]
    [InlineData("titanic:predict", Libsvm, "0 1:2\n", "the model reads columns by their names, which a LIBSVM file does not have", null, null, null, null)]
    [InlineData("titanic:effect?interval=true", Json, "{}", "the query has 'interval', which is not an option", null, null, null, null)]
    [InlineData("titanic:predict", Json, """{"agee":1}""", "row 1: the model has no column 'agee'", 1, "agee", null, null)]
    [InlineData("titanic:predict?unknown=ignore", Json, """{"rows":{"age":1}}""", "'rows' is an object, but must be an array", null, "rows", null, null)]
    [InlineData("titanic:predict?unknown=ignore", Json, """{"rows":null}""", "'rows' is null, but must be an array", null, "rows", null, null)]
    [InlineData("titanic:predict?unknown=ignore", Json, """[{"age":1},{"agee":1}]""", "row 2: the row has none of the columns of the model", 2, null, null, null)]
    [InlineData("titanic:predict", Json, """{"survived":"yes"}""", "row 1: the row has none of the columns of the model", 1, null, null, null)]
    [InlineData("titanic:predict", Json, """[1]""", "row 1 is a number, but must be an object with a member for each column", 1, null, null, null)]
    [InlineData("titanic:predict", Json, "\"x\"", "row 1 is a text, but must be an object with a member for each column", 1, null, null, null)]
    [InlineData("titanic:predict", Json, """{"age":1,"age":2}""", "an object of the request has the member 'age' twice", null, null, null, null)]
    [InlineData("titanic:predict", Json, """{"rows":[""", "the request, line 1, byte 10: the body is not valid JSON", null, null, null, null)]
    [InlineData("titanic:predict", Json, "", "the request, line 1, byte 1: the body is not valid JSON", null, null, null, null)]
    [InlineData("titanic:predict", Json, """{"sex":"\ud800"}""", "the value of 'sex' is a text that is not valid Unicode", null, null, null, null)]
    [InlineData("titanic:predict", Json, """{"\ud800":1}""", "the name of a member is not valid Unicode", null, null, null, null)]
    [InlineData("titanic:predict", Json, """{"rows":[],"interval":2}""", "'interval' is '2', but must be true, false, or a confidence level between 0 and 1 such as 0.95", null, null, "2", null)]
    [InlineData("titanic:predict", Json, """{"rows":[],"reasons":-1}""", "'reasons' is '-1', but must be a whole number from 0 to 1000", null, null, "-1", null)]
    [InlineData("titanic:predict", Json, """{"rows":[],"reason":1}""", "the request has 'reason', which is not an option", null, null, null, null)]
    [InlineData("titanic:predict?reason=1", Json, "[]", "the query has 'reason', which is not an option", null, null, null, null)]
    [InlineData("titanic:predict?threshold=NaN", Json, "[]", "'threshold' is 'NaN', but must be a number from 0 to 1", null, null, "NaN", null)]
    [InlineData("iris:predict?interval=true", Json, "[]", "intervals are for two classes, but the model has 3", null, null, null, null)]
    [InlineData("iris:predict?reasons=2", Json, "[]", "reasons are for two classes, but the model has 3", null, null, null, null)]
    [InlineData("offset:predict", Json, """{"age":20}""", "the request, row 1, column 'ptl': the offset is missing", 1, "ptl", null, null)]
    [InlineData("titanic:predict", Csv, "sex,agee,passengerClass\nmale,3,1st\n", "the request: the file has no column 'age', which the model needs; it has 'agee'", null, null, null, null)]
    [InlineData("titanic:predict?unknown=error", Csv, "sex,age,passengerClass,x\nmale,3,1st,1\n", "the model has no column 'x'", null, "x", null, null)]
    [InlineData("titanic:predict", Csv, "", "the request is empty", null, null, null, null)]
    [InlineData("titanic:effect", Json, "{}", "the request has no 'row'", null, null, null, null)]
    [InlineData("titanic:effect", Json, """{"row":{},"column":"agee"}""", "the model has no feature 'agee'", null, null, null, null)]
    public async Task BadRequest_SaysWhatAndWhere(
        string action, string type, string body, string detail, int? row, string? column, string? value, string? expected)
    {
        using HttpResponseMessage response = await _server.Post($"/v1/models/{action}", body, type);
        string text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        JsonElement problem = JsonDocument.Parse(text).RootElement;
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(row, problem.TryGetProperty("row", out JsonElement number) ? number.GetInt32() : null);
        Assert.Equal(column, problem.TryGetProperty("column", out JsonElement name) ? name.GetString() : null);
        if (value is not null)
        {
            Assert.Equal(value, problem.GetProperty("text").GetString());
        }

        if (expected is not null)
        {
            Assert.Equal(expected, problem.GetProperty("required").GetString());
        }
    }

    [Fact]
    public async Task Csv_WithATextForANumber_NamesTheLine()
    {
        using HttpResponseMessage response = await _server.Post(
            "/v1/models/titanic:predict", "sex,age,passengerClass\nmale,30,1st\nmale,old,1st\n", Csv);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(3, problem.GetProperty("line").GetInt32());
        Assert.Equal("old", problem.GetProperty("text").GetString());
        Assert.Equal("send a number such as 29, or nothing if it is missing", problem.GetProperty("hint").GetString());
    }

    [Theory]
    [InlineData("POST", "/v1/models/titanik:predict", Json, 404, "did you mean 'titanic'?")]
    [InlineData("GET", "/v1/model", Json, 404, "GET /openapi/v1.json lists what there is")]
    [InlineData("GET", "/openapi/x.json", Json, 404, "GET /openapi/v1.json lists what there is")]
    [InlineData("GET", "/v1/models/titanic:predict", Json, 404, "GET /v1/models lists the models")]
    [InlineData("DELETE", "/metrics", Json, 405, "GET /openapi/v1.json lists what there is")]
    [InlineData("DELETE", "/v1/models/titanic", Json, 405, "GET /openapi/v1.json lists what there is")]
    [InlineData("POST", "/v1/models/titanic:effect", "text/plain", 415, "send the header 'Content-Type: application/json' or 'Content-Type: text/csv'")]
    [InlineData("POST", "/v1/models/titanic:effect", Csv, 415, "send the header 'Content-Type: application/json'")]
    [InlineData("POST", "/v1/models/titanic:predict", "text/plain", 415, "send the header 'Content-Type: application/json' or 'Content-Type: text/csv'")]
    public async Task OtherProblems_HaveTheirStatusAndAHint(string method, string path, string type, int status, string hint)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "GET" ? null : new StringContent("{}", Encoding.UTF8, type);
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(hint, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("hint").GetString());
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/v1/models/titanic", 200)]
    [InlineData("/v1/models/titanik", 404)]
    public async Task Head_IsAGetWithoutItsBody(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        using HttpResponseMessage whole = await _server.Client.GetAsync(path);
        Assert.Equal(whole.Content.Headers.ContentType, response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Accept_OfNeitherKind_Is406()
    {
        using HttpResponseMessage response = await _server.Post("/v1/models/titanic:predict", "[]", Json, "application/xml");
        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Theory]
    [InlineData(Csv, null)]
    [InlineData(Csv, "gzip")]
    [InlineData(Json, "br")]
    public async Task CompressedBodies_AreRefused(string type, string? encoding)
    {
        using var content = new ByteArrayContent([0x1F, 0x8B, 8, 0, 0, 0, 0, 0]);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using HttpResponseMessage response = await _server.Client.PostAsync("/v1/models/titanic:predict", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("ridge:predict?interval=true", Json, """{"age":30}""", "train without --penalty and --lambda or, if the classes are separated, with --firth")]
    [InlineData("titanic:predict", Json, """{"age":"1.234,5"}""", "write decimals with a point, or use ?decimal=, if commas are decimal")]
    [InlineData("titanic:predict", Csv, "sex,age,passengerClass\nmale,\"1.234,5\",1st\nmale,3.5,1st\n", "write decimals with a point, or use ?decimal=, if commas are decimal")]
    [InlineData("titanic:predict", Csv, "sex,sex,age,passengerClass\n", "rename one of them, or use ?header=absent if the first line is data")]
    [InlineData("titanic:predict", Csv, "SQLite format 3\0", "send the rows of a query as CSV or JSON")]
    public async Task Hints_SpeakOfTheRequestAndTheCommand(string action, string type, string body, string hint)
    {
        using HttpResponseMessage response = await _server.Post($"/v1/models/{action}", body, type);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(hint, problem.GetProperty("hint").GetString());
    }

    [Fact]
    public async Task UnknownColumns_AreIgnoredOnRequest()
    {
        JsonElement answer = await _server.Ask("/v1/models/titanic:predict?unknown=ignore", """{"sex":"male","cabin":"C85"}""");
        Assert.Equal(1, answer.GetProperty("predictions").GetArrayLength());

        // The target is no mistake: rows of a data set have it.
        await _server.Ask("/v1/models/titanic:predict", """{"sex":"male","survived":"no"}""");
    }

    [Fact]
    public async Task DamagedBodies_NeverMakeTheServerFail()
    {
        const int Runs = 4000;
        string[] json =
        [
            """{"rows":[{"sex":"female","age":29,"passengerClass":"1st"},{"sex":"male","age":"30.5","passengerClass":null}],"interval":true,"reasons":2,"flags":true,"threshold":0.5}""",
            """[{"sex":"female","age":-1e308,"passengerClass":"1st"}]""",
            """{"row":{"sex":"female","age":29,"passengerClass":"1st"},"column":"age"}""",
        ];
        string csv = string.Join('\n', (await File.ReadAllLinesAsync(TestModels.Data("titanic.csv"))).Take(20));
        string[] pieces = ["\"", "{", "}", "[", "]", ",", "\n", "1e999", "null", "\\ud800", "\0", "é", "𝟘", "-", "true", ":", "\r\n", ";", "NaN", "\t"];
        var random = new Random(20);
        var statuses = new Dictionary<int, int>();
        for (int run = 0; run < Runs; run++)
        {
            bool isCsv = run % 4 == 3;
            byte[] body = Damage(Encoding.UTF8.GetBytes(isCsv ? csv : json[run % 3]), pieces, random);
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", isCsv ? Csv : Json);
            string action = run % 4 == 2 ? "titanic:effect" : run % 5 == 0 ? "iris:predict" : "titanic:predict?reasons=2&interval=true";
            using HttpResponseMessage response = await _server.Client.PostAsync($"/v1/models/{action}", content);
            int status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is 200 or 400, $"run {run}: {status} for {Encoding.UTF8.GetString(body)}");
            using JsonDocument? answer = response.Content.Headers.ContentType!.MediaType == Csv
                ? null
                : JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        }

        Assert.True(statuses[200] > 100 && statuses[400] > 1000, string.Join(", ", statuses));
    }

    [Theory]
    [InlineData(".json")]
    [InlineData("..json")]
    [InlineData("...json")]
    public void FilesWithoutAName_AreRefused(string file)
    {
        var settings = new ServerSettings { Models = [Path.Combine("models", file)] };
        Assert.EndsWith(
            "has no name before its extension, under which it could be served",
            Assert.Throws<UsageException>(() => ServerHost.Create(settings)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void TwoFilesOfTheSameName_AreRefused()
    {
        string folder = Directory.CreateTempSubdirectory("logreg-server-test-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "other"));
            string[] paths = [.. TestModels.Save(folder, "titanic"), .. TestModels.Save(Path.Combine(folder, "other"), "titanic")];
            UsageException exception = Assert.Throws<UsageException>(() => ServerHost.Create(new ServerSettings { Models = paths }));
            Assert.EndsWith("would both be served as 'titanic'", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Damage(byte[] body, string[] pieces, Random random)
    {
        List<byte> bytes = [.. body];
        for (int change = random.Next(0, 4); change > 0 && bytes.Count > 0; change--)
        {
            int place = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(place, random.Next(1, Math.Min(12, bytes.Count - place) + 1));
                    break;
                case 2:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(random.Next(place + 1), random.Next(0, Math.Min(30, bytes.Count - place))));
                    break;
                default:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
            }
        }

        return [.. bytes];
    }
}
