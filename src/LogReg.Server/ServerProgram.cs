using System.CommandLine;
using LogReg.Server.Hosting;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Shared.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LogReg.Server;

/// <summary>The program: a command line in, an exit code out.</summary>
internal static class ServerProgram
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;

    /// <summary>Serves until a signal comes.</summary>
    /// <returns>0 after a signal, 1 if a model or the port cannot be used, 2 if the command line is wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new ServeOptions();
        var root = new RootCommand(ServeOptions.Description) { options.Models };
        foreach (Option option in (Option[])[.. options.Network, .. options.Limits])
        {
            root.Add(option);
        }

        int exitCode = Success;
        root.SetAction(async (parsed, _) => exitCode = await Guard(() => ServeAsync(SettingsOf(parsed, options))));
        ParseResult result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is not System.CommandLine.Help.HelpAction)
        {
            return Fail(Usage, result.Errors[0].Message, "logreg serve --help lists the options");
        }

        // The signals are the host's.
        await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return exitCode;
    }

    private static ServerSettings SettingsOf(ParseResult parsed, ServeOptions options)
    {
        var usual = new ServerSettings { Models = [] };
        return usual with
        {
            Models = parsed.GetRequiredValue(options.Models),
            Port = parsed.GetValue(options.Port) ?? usual.Port,
            Host = parsed.GetValue(options.Host) ?? usual.Host,
            AllowedHosts = parsed.GetValue(options.AllowHost) ?? [],
            ApiKeyFile = parsed.GetValue(options.ApiKeyFile),
            NoApiKey = parsed.GetValue(options.NoApiKey),
            MaxBody = parsed.GetValue(options.MaxBody) is int megabytes ? (long)megabytes << 20 : usual.MaxBody,
            MaxRows = parsed.GetValue(options.MaxRows) ?? usual.MaxRows,
            Timeout = parsed.GetValue(options.Timeout) is int seconds ? TimeSpan.FromSeconds(seconds) : usual.Timeout,
            MaxConcurrency = parsed.GetValue(options.MaxConcurrency) ?? usual.MaxConcurrency,
            RateLimit = parsed.GetValue(options.RateLimit),
        };
    }

    private static async Task<int> ServeAsync(ServerSettings settings)
    {
        await using WebApplication app = ServerHost.Create(settings);
        try
        {
            await app.StartAsync();
        }
        catch (IOException exception)
        {
            return Fail(Failure, $"the server cannot listen: {exception.Message}", "choose another port with --port, or 0 for a free one");
        }

        string names = string.Join(", ", app.Services.GetRequiredService<ModelCatalog>().Slots.Select(slot => slot.Current.Name));
        foreach (string address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
        {
            Console.WriteLine($"Serving {names} at {address}/ (Ctrl-C stops)");
        }

        await app.WaitForShutdownAsync();
        return Success;
    }

    private static async Task<int> Guard(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (UsageException exception)
        {
            return Fail(Usage, exception.Message, exception.Hint);
        }
        catch (LogRegException exception)
        {
            return Fail(Failure, RequestSpelling.Of(exception.Text), RequestSpelling.HintOf(exception.Hint));
        }
    }

    private static int Fail(int exitCode, string message, string? hint)
    {
        Console.Error.WriteLine($"error: {message}");
        if (hint is not null)
        {
            Console.Error.WriteLine($"hint: {hint}");
        }

        return exitCode;
    }
}
