using System.CommandLine;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg inspect</c>: what a model file holds.</summary>
internal sealed class InspectCommand : DocumentedCommand
{
    public const string Verb = "inspect";
    public const string Summary = "Show what a model predicts, from which features, and its coefficients, largest effects first";

    private readonly CliEnvironment _environment;
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Option<double?> _lambda = ModelArgument.CreateLambda();
    private readonly Option<CoefficientView?> _coefficients = CoefficientsOption.Create();
    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();

    public InspectCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        AddGroup("Output", _lambda, _coefficients, _json, _quiet);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Show the whole model", "logreg inspect model.json"),
        new("Print the coefficients for a program to read", "logreg inspect model.json --json"),
    ];

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        bool isQuiet = QuietOption.Read(parsed, _quiet, _json);
        LogisticModel model = ModelArgument.Load(_environment, path, threshold: null, parsed.GetValue(_lambda));
        if (parsed.GetValue(_json))
        {
            JsonReport.Write(_environment.Report, model, path);
        }
        else if (isQuiet)
        {
            foreach (string warning in model.Training.Warnings.Concat(model.Updates.SelectMany(update => update.Warnings)))
            {
                Messages.Warning(_environment, warning, hint: null);
            }
        }
        else
        {
            InspectReport.Write(
                new ReportWriter(_environment),
                model,
                path,
                isTakenFromPath: parsed.GetValue(_lambda) is not null,
                CoefficientsOption.Read(parsed, _coefficients));
        }

        return ExitCode.Success;
    }
}
