using System.CommandLine;
using System.CommandLine.Parsing;
using LogReg.Shared.Serving;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg serve</c>: hands over to the server, which is a program of its own.</summary>
internal sealed class ServeCommand : DocumentedCommand
{
    public const string Verb = "serve";
    public const string Summary = ServeOptions.Description;

    private readonly CliEnvironment _environment;

    public ServeCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        var options = new ServeOptions();
        Add(options.Models);
        AddGroup("Network", options.Network);
        AddGroup("Limits", options.Limits);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Try a model in the browser, at http://127.0.0.1:8080/", "logreg serve model.json"),
        new("Ask for a prediction", "curl http://127.0.0.1:8080/v1/predict --json '{\"age\": 29, \"sex\": \"female\", \"passengerClass\": \"1st\"}'"),
        new("Serve two models to other machines that have a key", "logreg serve risk.json churn.json --host 0.0.0.0 --api-key-file keys.txt"),
    ];

    private int Run(ParseResult parsed)
    {
        // All tokens after the name of the command, as they were typed.
        string[] arguments = [.. parsed.Tokens.SkipWhile(token => token.Type != TokenType.Command).Skip(1).Select(token => token.Value)];
        return ServerProcess.Run(AppContext.BaseDirectory, arguments, _environment.CancellationToken);
    }
}
