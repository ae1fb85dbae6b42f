using System.Diagnostics;
using System.Text;

namespace LogReg.Cli.Tests.Processes;

/// <summary><c>logreg serve</c> becomes the server that is installed with it.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Serve_Answers_AndEndsWithZeroAfterASignal(string signal)
    {
        Assert.SkipWhen(RealProcess.IsIgnored(signal), "The signal is ignored here.");
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        using Process process = RealProcess.StartFromShell("", null, "serve", model, "--port", "0");
        using var limit = new CancellationTokenSource(Patience);
        string? line = await process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.StartsWith("Serving model at http://127.0.0.1:", line, StringComparison.Ordinal);
        using var client = new HttpClient();
        using var body = new StringContent("""{"sex":"female","age":29,"passengerClass":"1st"}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync($"{line!.Split(' ')[3]}v1/predict", body, limit.Token);
        string answer = await response.Content.ReadAsStringAsync(limit.Token);
        Assert.Contains("\"probability\":0.9258533065203342", answer, StringComparison.Ordinal);

        await RealProcess.Signal(process, signal);
        CommandRun run = await RealProcess.EndOf(process, process.StandardOutput.ReadToEndAsync(limit.Token));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Serve_AFileThatIsNoModel_EndsWithOne()
    {
        CommandRun run = await RealProcess.Run("", "serve", _folder.Write("x.json", "{}"), "--port", "0");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnAllAddressesWithoutKeys_EndsWithTwo()
    {
        CommandRun run = await RealProcess.Run("", "serve", _folder.Train(TestFolder.Data("titanic.csv")), "--host", "0.0.0.0");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "error: --host 0.0.0.0 lets other machines use the models, and there are no API keys\nhint: add --api-key-file FILE, or --no-api-key to answer everyone\n",
            run.Error);
    }

    [Theory]
    [InlineData("--port must be a whole number from 0 to 65535, not '99999'", "--port", "99999")]
    [InlineData("--max-rows must be a whole number from 1 to 100000000, not '0'", "--max-rows", "0")]
    public void Serve_WithAWrongOption_IsRefusedBeforeAnythingStarts(string message, params string[] options)
    {
        CommandRun run = CommandRun.Of(["serve", "model.json", .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void CommandOf_PrefersTheNativeServer_AndRunsTheManagedOneWithTheSameDotnet()
    {
        string runtime = _folder.Path("dotnet/shared/Microsoft.NETCore.App/10.0.0/");
        Directory.CreateDirectory(runtime);
        LogRegException missing = Assert.Throws<LogRegException>(() => ServerProcess.CommandOf(_folder.Path("."), runtime));
        Assert.StartsWith("the server is not installed: there is no ", missing.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.Path("server"));
        string managed = _folder.Write("server/logreg-server.dll", "");
        LogRegException web = Assert.Throws<LogRegException>(() => ServerProcess.CommandOf(_folder.Path(""), runtime));
        Assert.StartsWith($"'logreg serve' needs the ASP.NET Core runtime {Environment.Version.Major}, which is not installed in ", web.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(_folder.Path($"dotnet/shared/Microsoft.AspNetCore.App/{Environment.Version.Major}.0.1"));
        string dotnet = _folder.Write(OperatingSystem.IsWindows() ? "dotnet/dotnet.exe" : "dotnet/dotnet", "");
        Assert.Equal([dotnet, managed], ServerProcess.CommandOf(_folder.Path(""), runtime));

        string native = _folder.Write(OperatingSystem.IsWindows() ? "logreg-server.exe" : "logreg-server", "");
        Assert.Equal([native], ServerProcess.CommandOf(_folder.Path(""), runtime));

        // As in the tool's package: what looks like an executable is only the host of the managed server.
        File.Delete(managed);
        string beside = _folder.Write("logreg-server.dll", "");
        Assert.Equal([dotnet, beside], ServerProcess.CommandOf(_folder.Path(""), runtime));
    }
}
