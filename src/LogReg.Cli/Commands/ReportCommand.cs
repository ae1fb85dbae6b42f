using System.CommandLine;
using LogReg.Charts;
using LogReg.Charts.Reports;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg report</c>: a model and how it does, as one HTML page.</summary>
internal sealed class ReportCommand : DocumentedCommand
{
    public const string Verb = "report";
    public const string Summary = "Write an HTML page on a model and its performance on a CSV file";

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly Argument<string> _model = ModelArgument.Create();
    private readonly DataOptions _data = new("DATA.csv", "Rows with known classes");

    private readonly Option<string?> _output =
        OptionFactory.Text("--output", "FILE", "Write the page to FILE [default: report.html]", "-o");
    private readonly Option<string?> _weight = OptionFactory.Text("--weight", "COLUMN", "Weight rows by this column");
    private readonly Option<double?> _threshold = ModelArgument.CreateThreshold();
    private readonly Option<double?> _lambda = ModelArgument.CreateLambda();
    private readonly Option<bool> _quiet = QuietOption.Create();
    private readonly Option<string?> _note =
        OptionFactory.Text(
            "--note",
            "TEXT",
            "Add this text at the end of the page, such as a date [default: none, so that the same input gives the same page]");

    public ReportCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_model);
        Add(_data.Argument);
        AddGroup("Data", _weight);
        AddGroup("Output", _output, _threshold, _lambda, _note, _quiet);
        AddGroup("Database", _data.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Write a page with a summary, tables and figures", "logreg report model.json titanic.csv -o report.html"),
        new("Use another threshold, and add a date", "logreg report model.json titanic.csv --threshold 0.3 --note '1 May 2026'"),
    ];

    private int Run(ParseResult parsed)
    {
        string modelPath = parsed.GetRequiredValue(_model);
        DataReference data = _data.Read(parsed);
        ArgumentOrder.Check(parsed, modelPath, data.Path ?? "");
        string output = parsed.GetValue(_output) ?? "report.html";
        LogisticModel model = ModelArgument.Load(_environment, modelPath, parsed.GetValue(_threshold), parsed.GetValue(_lambda));
        var file = OutputFile.Prepare("--output", output, data.Files.Prepend(modelPath));
        RequireHtml("--output", output);
        bool isQuiet = parsed.GetValue(_quiet);
        Report report = ProgressDisplay.Run(_environment, isWanted: !isQuiet, progress =>
        {
            using DataSource source = _reading.OpenForScoring(parsed, data, model, _environment);
            return ReportMaker.Make(model, source, OptionsOf(parsed, modelPath, data), progress, _environment.CancellationToken);
        });
        _environment.CancellationToken.ThrowIfCancellationRequested();
        file.Write(stream => stream.Write(report.Page));
        if (!isQuiet)
        {
            new ReportWriter(_environment).Line($"Report written to {output}");
            _environment.FlushReport();
        }

        Messages.Warnings(_environment, report.Warnings);
        return ExitCode.Success;
    }

    /// <summary>Makes sure that a file is named as what is written into it.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file, or <see langword="null"/> where none is wanted.</param>
    /// <exception cref="UsageException">It is not.</exception>
    public static void RequireHtml(string option, string? path)
    {
        if (path is not null && Path.GetExtension(path).ToUpperInvariant() is not (".HTML" or ".HTM"))
        {
            throw new UsageException(
                $"{option} must end in .html, not '{path}'", "a report is an HTML page, which a browser opens and prints");
        }
    }

    private ReportOptions OptionsOf(ParseResult parsed, string modelPath, DataReference data) => new()
    {
        ModelName = modelPath,
        WeightColumn = parsed.GetValue(_weight),
        Spelling = FlagSpelling.Instance,
        Commands = ReportCommandLines.Of(
            modelPath,
            data,
            [
                .. OptionFactory.Typed(parsed, _weight),
                .. OptionFactory.Typed(parsed, _threshold),
                .. OptionFactory.Typed(parsed, _lambda),
                .. _reading.Typed(parsed),
            ]),
        IsTakenFromPath = parsed.GetValue(_lambda) is not null,
        Note = parsed.GetValue(_note) ?? "",
    };
}
