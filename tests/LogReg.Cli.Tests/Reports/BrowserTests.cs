using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests.Reports;

/// <summary>Opens a page in a browser, where there is one.</summary>
public sealed partial class BrowserTests : IDisposable
{
    private const string Browser = "/usr/bin/chromium";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_InABrowser_RunsItsScriptAsksForNothingAndComplainsOfNothing()
    {
        Assert.SkipUnless(File.Exists(Browser), $"there is no {Browser}");
        string data = _folder.Copy("titanic.csv");
        string page = _folder.Path("report.html");
        _folder.Train(data, "--report", page);
        string log = _folder.Path("net.json");
        (string dom, string errors) = Run(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-extensions", "--enable-logging=stderr", $"--log-net-log={log}", $"--user-data-dir={_folder.Path("profile")}", "--dump-dom", new Uri(page).AbsoluteUri);
        Assert.Contains("id=\"figure-roc\"", dom, StringComparison.Ordinal);
        Assert.Contains("data-tip=\"false positive rate", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("CONSOLE", errors, StringComparison.Ordinal);
        Assert.DoesNotMatch(Request(), File.ReadAllText(log));
    }

    private static (string Output, string Error) Run(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Browser, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.Result);
    }

    // What a net log says of a request over the network.
    [GeneratedRegex("\"url\":\"https?://")]
    private static partial Regex Request();
}
