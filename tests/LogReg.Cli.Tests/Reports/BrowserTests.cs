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
        (string dom, string errors, string log) = Open(page);
        Assert.Contains("id=\"figure-roc\"", dom, StringComparison.Ordinal);
        Assert.Contains("data-tip=\"false positive rate", dom, StringComparison.Ordinal);
        Assert.DoesNotContain("CONSOLE", errors, StringComparison.Ordinal);
        Assert.DoesNotMatch(Request(), log);
    }

    [Fact]
    public void OtherPage_ThatAsksAndComplains_IsFoundOut()
    {
        Assert.SkipUnless(File.Exists(Browser), $"there is no {Browser}");
        string page =
            _folder.Write(
                "other.html", "<!DOCTYPE html><title>x</title><img src=\"http://127.0.0.1:9/x.png\"><script>console.error('no')</script>");
        (_, string errors, string log) = Open(page);
        Assert.Contains("CONSOLE", errors, StringComparison.Ordinal);
        Assert.Matches(Request(), log);
    }

    private (string Dom, string Errors, string Log) Open(string page)
    {
        string log = _folder.Path("net.json");
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
            "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", $"--log-net-log={log}",
            $"--user-data-dir={_folder.Path("profile")}",
            "--dump-dom", new Uri(page).AbsoluteUri,
        ];
        using Process process =
            Process.Start(new ProcessStartInfo(Browser, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string dom = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (dom, errors.Result, File.ReadAllText(log));
    }

    // What the log says of a request that a page makes; the browser's own have no origin.
    [GeneratedRegex("\"initiator\":\"(?!not an origin\")")]
    private static partial Regex Request();
}
