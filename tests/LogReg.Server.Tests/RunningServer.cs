using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LogReg.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LogReg.Server.Tests;

/// <summary>A server on a free port of the loopback address, with its models in a folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private RunningServer(WebApplication app, string folder)
    {
        _app = app;
        _folder = folder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(100) };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public string PathOf(string model) => Path.Combine(_folder, $"{model}.json");

    public static async Task<RunningServer> Start(Func<ServerSettings, ServerSettings>? change = null, params string[] models)
    {
        string folder = Directory.CreateTempSubdirectory("logreg-server-test-").FullName;
        var settings = new ServerSettings
        {
            Models = TestModels.Save(folder, models.Length == 0 ? ["titanic"] : models),
            Port = 0,
            ReloadInterval = TimeSpan.FromMilliseconds(20),
        };
        WebApplication app = ServerHost.Create(change is null ? settings : change(settings));
        await app.StartAsync();
        return new RunningServer(app, folder);
    }

    public IServiceProvider Services => _app.Services;

    public Task Stop() => _app.StopAsync();

    public async Task<HttpResponseMessage> Post(string path, string body, string type = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (accept is not null)
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        }

        return await Client.SendAsync(request);
    }

    /// <summary>Posts JSON and returns the answer, which must be a success.</summary>
    public async Task<JsonElement> Ask(string path, object body)
    {
        using HttpResponseMessage response = await Post(path, body as string ?? JsonSerializer.Serialize(body));
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<JsonElement> Get(string path)
    {
        string text = await Client.GetStringAsync(path);
        return JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
