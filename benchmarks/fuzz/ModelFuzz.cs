using System.Text;

namespace LogReg.Fuzz;

/// <summary>Model files whose JSON was changed, through everything that reads a model.</summary>
internal sealed class ModelFuzz : IFuzz
{
    private static readonly string[] PicturesOfModels = ["coefficients", "path", "cv"];
    private static readonly string[] PicturesOfRows = ["roc", "precision-recall", "calibration", "gain", "threshold", "confusion"];

    private readonly Workplace _workplace;
    private readonly (byte[] Model, string Data, string Feature)[] _seeds;

    public ModelFuzz(Workplace workplace, string data)
    {
        _workplace = workplace;
        string titanic = Shorten(Path.Combine(data, "titanic.csv"), 300);
        string iris = Shorten(Path.Combine(data, "iris.csv"), 150);
        string birthwt = Shorten(Path.Combine(data, "birthwt.csv"), 189);
        string spector = Shorten(Path.Combine(data, "spector.csv"), 40);
        string endometrial = Shorten(Path.Combine(data, "endometrial.csv"), 100);
        _seeds =
        [
            Seed(titanic, "age"),
            Seed(titanic, "sex", "--missing", "indicator", "--standard-errors", "robust"),
            Seed(titanic, "age", "--penalty", "lasso", "--lambda", "cv", "--folds", "3"),
            Seed(birthwt, "age", "--penalty", "elastic-net", "--lambda", "path"),
            Seed(iris, "species", "--lambda", "0.01"),
            Seed(birthwt, "age", "--cv", "3", "--class-weight", "balanced"),
            Seed(spector, "GPA", "--drop1", "--intervals", "profile"),
            Seed(endometrial, "NV", "--firth"),
            Seed(endometrial, "NV"),
        ];
    }

    public void Run(Random random, int number, Tally tally)
    {
        (byte[] content, string data, string feature) = _seeds[random.Next(_seeds.Length)];
        byte[] changed = random.Next(8) == 0 ? Bytes.Damage(content, random) : Encoding.UTF8.GetBytes(JsonDamage.Of(content, random));
        string model = _workplace.PathOf("model.json");
        File.WriteAllBytes(model, changed);
        CommandOutcome inspect = Judge("inspect", number, tally, "inspect", model);
        if (inspect.ExitCode != 0)
        {
            Judge("predict after a refusal", number, tally, "predict", model, data, "--quiet");
            return;
        }

        Judge("inspect --json", number, tally, "inspect", model, "--json");
        string[] interval = random.Next(2) == 0 ? ["--interval", "0.9"] : [];
        CommandOutcome predict = Judge("predict", number, tally, ["predict", model, data, "--explain", "2", "--quiet", .. interval]);
        if (Encoding.UTF8.GetString(predict.Output).Contains("NaN", StringComparison.Ordinal))
        {
            tally.Fault(number, "predict writes NaN");
        }

        Judge("evaluate", number, tally, ["evaluate", model, data, .. random.Next(2) == 0 ? ["--json"] : Array.Empty<string>()]);
        Judge("diagnose", number, tally, "diagnose", model, data, "-o", _workplace.PathOf("rows.csv"));
        Picture("effect", number, tally, feature, model);
        Picture(PicturesOfModels[random.Next(PicturesOfModels.Length)], number, tally, model);
        Picture(PicturesOfRows[random.Next(PicturesOfRows.Length)], number, tally, model, data);
        string page = _workplace.PathOf("page.html");
        File.Delete(page);
        if (Judge("report", number, tally, "report", model, data, "-o", page).ExitCode == 0)
        {
            LookAt("report", page, number, tally);
        }
    }

    private void Picture(string kind, int number, Tally tally, params string[] files)
    {
        string picture = _workplace.PathOf("picture.svg");
        File.Delete(picture);
        if (Judge("plot " + kind, number, tally, ["plot", kind, .. files, "-o", picture]).ExitCode == 0)
        {
            LookAt("plot " + kind, picture, number, tally);
        }
    }

    private static void LookAt(string command, string file, int number, Tally tally)
    {
        string text = File.ReadAllText(file);
        foreach (string word in new[] { "NaN", "Infinity", "\u202e", "\u2066" })
        {
            int place = text.IndexOf(word, StringComparison.Ordinal);
            if (place >= 0)
            {
                tally.Fault(
                    number,
                    $"{command} writes {(word[0] < 128 ? word : "U+" + ((int)word[0]).ToString("X4", null))} into a picture, as in: "
                        + $"{Excerpt(text, place)}");
            }
        }

        try
        {
            if (file.EndsWith(".svg", StringComparison.Ordinal))
            {
                System.Xml.Linq.XDocument.Parse(text);
            }
        }
        catch (System.Xml.XmlException exception)
        {
            tally.Fault(number, $"{command} writes XML that cannot be read: {exception.Message}");
        }
    }

    // Digits vary from case to case; the fault is the same.
    private static string Excerpt(string text, int place) =>
        new(
            [.. text[Math.Max(0, place - 40)..Math.Min(text.Length, place + 30)].Select(
                character => char.IsControl(character) ? ' ' : char.IsDigit(character) ? '#' : character)]);

    private CommandOutcome Judge(string command, int number, Tally tally, params string[] arguments)
    {
        CommandOutcome outcome = _workplace.Run(arguments);
        tally.Count($"{command}: exit code {outcome.ExitCode}");
        bool isCsv = command.StartsWith("predict", StringComparison.Ordinal);
        if (outcome.Fault is not null && !(isCsv && outcome.Fault.StartsWith("prints control", StringComparison.Ordinal)))
        {
            tally.Fault(number, $"{command} {outcome.Fault}");
        }
        else if (outcome.Seconds > 10)
        {
            tally.Fault(number, $"{command} takes {outcome.Seconds:F0} s");
        }

        return outcome;
    }

    private string Shorten(string file, int rows)
    {
        string path = _workplace.PathOf(Path.GetFileName(file));
        File.WriteAllLines(path, File.ReadLines(file).Take(rows + 1));
        return path;
    }

    private (byte[] Model, string Data, string Feature) Seed(string data, string feature, params string[] options)
    {
        string model = _workplace.PathOf("seed.json");
        CommandOutcome outcome = _workplace.Run(["train", data, "-o", model, "--quiet", .. options]);
        return outcome.ExitCode is 0 or 3
            ? (File.ReadAllBytes(model), data, feature)
            : throw new InvalidOperationException(outcome.Error + outcome.Fault);
    }
}
