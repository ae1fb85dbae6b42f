using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LogReg.Data;

namespace LogReg.Samples.Tests;

/// <summary>The web app that scores from a saved model, asked over the loopback interface.</summary>
public sealed class ScoringApiTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-api-").FullName;
    private readonly LogisticModel _model =
        new LogisticRegression { Target = "survived" }.Fit(CsvSource.FromFile(Path.Combine(AppContext.BaseDirectory, "titanic.csv"))).Model;

    private SampleProcess? _sample;
    private HttpClient? _client;

    public async ValueTask InitializeAsync()
    {
        string file = Path.Combine(_folder, "model.json");
        _model.Save(file);

        // Port 0: the system gives a free one, and the app says which.
        _sample = SampleProcess.Start("ScoringApi", "--model", file, "--urls", "http://127.0.0.1:0");
        string address = await _sample.WaitFor("Now listening on: ");
        _client =
            new HttpClient(new SocketsHttpHandler { UseProxy = false })
            {
                BaseAddress = new Uri(address),
                Timeout = SampleProcess.Patience,
            };
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _sample?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Predict_GoodAndBadRows_AreAnsweredOrExplained()
    {
        JsonElement good = await Answer(HttpStatusCode.OK, """{ "sex": "female", "age": 29, "passengerClass": "1st", "cabin": [5] }""");
        Assert.Equal("yes", good.GetProperty("prediction").GetString());
        var row = new Dictionary<string, object?> { ["sex"] = "female", ["age"] = 29, ["passengerClass"] = "1st" };
        Assert.Equal(_model.PredictProbability(row), good.GetProperty("probability").GetDouble());

        row["age"] = null;
        JsonElement missing = await Answer(HttpStatusCode.OK, """{ "sex": "female", "age": null, "passengerClass": "1st" }""");
        Assert.Equal(_model.PredictProbability(row), missing.GetProperty("probability").GetDouble());

        JsonElement misspelt = await Answer(HttpStatusCode.BadRequest, """{ "sx": "female", "age": 29, "passengerClass": "1st" }""");
        Assert.Contains("did you mean 'sx'?", misspelt.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("sex, age, passengerClass", misspelt.GetProperty("hint").GetString(), StringComparison.Ordinal);

        JsonElement text = await Answer(HttpStatusCode.BadRequest, """{ "sex": "female", "age": "young", "passengerClass": "1st" }""");
        Assert.Contains("'young' is not a finite number", text.GetProperty("detail").GetString(), StringComparison.Ordinal);

        // Half of a surrogate pair, which only the reader of the text notices.
        JsonElement surrogate = await Answer(HttpStatusCode.BadRequest, """{ "sex": "\ud800", "age": 29, "passengerClass": "1st" }""");
        Assert.Contains("not valid Unicode", surrogate.GetProperty("detail").GetString(), StringComparison.Ordinal);

        JsonElement broken = await Answer(HttpStatusCode.BadRequest, "{ sex: ");
        Assert.Equal(400, broken.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Predict_CellsThatTrainingNeverSaw_AreFlagged()
    {
        JsonElement usual = await Answer(HttpStatusCode.OK, """{ "sex": "female", "age": 29, "passengerClass": "1st" }""");
        Assert.Empty(usual.GetProperty("flags").EnumerateArray());
        JsonElement unusual = await Answer(HttpStatusCode.OK, """{ "sex": "unknown", "age": 129, "passengerClass": "1st" }""");
        Assert.Equal(
            ["sex: UnseenLevel", "age: AboveRange"],
            unusual.GetProperty("flags").EnumerateArray().Select(
                flag => $"{flag.GetProperty("feature").GetString()}: {flag.GetProperty("kind").GetString()}"));
    }

    [Fact]
    public async Task Predict_BytesThatAreNoUtf8_AreABadRequest()
    {
        byte[] bytes = [.. """{ "sex": "x"""u8, 0xff, .. "\", \"age\": 29, \"passengerClass\": \"1st\" }"u8];
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await _client!.PostAsync(new Uri("/predict", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Root_SaysWhatTheModelNeeds()
    {
        JsonElement answer = await _client!.GetFromJsonAsync<JsonElement>("/");
        Assert.Equal("survived", answer.GetProperty("target").GetString());
        Assert.Equal(
            ["sex", "age", "passengerClass"], answer.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()));
    }

    private async Task<JsonElement> Answer(HttpStatusCode expected, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client!.PostAsync(new Uri("/predict", UriKind.Relative), content);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
