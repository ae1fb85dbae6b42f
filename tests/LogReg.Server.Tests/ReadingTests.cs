using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LogReg.Server.Tests;

/// <summary>CSV bodies are read as <c>logreg predict</c> reads files: by their content, by the type of the body, and by the options of the
/// address.</summary>
public sealed class ReadingTests : IAsyncLifetime
{
    private const string Titanic = "/v1/models/titanic:predict";

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(null, "titanic", "nameless");

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("", "sex;age;passengerClass\nfemale;29.5;1st\nmale;3.25;2nd\n")]
    [InlineData("?decimal=,", "sex;age;passengerClass\nfemale;29,5;1st\nmale;3,25;2nd\n")]
    [InlineData("", "sex\tage\tpassengerClass\nfemale\t29.5\t1st\nmale\t3.25\t2nd\n")]
    [InlineData("?delimiter=tab", "sex\tage\tpassengerClass\nfemale\t29.5\t1st\nmale\t3.25\t2nd\n")]
    [InlineData("?delimiter=:&decimal=,", "sex:age:passengerClass\nfemale:29,5:1st\nmale:3,25:2nd\n")]
    [InlineData("?quote=single", "sex,age,passengerClass\n'female',29.5,'1st'\nmale,3.25,2nd\n")]
    [InlineData("?skip=1", "a title\nsex,age,passengerClass\nfemale,29.5,1st\nmale,3.25,2nd\n")]
    [InlineData("?comment=%23", "sex,age,passengerClass\n# first\nfemale,29.5,1st\nmale,3.25,2nd\n")]
    public async Task Csv_InAnyNotation_IsRead(string query, string csv)
    {
        string usual = await Answer(Titanic, "sex,age,passengerClass\nfemale,29.5,1st\nmale,3.25,2nd\n"u8.ToArray(), "text/csv");
        Assert.Equal(usual, await Answer(Titanic + query, Encoding.UTF8.GetBytes(csv), "text/csv"));
        Assert.StartsWith("prediction,probability\nyes,0.92", usual, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv; charset=iso-8859-1", "")]
    [InlineData("text/csv; charset=\"windows-1252\"", "")]
    [InlineData("text/csv", "&encoding=latin1")]
    [InlineData("text/csv; charset=utf-8", "&encoding=latin1")]
    public async Task Charset_OfTheTypeOrTheAddress_Counts(string type, string query)
    {
        byte[] csv = Encoding.Latin1.GetBytes("sex,age,passengerClass,name\nfemale,29,1st,Zoë\n");
        string answer = await Answer($"{Titanic}?append=true{query}", csv, type);
        Assert.Equal("female,29,1st,Zoë,yes,0.9258533065203342", answer.Split('\n')[1]);
    }

    [Fact]
    public async Task Charset_ThatTheBytesAreNot_IsTold()
    {
        using HttpResponseMessage response = await Send(
            Titanic, Encoding.Latin1.GetBytes("sex,age,passengerClass,name\nfemale,29,1st,Zoë\n"), "text/csv; charset=utf-8");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        string hint = problem.GetProperty("hint").GetString()!;
        Assert.StartsWith("use ?encoding=windows-1252 if it is Western European, or the name of another encoding", hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv; header=absent", "")]
    [InlineData("text/csv", "?header=absent")]
    [InlineData("text/csv; header=present", "?header=absent")]
    public async Task Header_ThatIsAbsent_NamesTheColumnsByNumber(string type, string query)
    {
        string answer = await Answer($"/v1/models/nameless:predict{query}", "female,29,1st\nmale,30,3rd\n"u8.ToArray(), type);
        Assert.Equal(["prediction,probability", "yes,0.9258533065203342"], answer.Split('\n')[..2]);
        Assert.Equal(4, answer.Split('\n').Length);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.OK)]
    [InlineData("text/csv; charset=klingon", HttpStatusCode.BadRequest)]
    [InlineData("text/csv; header=perhaps", HttpStatusCode.BadRequest)]
    public async Task Types_AreChecked(string type, HttpStatusCode expected)
    {
        bool isCsv = type.StartsWith("text", StringComparison.Ordinal);
        byte[] body = Encoding.UTF8.GetBytes(isCsv ? "sex,age,passengerClass\nmale,3,1st\n" : """{"sex": "male", "age": 3, "passengerClass": "1st"}""");
        using HttpResponseMessage response = await Send(Titanic, body, type);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Json_TextsOfNumbers_AreReadAsTheAddressSays()
    {
        const string Row = """{"sex":"female","age":"29,5","passengerClass":"1st"}""";
        JsonElement answer = await _server.Ask($"{Titanic}?decimal=,", Row);
        JsonElement plain = await _server.Ask(Titanic, Row.Replace("\"29,5\"", "29.5", StringComparison.Ordinal));
        Assert.Equal(plain.ToString(), answer.ToString());
    }

    private async Task<string> Answer(string path, byte[] body, string type)
    {
        using HttpResponseMessage response = await Send(path, body, type);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }

    private async Task<HttpResponseMessage> Send(string path, byte[] body, string type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await _server.Client.PostAsync(path, content);
    }
}
