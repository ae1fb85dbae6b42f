using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LogReg.Shared.Serving;

/// <summary>The command line of the server: that of <c>logreg serve</c>, which passes it on, and of <c>logreg-server</c>, which follows
/// it.</summary>
internal sealed class ServeOptions
{
    public const string Description = "Serve models over HTTP: predictions, a page to try them, metrics";

    public Argument<string[]> Models { get; } = new("MODEL.json")
    {
        Description = "Model files written by 'logreg train'; each is served under the name of its file",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<int?> Port { get; } = Whole("--port", "NUMBER", "Listen on this port; 0 takes a free one [default: 8080]", 0, 65535);

    public Option<string?> Host { get; } = Text(
        "--host", "ADDRESS", "Listen on this address; 0.0.0.0 for all networks, which needs API keys [default: 127.0.0.1]");

    public Option<string[]> AllowHost { get; } = new("--allow-host")
    {
        HelpName = "NAME",
        Description = "On a loopback address, also answer requests for this host name, such as that of a proxy (repeatable)",
    };

    public Option<string?> ApiKeyFile { get; } = Text(
        "--api-key-file", "FILE", "Require one of the keys in FILE, one per line, as a bearer token or in the header X-API-Key");

    public Option<bool> NoApiKey { get; } = new("--no-api-key")
    {
        Description = "Answer everyone who can reach the address",
        Arity = ArgumentArity.Zero,
    };

    public Option<int?> MaxBody { get; } = Whole("--max-body", "MB", "Refuse larger requests [default: 32]", 1, 2000);

    public Option<int?> MaxRows { get; } = Whole("--max-rows", "N", "Refuse requests of more rows [default: 100,000]", 1, 100_000_000);

    public Option<int?> Timeout { get; } = Whole("--timeout", "SECONDS", "Stop a request that takes longer [default: 30]", 1, 3600);

    public Option<int?> MaxConcurrency { get; } = Whole(
        "--max-concurrency", "N", "Score so many requests at the same time, and let 16 times as many wait [default: 2 per processor]", 1, 10_000);

    public Option<int?> RateLimit { get; } = Whole(
        "--rate-limit", "N", "Answer so many requests per second of each client address [default: no limit]", 1, 1_000_000);

    public IReadOnlyList<Option> Network => [Port, Host, AllowHost, ApiKeyFile, NoApiKey];

    public IReadOnlyList<Option> Limits => [MaxBody, MaxRows, Timeout, MaxConcurrency, RateLimit];

    private static Option<string?> Text(string name, string placeholder, string description) => new(name)
    {
        HelpName = placeholder,
        Description = description,
        CustomParser = result =>
        {
            if (result.Tokens[0].Value is { Length: > 0 } text)
            {
                return text;
            }

            result.AddError($"{name} must not be empty");
            return null;
        },
    };

    private static Option<int?> Whole(string name, string placeholder, string description, int least, int most) => new(name)
    {
        HelpName = placeholder,
        Description = description,
        CustomParser = result => Parse(result, name, least, most),
    };

    private static int? Parse(ArgumentResult result, string name, int least, int most)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
        {
            return value;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number from {least} to {most}, not '{text}'"));
        return null;
    }
}
