using System.CommandLine;
using LogReg.Cli.Files;
using LogReg.Cli.Output;
using LogReg.Cli.Plots;
using LogReg.Cli.Plots.Kinds;
using LogReg.Data;

namespace LogReg.Cli.Commands;

/// <summary><c>logreg plot</c>: pictures of the method, of a model and of how it does, as PNG or SVG.</summary>
internal sealed class PlotCommand : DocumentedCommand
{
    private const int SmallestSide = 200;
    private const int LargestSide = 8000;

    private readonly CliEnvironment _environment;
    private readonly ReadingOptions _reading = new("as in training");
    private readonly PlotOptions _options = new();

    private readonly Argument<string> _kind = new("KIND")
    {
        Description = $"What to draw: {string.Join("; ", PlotKind.All.Select(kind => $"{kind.Name} ({kind.Summary}{Needs(kind)})"))}.",
    };

    private readonly Argument<string[]> _inputs = new("FILES")
    {
        Description = "FEATURE, MODEL.json, DATA.csv, as the picture needs.",
        Arity = new ArgumentArity(0, 2),
    };

    private readonly Option<string?> _output = OptionFactory.Text("--output", "FILE", "Where to, ending in .svg or .png. [default: KIND.svg]", "-o");
    private readonly Option<int?> _width = Side("--width", "The width in pixels.");
    private readonly Option<int?> _height = Side("--height", "The height in pixels.");

    private readonly Option<PlotTheme?> _theme = OptionFactory.Choice(
        "--theme", "For a light or a dark page. [default: light]", ("light", PlotTheme.Light), ("dark", PlotTheme.Dark));

    public PlotCommand(CliEnvironment environment)
        : base("plot", "Draws the method, a model or how it does, as PNG or SVG.")
    {
        _environment = environment;
        _kind.CompletionSources.Add([.. PlotKind.All.Select(kind => kind.Name)]);
        Add(_kind);
        Add(_inputs);
        AddGroup("Output", _output, _width, _height, _theme);
        AddGroup("Pictures of functions", _options.OfSigmoid);
        AddGroup("Pictures of fits", _options.OfFits);
        AddGroup("Pictures of a model", _options.OfModel);
        AddGroup("Reading", _reading.All);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples =>
    [
        new("The sigmoid, its derivative, and where that vanishes", "logreg plot sigmoid --saturation -o sigmoid.png"),
        new("Three solvers on the same data", "logreg plot loss titanic.csv --compare gd,lbfgs,newton"),
        new("How well a model's probabilities agree with what happens", "logreg plot calibration model.json titanic.csv --theme dark"),
        new("Odds ratios with their intervals", "logreg plot coefficients model.json -o coefficients.png --width 1800"),
    ];

    private int Run(ParseResult parsed)
    {
        PlotKind kind = KindOf(parsed.GetRequiredValue(_kind));
        (string feature, string model, string data) = InputsOf(kind, parsed.GetValue(_inputs) ?? []);
        CheckOptions(kind, parsed);
        string path = parsed.GetValue(_output) ?? $"{kind.Name}.svg";
        bool isPng = IsPng(path);
        var file = OutputFile.Prepare("--output", path, new[] { model, data }.Where(input => input.Length > 0));
        Figure figure = kind.Draw(new PlotRequest(_environment, parsed, _options, _reading, feature, model, data));
        (int width, int height) = SizeOf(figure, parsed.GetValue(_width), parsed.GetValue(_height));
        PlotTheme theme = parsed.GetValue(_theme) ?? PlotTheme.Light;
        _environment.CancellationToken.ThrowIfCancellationRequested();
        file.Write(stream =>
        {
            if (isPng)
            {
                FigureFile.WritePng(stream, figure, width, height, theme);
            }
            else
            {
                FigureFile.WriteSvg(stream, figure, width, height, theme);
            }
        });
        new ReportWriter(_environment).Line($"Picture written to {path}, {width} × {height} pixels");
        return ExitCode.Success;
    }

    private static PlotKind KindOf(string name)
    {
        string[] names = [.. PlotKind.All.Select(kind => kind.Name)];
        int index = Array.FindIndex(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return PlotKind.All[index];
        }

        IReadOnlyList<string> nearest = NearestNames.Find(name, names, most: 1);
        throw new UsageException(
            $"there is no plot '{name}'", (nearest.Count > 0 ? $"did you mean '{nearest[0]}'? " : "") + $"there are {string.Join(", ", names)}");
    }

    private static (string Feature, string Model, string Data) InputsOf(PlotKind kind, string[] inputs)
    {
        if (inputs.Length == kind.Needs.Count)
        {
            string Of(string need) => kind.Needs.Index().Where(pair => pair.Item == need).Select(pair => inputs[pair.Index]).FirstOrDefault("");
            return (Of("FEATURE"), Of("MODEL.json"), Of("DATA.csv"));
        }

        string usage = $"type 'logreg plot {string.Join(' ', kind.Needs.Prepend(kind.Name))}'";
        throw inputs.Length < kind.Needs.Count
            ? new UsageException(
                $"'logreg plot {kind.Name}' needs {string.Join(" and ", kind.Needs)}, but {(inputs.Length == 0 ? $"no {(kind.NeedsFeature ? "feature" : "file")} is" : "only '" + inputs[0] + "' is")} named", usage)
            : new UsageException($"'{inputs[kind.Needs.Count]}' is one argument too many for 'logreg plot {kind.Name}'", usage);
    }

    // An option that would change nothing is a misunderstanding.
    private void CheckOptions(PlotKind kind, ParseResult parsed)
    {
        IReadOnlyList<Option> known = [.. kind.OptionsOf(_options), .. kind.NeedsData ? _reading.All : []];
        IEnumerable<Option> special = [.. _options.OfSigmoid, .. _options.OfFits, .. _options.OfModel, .. _reading.All];
        if (special.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false } && !known.Contains(option)) is not Option stray)
        {
            return;
        }

        IEnumerable<string> users = PlotKind.All.Where(other => other.OptionsOf(_options).Contains(stray) || (other.NeedsData && _reading.All.Contains(stray))).Select(other => other.Name);
        throw new UsageException($"{stray.Name} says nothing to 'logreg plot {kind.Name}'", $"leave it out; it is for {string.Join(", ", users)}");
    }

    private static bool IsPng(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => true,
        ".SVG" => false,
        _ => throw new UsageException($"--output must end in .svg or .png, but is '{path}'", "the ending says which of the two is written"),
    };

    // One side alone keeps the figure's shape: the same picture, larger or smaller.
    private static (int Width, int Height) SizeOf(Figure figure, int? width, int? height)
    {
        double factor = width is int wide ? wide / (double)figure.Width : height is int high ? high / (double)figure.Height : 1;
        return (width ?? Scaled(figure.Width), height ?? Scaled(figure.Height));

        int Scaled(int side) => Math.Clamp((int)Math.Round(side * factor), SmallestSide, LargestSide);
    }

    private static Option<int?> Side(string name, string description) => OptionFactory.Whole(
        name, "PIXELS", $"{description} [default: what suits the picture]", value => value is >= SmallestSide and <= LargestSide, $"a whole number from {SmallestSide} to {LargestSide}");

    private static string Needs(PlotKind kind) => kind.Needs.Count == 0 ? "" : $", of {string.Join(" and ", kind.Needs)}";
}
