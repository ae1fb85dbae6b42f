using System.CommandLine;
using System.Globalization;
using LogReg.Charts.Text;
using LogReg.Cli.Commands.Exports;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Export;
using LogReg.Export.Sql;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg export</c>: a model in another language.</summary>
internal sealed class ExportCommand : DocumentedCommand
{
    public const string Verb = "export";
    public const string Summary = "Write a model in another language, as a file that needs nothing of logreg";

    // Rounding of texts and functions is far below.
    private const double LargestDifference = 1e-6;

    private readonly CliEnvironment _environment;
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly Option<ExportKind?> _kind = OptionFactory.Choice<ExportKind>(
        "--to", "What to export to [default: what the ending of --output says]");

    private readonly Option<double?> _threshold = ModelArgument.CreateThreshold();
    private readonly Option<double?> _lambda = ModelArgument.CreateLambda();
    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "Write to FILE [default: standard output]", "-o");

    private readonly Option<string?> _verify = OptionFactory.Text(
        "--verify", "DATA", "Score this file with what was exported, too, and print the largest difference of a probability from the model's");

    private readonly Option<SqlDialect?> _dialect = OptionFactory.Choice<SqlDialect>(
        "--dialect", "The database system of --to sql [default: ansi, standard SQL]");

    private readonly Option<string?> _table = OptionFactory.Text("--table", "NAME", "The table that the SQL reads [default: input]");
    private readonly Option<string?> _view = OptionFactory.Text("--view", "NAME", "Make a view of this name in SQL, in place of a query");
    private readonly Option<string[]> _keep = OptionFactory.Names(
        "--keep", "COLUMNS", "Put these columns of the table before the prediction, separated by commas [default: those of the model]");

    private readonly Option<bool> _nomogram = OptionFactory.Flag("--nomogram", "Put the nomogram of the model below the form of a page");

    public ExportCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        AddGroup("Model", _threshold, _lambda);
        AddGroup("Output", _kind, _output, _verify);
        AddGroup("Page", _nomogram);
        AddGroup("SQL", _dialect, _table, _view, _keep);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("A Python file with a function for a row", "logreg export model.json -o model.py"),
        new("JavaScript for a page or Node.js", "logreg export model.json --to javascript > model.js"),
        new("A graph for ONNX Runtime", "logreg export model.json -o model.onnx"),
        new("A calculator for people", "logreg export model.json -o model.html"),
        new("A workbook that computes, for Excel and LibreOffice", "logreg export model.json -o model.xlsx"),
        new("A nomogram for paper", "logreg export model.json -o model.svg"),
        new("A model card for people", "logreg export model.json -o model.md"),
        new(
            "A view that scores a table of PostgreSQL",
            "logreg export model.json -o model.sql --dialect postgres --table customers --view scored --keep id"),
    ];

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        string? outputPath = parsed.GetValue(_output);
        ExportKind kind = parsed.GetValue(_kind) ?? KindOf(outputPath);
        OutputFile? file = outputPath is null or DataInput.StandardInput ? null : OutputFile.Prepare(_output.Name, outputPath, path);
        LogisticModel model = ModelArgument.Load(_environment, path, parsed.GetValue(_threshold), parsed.GetValue(_lambda));
        var options = new ExportOptions { Title = Path.GetFileName(path), HasNomogram = Nomogram(parsed, kind), Sql = Sql(parsed, kind) };
        ExportRunner? runner = parsed.GetValue(_verify) is null ? null : Runner(kind, options.Sql.Dialect, model);
        if (runner is not null)
        {
            Verify(model, runner, parsed.GetValue(_verify)!, options.Sql.Columns ?? []);
        }

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

    private ExportRunner Runner(ExportKind kind, SqlDialect dialect, LogisticModel model) => ExportRunner.Of(kind, dialect, model)
        ?? throw new UsageException(
            $"{_verify.Name} cannot run {EnumName.Of(kind)}{(kind == ExportKind.Sql ? $" of dialect {EnumName.Of(dialect)}" : "")}",
            $"leave out {_verify.Name}; it runs python, javascript, csharp, html, excel, onnx and sql of dialect sqlite");

    // Before anything is written: a file that differs from the model must not stay where somebody may use it.
    private void Verify(LogisticModel model, ExportRunner runner, string dataPath, IReadOnlyList<string> kept)
    {
        VerifiedRows verified = new ExportVerification(_environment, model, runner, kept).Run(dataPath);
        string row = NumberFormat.Count(verified.WorstRow + 1);
        if (double.IsNaN(verified.Difference))
        {
            throw new LogRegException(
                $"run by {runner.Program}, the exported file gives no probability for row {row} of {dataPath}; it was not written",
                $"look at the cells of that row: {EnumName.Of(runner.Kind)} reads numbers with a point and without separators");
        }

        if (verified.Difference > LargestDifference)
        {
            throw new LogRegException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"run by {runner.Program}, the exported file gives another probability than the model for row {row} of {dataPath}, "
                        + $"by {verified.Difference:0.0e+0}; it was not written"),
                "this is a fault of the export, not of your data; please report it with the model and that row");
        }

        Messages.Write(_environment, string.Create(
            CultureInfo.InvariantCulture,
            $"verified by {runner.Program} on {NumberFormat.Count(verified.Rows, "row")} of {dataPath}: the largest difference of a probability is "
                + $"{verified.Difference:0.0e+0}"));
    }

    private SqlOptions Sql(ParseResult parsed, ExportKind kind)
    {
        foreach (Option option in kind == ExportKind.Sql ? Array.Empty<Option>() : [_dialect, _table, _view, _keep])
        {
            if (OptionFactory.Typed(parsed, option).Any())
            {
                throw new UsageException($"{option.Name} is for {_kind.Name} {EnumName.Of(ExportKind.Sql)} only", $"leave out {option.Name}");
            }
        }

        var defaults = new SqlOptions();
        return new SqlOptions
        {
            Dialect = parsed.GetValue(_dialect) ?? defaults.Dialect,
            Table = parsed.GetValue(_table) ?? defaults.Table,
            View = parsed.GetValue(_view),
            Columns = parsed.Given(_keep),
        };
    }

    private bool Nomogram(ParseResult parsed, ExportKind kind) => !parsed.GetValue(_nomogram) || kind == ExportKind.Html
        ? parsed.GetValue(_nomogram)
        : throw new UsageException(
            $"{_nomogram.Name} is for {_kind.Name} {EnumName.Of(ExportKind.Html)} only",
            $"leave out {_nomogram.Name}, or use {_kind.Name} {EnumName.Of(ExportKind.Nomogram)} for the nomogram alone");

    private ExportKind KindOf(string? path) => (path is null ? "" : Path.GetExtension(path).ToLowerInvariant()) switch
    {
        ".py" => ExportKind.Python,
        ".js" => ExportKind.JavaScript,
        ".cs" => ExportKind.CSharp,
        ".onnx" => ExportKind.Onnx,
        ".pmml" => ExportKind.Pmml,
        ".html" => ExportKind.Html,
        ".md" => ExportKind.Card,
        ".sql" => ExportKind.Sql,
        ".xlsx" => ExportKind.Excel,
        ".svg" => ExportKind.Nomogram,
        _ => throw new UsageException(
            path is null ? $"missing option {_kind.Name}" : $"the ending of '{path}' does not say what to export to",
            $"add {_kind.Name} with one of {string.Join(", ", EnumName.All<ExportKind>())}"),
    };
}
