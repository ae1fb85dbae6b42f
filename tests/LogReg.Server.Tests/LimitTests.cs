using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LogReg.Server.Endpoints;
using LogReg.Server.Hosting;

namespace LogReg.Server.Tests;

/// <summary>What is too large, too much or too slow is refused with its own status, and who has no key is not answered.</summary>
public sealed class LimitTests
{
    private const string Path = "/v1/models/titanic:predict";
    private const string Row = """{"sex":"male","age":30,"passengerClass":"3rd"}""";

    [Fact]
    public async Task Body_ThatIsTooLarge_Is413()
    {
        await using RunningServer server = await RunningServer.Start(settings => settings with { MaxBody = 1 << 20 });
        using HttpResponseMessage response = await server.Post(Path, $"[{string.Join(',', Enumerable.Repeat(Row, 30_000))}]");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("the request is larger than the 1 MB that the server takes", await DetailOf(response));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    public async Task Rows_ThatAreTooMany_Are413(string type)
    {
        await using RunningServer server = await RunningServer.Start(settings => settings with { MaxRows = 100 });
        string Body(int rows) => type == "text/csv"
            ? "sex,age,passengerClass\n" + string.Concat(Enumerable.Repeat("male,30,1st\n", rows))
            : $"[{string.Join(',', Enumerable.Repeat(Row, rows))}]";
        using HttpResponseMessage fits = await server.Post(Path, Body(100), type);
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        using HttpResponseMessage response = await server.Post(Path, Body(101), type);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("the request has more than 100 rows", await DetailOf(response));
    }

    [Fact]
    public async Task Columns_ThatAreTooMany_Are413()
    {
        await using RunningServer server = await RunningServer.Start();
        using HttpResponseMessage response = await server.Post(Path, new string(';', 100_000) + "\n", "text/csv");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("the first line of the request has more than 100,000 cells", await DetailOf(response));
    }

    [Fact]
    public async Task Rate_BeyondTheLimit_Is429()
    {
        await using RunningServer server = await RunningServer.Start(settings => settings with { RateLimit = 1 });
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.Post(Path, Row)));
        HttpResponseMessage refused = responses.First(response => response.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("this address has sent more than 1 request in a second", await DetailOf(refused));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    public void Rate_CountsTheNetworkOfAClient(string address, string network) =>
        Assert.Equal(IPAddress.Parse(network), ClientNetwork.Of(IPAddress.Parse(address)));

    [Fact]
    public async Task Requests_BeyondTheQueue_Are503_AndTheOthersAreAnswered()
    {
        await using RunningServer server = await RunningServer.Start(settings => settings with { MaxConcurrency = 1 });
        using Socket slow = await SendHalf(server);
        Task<HttpResponseMessage>[] others = [.. Enumerable.Range(0, 24).Select(_ => server.Post(Path, Row))];
        using HttpResponseMessage first = await await Task.WhenAny(others);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("the server has more requests than it can hold", await DetailOf(first));
        await slow.SendAsync(Encoding.ASCII.GetBytes(Row[10..]));
        HttpResponseMessage[] all = await Task.WhenAll(others);
        Assert.All(all, one => Assert.True(one.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        Assert.InRange(all.Count(one => one.StatusCode == HttpStatusCode.OK), 16, 17);
    }

    [Fact]
    public async Task Request_ThatTakesTooLong_Is503()
    {
        await using RunningServer server = await RunningServer.Start(settings => settings with { Timeout = TimeSpan.FromSeconds(1) });
        using Socket slow = await SendHalf(server);
        string answer = await ReadAll(slow);
        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.Contains("the request took longer than 1 second\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_LetsRequestsInFlightFinish()
    {
        await using RunningServer server = await RunningServer.Start();
        using Socket slow = await SendHalf(server);
        Task stop = server.Stop();
        await slow.SendAsync(Encoding.ASCII.GetBytes(Row[10..]));
        string answer = await ReadAll(slow);
        await stop;
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OpenTheServer()
    {
        string file = System.IO.Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "# of the shop\n0123456789abcdef\n\n  fedcba9876543210  \n");
            await using RunningServer server = await RunningServer.Start(settings => settings with { ApiKeyFile = file });
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/ready")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(server, "/v1/models", null));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(server, "/metrics", null));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(server, "/v1/models", "X-API-Key: 0123456789abcdeF"));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(server, "/v1/models", "Authorization: Basic 0123456789abcdef"));
            Assert.Equal(HttpStatusCode.OK, await StatusWith(server, "/v1/models", "X-API-Key: 0123456789abcdef"));
            Assert.Equal(HttpStatusCode.OK, await StatusWith(server, "/metrics", "Authorization: Bearer fedcba9876543210"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("0.0.0.0", null, false, "--host 0.0.0.0 lets other machines use the models, and there are no API keys")]
    [InlineData("127.0.0.1", "keys", true, "--api-key-file cannot be used with --no-api-key")]
    [InlineData("example", null, false, "--host must be an IP address or localhost, not 'example'")]
    public void Addresses_ThatOthersReach_NeedKeys(string host, string? file, bool isOpen, string message)
    {
        var settings = new ServerSettings { Models = [], Host = host, ApiKeyFile = file, NoApiKey = isOpen };
        Assert.Equal(message, Assert.Throws<UsageException>(() => ListenAddress.RequireKeys(settings)).Message);
    }

    [Fact]
    public void Keys_OfAFileThatIsNotThere_SayHowToWriteIt()
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "no-such-folder", "keys");
        UsageException error = Assert.Throws<UsageException>(() => ApiKeys.Read(path));
        Assert.Equal($"--api-key-file {path} cannot be read: there is no such file", error.Message);
        Assert.Equal($"write a key with: openssl rand -hex 32 >> {path}", error.Hint);
        Assert.Equal(
            $"--api-key-file {System.IO.Path.GetTempPath()} cannot be read: it is a folder, or you may not read it",
            Assert.Throws<UsageException>(() => ApiKeys.Read(System.IO.Path.GetTempPath())).Message);
    }

    [Fact]
    public void Addresses_WithAReason_AreTaken()
    {
        ListenAddress.RequireKeys(new ServerSettings { Models = [], Host = "localhost" });
        ListenAddress.RequireKeys(new ServerSettings { Models = [], Host = "::1" });
        ListenAddress.RequireKeys(new ServerSettings { Models = [], Host = "0.0.0.0", NoApiKey = true });
        ListenAddress.RequireKeys(new ServerSettings { Models = [], Host = "0.0.0.0", ApiKeyFile = "keys" });
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("models.example", HttpStatusCode.OK)]
    [InlineData("localhost:8080", HttpStatusCode.OK)]
    public async Task Hosts_OfOthers_AreNotAnswered(string host, HttpStatusCode expected)
    {
        await using RunningServer server = await RunningServer.Start(settings => settings with { AllowedHosts = ["models.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        request.Headers.Host = host;
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
    }

    private static async Task<string> DetailOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!;

    private static async Task<HttpStatusCode> StatusWith(RunningServer server, string path, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        }

        using HttpResponseMessage response = await server.Client.SendAsync(request);
        return response.StatusCode;
    }

    // The beginning of a request, which takes its place among those that are answered.
    private static async Task<Socket> SendHalf(RunningServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Row.Length}\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n"));

        // The server asks for the body once it reads it.
        byte[] buffer = new byte[25];
        int read = 0;
        while (read < buffer.Length)
        {
            read += await socket.ReceiveAsync(buffer.AsMemory(read));
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(Row[..10]));
        return socket;
    }

    private static async Task<string> ReadAll(Socket socket)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer) is int count and > 0)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
