using System.CommandLine;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Export;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg export</c>: a model in another language.</summary>
internal sealed class ExportCommand : DocumentedCommand
{
    private readonly CliEnvironment _environment;
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Option<ExportKind?> _kind = OptionFactory.Choice<ExportKind>(
        "--to", "What to export to [default: what the ending of --output says]");

    private readonly Option<double?> _threshold = ModelArgument.CreateThreshold();
    private readonly Option<double?> _lambda = ModelArgument.CreateLambda();
    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "Write to FILE [default: standard output]", "-o");


    public ExportCommand(CliEnvironment environment)
        : base("export", "Write a model in another language, as a file that needs nothing of logreg")
    {
        _environment = environment;
        Add(_model);
        AddGroup("Model", _threshold, _lambda);
        AddGroup("Output", _kind, _output);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("A Python file with a function for a row", "logreg export model.json -o model.py"),
        new("JavaScript for a page or Node.js", "logreg export model.json --to javascript > model.js"),
        new("A graph for ONNX Runtime", "logreg export model.json -o model.onnx"),
        new("A calculator for people", "logreg export model.json -o model.html"),
        new("A model card for people", "logreg export model.json -o model.md"),
    ];

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        string? outputPath = parsed.GetValue(_output);
        ExportKind kind = parsed.GetValue(_kind) ?? KindOf(outputPath);
        OutputFile? file = OutputFile.PrepareRows(outputPath, path);
        LogisticModel model = ModelArgument.Load(_environment, path, parsed.GetValue(_threshold), parsed.GetValue(_lambda));
        var options = new ExportOptions { Title = Path.GetFileName(path) };
        if (file is null)
        {
            ModelExport.Write(model, kind, _environment.Output, options);
        }
        else
        {
            file.Write(stream => ModelExport.Write(model, kind, stream, options));
        }

        return ExitCode.Success;
    }

    private ExportKind KindOf(string? path) => (path is null ? "" : Path.GetExtension(path).ToLowerInvariant()) switch
    {
        ".py" => ExportKind.Python,
        ".js" => ExportKind.JavaScript,
        ".cs" => ExportKind.CSharp,
        ".onnx" => ExportKind.Onnx,
        ".pmml" => ExportKind.Pmml,
        ".html" => ExportKind.Html,
        ".md" => ExportKind.Card,
        _ => throw new UsageException(
            path is null ? $"missing option {_kind.Name}" : $"the ending of '{path}' does not say what to export to",
            $"add {_kind.Name} with one of {string.Join(", ", EnumName.All<ExportKind>())}"),
    };
}
