using System.Globalization;
using System.Net;
using System.Text.Json;
using LogReg.Data;

namespace LogReg.Server.Tests;

/// <summary>A model of a LIBSVM file takes rows from index to number, and LIBSVM text.</summary>
public sealed class SparseTests : IAsyncLifetime
{
    private const string Path = "/v1/models/vectors:predict";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(null, "vectors", "titanic");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Libsvm_AnswersThePredictionsOfTheLibrary()
    {
        using HttpResponseMessage response = await _server.Post(Path, TestModels.Libsvm, "text/libsvm");
        string[] lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("prediction,probability", lines[0]);
        Assert.Equal(
            Expected(TestModels.Libsvm), lines.Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Json_FromIndexToNumber_IsTheSameRow()
    {
        JsonElement answer = await _server.Ask($"{Path}?unknown=ignore", """[{"17":2,"3":-0.5},{},{"3":"1.5","40":0.25,"99":7,"label":1},{"3":0}]""");
        Assert.Equal(
            Expected("0 3:-0.5 17:2\n0\n0 3:1.5 40:0.25 99:7\n0\n"),
            answer.GetProperty("predictions").EnumerateArray().Select(one => one.GetProperty("probability").GetDouble()));
        Assert.Equal(0, (await _server.Ask(Path, "[]")).GetProperty("predictions").GetArrayLength());
    }

    [Theory]
    [InlineData("application/json", """[{"3":1},{"x3":1}]""", "row 2: 'x3' is not an index of the vector 'features'")]
    [InlineData("application/json", """{"03":1}""", "row 1: '03' is not an index of the vector 'features'")]
    [InlineData("application/json", """{"-3":1}""", "row 1: '-3' is not an index of the vector 'features'")]
    [InlineData("application/json", """[{"3":1},{"999":1}]""", "row 2: the model has no index 999; its largest one is 40")]
    [InlineData("application/json", """{"3":null}""", "row 1, index 3: the value is not a finite number")]
    [InlineData("application/json", """{"3":1e999}""", "row 1, index 3: the value is not a finite number")]
    [InlineData("application/json", """{"3":true}""", "row 1, index 3: the value is not a finite number")]
    [InlineData("application/json", "[3]", "row 1 is a number, but must be an object with a member for each index whose number is not 0")]
    [InlineData("text/csv", "3,17\n1,2\n", "the model reads vectors, which a CSV file does not have")]
    [InlineData("text/libsvm", "0 3:1\n0 17:2 3:1\n", "the request, line 2, column 'features': the indices of a row must ascend, but 3 follows 17")]
    public async Task Rows_ThatAreWrong_AreRefused(string type, string body, string detail)
    {
        using HttpResponseMessage response = await _server.Post(Path, body, type);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(detail, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Effect_IsForColumns()
    {
        using HttpResponseMessage response = await _server.Post("/v1/models/vectors:effect", """{"row":{"3":1},"column":"features"}""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "the model reads vectors, which have no curve",
            JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Model_TellsThatItReadsAVector()
    {
        JsonElement input = (await _server.Get("/v1/models/vectors")).GetProperty("inputs")[0];
        Assert.Equal(("features", "vector"), (input.GetProperty("name").GetString(), input.GetProperty("kind").GetString()));
    }

    private static IEnumerable<double> Expected(string libsvm)
    {
        using DataSource source = LibsvmSource.FromStream(TestModels.StreamOf(libsvm), "rows");
        return [.. TestModels.Of("vectors").Score(source).SelectMany(chunk => chunk.Probabilities.ToArray())];
    }
}
