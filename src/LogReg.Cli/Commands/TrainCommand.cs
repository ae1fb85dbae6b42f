using System.CommandLine;
using LogReg.Charts;
using LogReg.Charts.Reports;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg train</c>: from a CSV file to a model file and a report.</summary>
internal sealed class TrainCommand : DocumentedCommand
{
    public const string Verb = "train";
    public const string Summary = "Train a logistic regression on a CSV file, write the model and print a report";

    private readonly CliEnvironment _environment;
    private readonly TrainOptions _options = new();
    private readonly MemoryOptions _memory = new();
    private readonly CheckpointChoice _checkpoint = new();
    private readonly ProcessOptions _processes = new();
    private readonly ReadingOptions _reading = new(ReadingOptions.UsualMissingValues);

    private readonly DataOptions _data = new("DATA.csv", "Data to train on");

    private readonly Option<string?> _output = OptionFactory.Text(
        "--output", "FILE", "Write the model to FILE [default: model.json]", "-o");
    private readonly Option<string?> _trace = OptionFactory.Text(
        "--trace", "FILE", "Write the training history to FILE as CSV, one line per iteration");
    private readonly Option<string?> _pathOutput = OptionFactory.Text(
        "--path-output", "FILE", "With --lambda path, write the whole path to FILE as CSV, one line per lambda");
    private readonly Option<bool> _safe = OptionFactory.SafeForSpreadsheets("With --path-output, put");
    private readonly Option<string?> _report = OptionFactory.Text(
        "--report", "FILE", "Write an HTML page on the model and its performance to FILE, as 'logreg report' does");
    private readonly Option<CoefficientView?> _coefficients = CoefficientsOption.Create();
    private readonly Option<bool> _json = OptionFactory.Flag("--json", "Print the report as JSON");
    private readonly Option<bool> _quiet = QuietOption.Create();
    private readonly Option<bool> _strict = OptionFactory.Flag(
        "--strict", "Exit with code 3 on any warning, not only if the model cannot be trusted");
    private readonly Option<string?> _record = OptionFactory.Text(
        "--record", "FILE", "Add a line to FILE (.jsonl) with time, data, options, measures and warnings, for 'logreg runs'");
    private readonly ProvenanceOptions _provenance;

    public TrainCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        Add(_data.Argument);
        AddGroup("Columns", _options.OfColumns);
        AddGroup(
            "Training",
            _options.Solver,
            _options.LearningRate,
            _options.MaxIterations,
            _options.Tolerance,
            _options.TestSize,
            _options.Seed,
            _options.Sampling.Init);
        AddGroup("Penalty", [.. _options.Penalty.All]);
        AddGroup("Validation", [.. _options.Validation.All]);
        AddGroup("Classes", [_options.Base, .. _options.Sampling.All]);
        AddGroup("Large data", [.. _memory.All, .. _options.Stochastic.All, .. _checkpoint.All]);
        AddGroup("Several processes", _processes.All);
        AddGroup(
            "Inference",
            _options.NoInference,
            _options.WeightType,
            _options.StandardErrors,
            _options.Confidence,
            _options.Intervals,
            _options.DropOne,
            _options.Firth,
            _options.Flic);
        _provenance = new ProvenanceOptions(
            OptionGroups.SelectMany(group => group.Options).Except([.. _memory.All, .. _checkpoint.All, .. _processes.All])
                .Concat(_reading.All.Except([_reading.Threads])));
        AddGroup(
            "Output",
            _output,
            _trace,
            _pathOutput,
            _safe,
            _report,
            _record,
            _provenance.Reproducible,
            _coefficients,
            _json,
            _quiet,
            _strict);
        AddGroup("Database", _data.OfDatabase);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("Predict the last column from all others and write model.json", "logreg train titanic.csv"),
        new(
            "Choose the target and its positive class; hold out a fifth of the rows",
            "logreg train titanic.csv --target survived --positive yes --test-size 0.2"),
        new("Allow for dependence between rows of the same family", "logreg train births.csv --standard-errors cluster:family"),
        new(
            "Give both classes the same total weight, but keep probabilities calibrated",
            "logreg train births.csv --class-weight balanced --standard-errors robust"),
        new(
            "Use a ridge penalty for separated classes or collinear features",
            "logreg train breast-cancer.csv --lambda 0.01 -o cancer.json"),
    ];

    private int Run(ParseResult parsed)
    {
        SourceFileOptions reading = _reading.Bind(parsed, CsvOptions.DefaultMissingValues, _environment.Processes);
        LogisticRegression regression = _options.Bind(parsed, reading.Csv.Threads);
        _ = QuietOption.Read(parsed, _quiet, _json);
        DataReference data = _data.Read(parsed);
        string output = parsed.GetValue(_output) ?? "model.json";
        if (regression.StochasticGradient.Stream && data.IsStandardInput)
        {
            throw new UsageException(
                "--stream reads the data several times, but standard input can be read only once",
                "save the data to a file first, or leave --stream out");
        }

        _checkpoint.RequireUsable(parsed, regression);
        ProcessOptions.RequireSolver(regression, _environment.Processes);
        _processes.Prepare(parsed, data, ProcessWork.Training, _environment);
        OutputFiles? files = _environment.Processes.AtRoot(
            () => PrepareFiles(parsed, data, output, hasPath: regression.LambdaChoice == LambdaChoice.Path));
        regression = _memory.Apply(parsed, regression, output) with { GathersRowUses = parsed.GetValue(_report) is not null };
        TrainOptions.RequireConsistent(parsed, regression);
        LogisticFit fit = FitAndWrite(parsed, regression, reading, data, output, files);
        Report(parsed, new TrainOutcome(fit, regression, data.Name, output, parsed.GetValue(_trace))
        {
            PathOutput = parsed.GetValue(_pathOutput),
            InitialPath = _options.Sampling.InitialPath(parsed),
            ReportPath = parsed.GetValue(_report),
            CheckCommand = data.After("logreg check"),
            View = CoefficientsOption.Read(parsed, _coefficients),
        });
        bool isTrusted = fit.Converged && fit.SeparatedClasses.Count == 0 && !(parsed.GetValue(_strict) && fit.Warnings.Count > 0);
        return isTrusted ? ExitCode.Success : ExitCode.Untrusted;
    }

    private OutputFiles PrepareFiles(ParseResult parsed, DataReference data, string output, bool hasPath)
    {
        string? trace = parsed.GetValue(_trace);
        string? path = parsed.GetValue(_pathOutput);
        string? report = parsed.GetValue(_report);
        string? record = parsed.GetValue(_record);
        OutputFile.RequireDifferent(
            ("--output", output), ("--trace", trace), ("--path-output", path), ("--report", report), ("--record", record),
            (CheckpointChoice.Name, _checkpoint.FileOf(parsed)));
        OutputFile? Prepare(string option, string? file, params string?[] inputs) =>
            file is null ? null : OutputFile.Prepare(option, file, data.Files.Concat(inputs.OfType<string>()));
        var modelFile = OutputFile.Prepare("--output", output, data.Files);
        OutputFile? traceFile = Prepare("--trace", trace, output);
        if (path is not null && !hasPath)
        {
            throw new UsageException("--path-output needs --lambda path", "add --penalty lasso --lambda path, or leave --path-output out");
        }

        if (parsed.GetValue(_safe) && path is null)
        {
            throw new UsageException(
                "--safe-for-spreadsheets needs --path-output", "add --path-output, or leave --safe-for-spreadsheets out");
        }

        OutputFile? pathFile = Prepare("--path-output", path, output, trace);
        OutputFile? reportFile = Prepare("--report", report, output, trace, path);
        ReportCommand.RequireHtml("--report", report);
        Prepare(CheckpointChoice.Name, _checkpoint.FileOf(parsed), output, trace, path, report);
        return new OutputFiles(
            modelFile, traceFile, pathFile, reportFile, record is null ? null : RunLog.Prepare("--record", record, data.Files));
    }

    // The model is safe before the page is made, whatever becomes of that.
    private LogisticFit FitAndWrite(
        ParseResult parsed, LogisticRegression regression, SourceFileOptions reading, DataReference data, string output, OutputFiles? files)
    {
        byte[]? page = null;
        LogisticFit fit = Fit(parsed, regression, data, reading, (found, source, progress) =>
        {
            _environment.CancellationToken.ThrowIfCancellationRequested();
            files!.Model.Write(found.Model.Save);
            page = files.Report is null ? null : Page(parsed, found, output, data, source, progress);
        });
        _environment.Processes.AtRoot(() =>
        {
            files!.Path?.Write(stream => PathFile.Write(stream, fit.Model, parsed.GetValue(_safe)));
            files.Report?.Write(stream => stream.Write(page));
            files.Trace?.Write(stream => TraceFile.Write(stream, fit.History));
            files.Record?.Append(RunDocument.Of(fit, output, _environment.Clock.GetUtcNow()));
            _checkpoint.Remove(parsed, _environment);
        });
        return fit;
    }

    private void Report(ParseResult parsed, TrainOutcome outcome)
    {
        if (parsed.GetValue(_json))
        {
            JsonReport.Write(_environment.Report, outcome);
        }
        else if (!parsed.GetValue(_quiet))
        {
            TrainReport.Write(new ReportWriter(_environment), outcome);
        }

        _environment.FlushReport();
        foreach (FitWarning warning in outcome.Fit.Warnings)
        {
            Messages.Warning(_environment, warning.Message, FlagSpelling.Of(warning.Hint));
        }
    }

    private LogisticFit Fit(
        ParseResult parsed,
        LogisticRegression regression,
        DataReference data,
        SourceFileOptions reading,
        Action<LogisticFit, DataSource, ProgressDisplay?> thenAtRoot) =>
        TrainOptions.AgainstData(() => ProgressDisplay.Run(_environment, isWanted: !parsed.GetValue(_quiet), progress =>
        {
            ProcessGroup processes = _environment.Processes;
            using var hash = new DataHash(progress, _environment.CancellationToken);
            using DataSource source = DataInput.Open(data, reading, _environment, hash);
            _reading.RequireUsed(parsed, source);
            RowOrder.WarnIfOpen(source, regression, _environment);
            hash.Take(source, processes.Collective);
            CheckpointOptions? checkpoint = _checkpoint.Read(parsed, data, _provenance.Recorded, _environment);
            bool goesOn = File.Exists(checkpoint?.Path);
            LogisticFit fit = ProcessOptions.TellingStraggler(
                _environment, () => regression.Fit(source, processes.Collective, checkpoint, hash, _environment.CancellationToken));
            if (goesOn && !parsed.GetValue(_quiet))
            {
                Messages.Write(_environment, $"note: the fit went on from the checkpoint {checkpoint!.Path}");
            }

            (string? Hash, string? Reason)? together = hash.FinishTogether(processes.Collective);
            return processes.AtRoot(() =>
            {
                LogisticFit complete = fit with
                {
                    Model = fit.Model.WithProvenance(
                        _provenance.Describe(parsed, _environment, data, together ?? hash.Finish(), fit, regression.Seed)),
                };
                thenAtRoot(complete, source, progress);
                return complete;
            }) ?? fit;
        }));

    // Of the model as it is read from its file, so that the page is the one that 'logreg report' makes, where that can know as much.
    private byte[] Page(
        ParseResult parsed, LogisticFit fit, string modelPath, DataReference data, DataSource source, ProgressDisplay? progress)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        stream.Position = 0;
        var options = new ReportOptions
        {
            ModelName = modelPath,
            WeightColumn = parsed.GetValue(_options.Weight),
            Spelling = FlagSpelling.Instance,
            Commands = ReportCommandLines.Of(
                modelPath,
                data,
                [
                    .. OptionFactory.Typed(parsed, _options.Weight),
                    .. _reading.Typed(parsed),
                ]),
        };
        return ReportMaker.Make(
            LogisticModel.Load(stream), source, ReportMaker.OfFit(fit, options), progress, _environment.CancellationToken).Page;
    }

    private sealed record OutputFiles(OutputFile Model, OutputFile? Trace, OutputFile? Path, OutputFile? Report, RunLog? Record);
}
