using System.CommandLine;
using System.Text;
using LogReg.Charts;
using LogReg.Charts.Layout;
using LogReg.Charts.Terminal;
using LogReg.Cli.Commands.Plots;
using LogReg.Cli.Files;
using LogReg.Cli.Output;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg plot</c>: pictures of the method, of a model and of how it does, as PNG or SVG.</summary>
internal sealed class PlotCommand : DocumentedCommand
{
    public const string Verb = "plot";
    public const string Summary = "Draw the logistic function, a fit, a model or its performance as SVG or PNG";

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly PlotOptions _options = new();

    private readonly Argument<string> _kind = new("KIND") { Description = "The kind of plot" };

    private readonly Argument<string[]> _inputs = new("INPUTS")
    {
        Description = "What the kind needs, in this order: FEATURE, MODEL.json, DATA.csv",
        Arity = new ArgumentArity(0, 3),
    };

    private readonly Option<string?> _output = OptionFactory.Text(
        "--output", "FILE", "Write the plot to FILE, which must end in .svg or .png [default: KIND.svg]", "-o");
    private readonly Option<bool> _terminal = OptionFactory.Flag("--terminal", "Draw in the terminal, and write a file only with --output");
    private readonly Option<bool> _quiet = QuietOption.Create();
    private readonly Option<int?> _width = Side("--width", "Set the width in pixels");
    private readonly Option<int?> _height = Side("--height", "Set the height in pixels");

    private readonly Option<PlotTheme?> _theme = OptionFactory.Choice<PlotTheme>(
        "--theme", "Use colours for a light or a dark background [default: light]");

    public PlotCommand(CliEnvironment environment)
        : base(Verb, Summary)
    {
        _environment = environment;
        _kind.CompletionSources.Add([.. PlotKinds.All.Select(kind => kind.Name)]);
        Add(_kind);
        Add(_inputs);
        AddGroup("Output", _output, _terminal, _width, _height, _theme, _quiet);
        AddGroup("Plots of functions", _options.OfSigmoid);
        AddGroup("Plots of fits", _options.OfFits);
        AddGroup("Plots of a model", _options.OfModel);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<(string Label, string Description)> Kinds =>
        [.. PlotKinds.All.Select(kind => (kind.Name, kind.Summary + (kind.Needs.Count == 0 ? "" : $" ({string.Join(", ", kind.Inputs)})")))];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Draw the sigmoid, its derivative, and where the gradient vanishes", "logreg plot sigmoid --saturation -o sigmoid.png"),
        new("Compare three solvers on the same data", "logreg plot loss titanic.csv --compare gd,lbfgs,newton"),
        new("Compare predicted with observed proportions", "logreg plot calibration model.json titanic.csv --theme dark"),
        new("Show the effect of a feature on the probability, in the terminal", "logreg plot effect age model.json --terminal"),
        new(
            "Compare its effect between the levels of another column",
            "logreg plot effect age model.json --by sex --at passengerClass=3rd"),
        new(
            "Average the probability over rows, with the feature set to each value",
            "logreg plot effect age model.json titanic.csv --average"),
        new("Draw odds ratios with their intervals", "logreg plot coefficients model.json -o coefficients.png --width 1800"),
    ];

    private TerminalStyle Terminal =>
        new(
            _environment.Width,
            _environment.IsOutputTerminal && _environment.AllowsColor && _environment.AllowsUnicode,
            !_environment.AllowsUnicode);

    private int Run(ParseResult parsed)
    {
        PlotKind kind = KindOf(parsed.GetRequiredValue(_kind));
        (string feature, string model, string data) = InputsOf(kind, parsed.GetValue(_inputs) ?? []);
        if (kind.NeedsModel)
        {
            ArgumentOrder.Check(parsed, model, kind.NeedsData ? data : feature);
        }

        CheckOptions(kind, parsed);
        bool drawsInTerminal = parsed.GetValue(_terminal);
        string? path = parsed.GetValue(_output) ?? (drawsInTerminal ? null : $"{kind.Name}.svg");
        CheckSides(parsed, path);
        OutputFile? file = path is null
            ? null
            : OutputFile.Prepare("--output", path, new[] { model, data }.Where(input => input.Length > 0));
        bool isPng = path is not null && IsPng(path);
        Figure figure = kind.Draw(new PlotRequest(_environment, parsed, _options, _reading, feature, model, data)
        {
            IsQuiet = parsed.GetValue(_quiet),
        });
        _environment.CancellationToken.ThrowIfCancellationRequested();
        var picture = new FigureOptions
        {
            Width = parsed.GetValue(_width),
            Height = parsed.GetValue(_height),
            Theme = parsed.GetValue(_theme) ?? PlotTheme.Light,
        };
        file?.Write(stream => stream.Write(isPng ? figure.ToPng(picture) : Encoding.UTF8.GetBytes(figure.ToSvg(picture))));
        if (drawsInTerminal)
        {
            DrawInTerminal(figure);
        }

        if (file is not null && !parsed.GetValue(_quiet))
        {
            (int width, int height) = FigureFile.SizeOf(figure, picture);
            new ReportWriter(_environment).Line($"Picture written to {path}, {width} × {height} pixels");
        }

        return ExitCode.Success;
    }

    private void DrawInTerminal(Figure figure)
    {
        if (TerminalFigure.ClassesWithoutRoom(figure, Terminal.Width) is int classes)
        {
            throw new LogRegException(
                $"the numbers of {classes} classes do not fit into {Terminal.Width} columns",
                "write a picture with --output FILE.svg instead of --terminal, or use a wider window");
        }

        foreach (string line in TerminalFigure.Lines(figure, Terminal))
        {
            _environment.Report.WriteLine(line);
        }
    }

    private void CheckSides(ParseResult parsed, string? path)
    {
        if (path is null
            && new Option[] { _width, _height, _theme }.FirstOrDefault(
                option => parsed.GetResult(option) is { Implicit: false }) is Option stray)
        {
            throw new UsageException(
                $"{stray.Name} has no effect on a plot in the terminal, which is as wide as the window",
                $"leave {stray.Name} out, or also write a file with --output FILE");
        }
    }

    private static PlotKind KindOf(string name)
    {
        string[] names = [.. PlotKinds.All.Select(kind => kind.Name)];
        int index = Array.FindIndex(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return PlotKinds.All[index];
        }

        throw new UsageException(
            $"unknown kind of plot '{name}'", Suggestion.For(name, names) ?? $"the kinds are {string.Join(", ", names)}");
    }

    private static (string Feature, string Model, string Data) InputsOf(PlotKind kind, string[] inputs)
    {
        string[] names = [.. kind.Needs, .. kind.Takes];
        if (inputs.Length >= kind.Needs.Count && inputs.Length <= names.Length)
        {
            string Of(string need) =>
                names[..inputs.Length].Index().Where(pair => pair.Item == need).Select(pair => inputs[pair.Index]).FirstOrDefault("");
            return (Of("FEATURE"), Of("MODEL.json"), Of("DATA.csv"));
        }

        string usage = $"usage: logreg plot {kind.Name} {string.Join(' ', kind.Inputs)}".TrimEnd();
        throw inputs.Length < kind.Needs.Count
            ? new UsageException(
                $"'logreg plot {kind.Name}' needs "
                    + $"{string.Join(" and ", kind.Needs)}{(inputs.Length == 0 ? "" : $", but only '{inputs[0]}' is given")}", usage)
            : new UsageException($"unexpected argument '{inputs[names.Length]}'", usage);
    }

    // An option that would change nothing is a misunderstanding.
    private void CheckOptions(PlotKind kind, ParseResult parsed)
    {
        IReadOnlyList<Option> known = [.. kind.OptionsOf(_options), .. kind.TakesData ? _reading.All : []];
        IEnumerable<Option> special = [.. _options.OfSigmoid, .. _options.OfFits, .. _options.OfModel, .. _reading.All];
        if (special.FirstOrDefault(
            option => parsed.GetResult(option) is { Implicit: false } && !known.Contains(option)) is not Option stray)
        {
            return;
        }

        IEnumerable<string> users =
            PlotKinds.All.Where(other => other.OptionsOf(_options).Contains(stray) || (other.TakesData && _reading.All.Contains(stray)))
                .Select(other => other.Name);
        throw new UsageException(
            $"{stray.Name} has no effect on 'logreg plot {kind.Name}'", $"leave it out; it is for {string.Join(", ", users)}");
    }

    private static bool IsPng(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => true,
        ".SVG" => false,
        _ => throw new UsageException(
            $"--output must end in .svg or .png, not '{path}'", "use one of these two endings to choose the format"),
    };

    private static Option<int?> Side(string name, string description) => OptionFactory.Whole(
        name,
        "PIXELS",
        $"{description} [default: depends on the kind]",
        value => value is >= FigureOptions.SmallestSide and <= FigureOptions.LargestSide,
        $"a whole number from {FigureOptions.SmallestSide} to {FigureOptions.LargestSide}");
}
