using System.Globalization;
using System.Net;
using System.Text;
using LogReg.Export.Code;
using LogReg.Export.Writing;
using LogReg.Terms;

namespace LogReg.Export.Pages;

/// <summary>Writes a page with a form for a row, which computes in the browser by the exported JavaScript and asks nothing of other
/// servers.</summary>
/// <param name="model">The model.</param>
/// <param name="hasNomogram">Whether the nomogram stands below the form.</param>
internal sealed class CalculatorExporter(ExportedModel model, bool hasNomogram) : Exporter(model)
{
    private readonly JavaScriptLanguage _language = new();

    /// <inheritdoc/>
    public override void Write(Stream output)
    {
        using Stream resource = typeof(CalculatorExporter).Assembly.GetManifestResourceStream("calculator.html")!;
        using var reader = new StreamReader(resource);
        string[] parts = reader.ReadToEnd().ReplaceLineEndings("\n").Split("@model@");
        string code = Code(out string sentence);
        string rest = parts[1].Replace("@columns@", InScript(Constants()), StringComparison.Ordinal);
        string start = parts[0].Replace("@title@", WebUtility.HtmlEncode(Title()), StringComparison.Ordinal).Replace(
            "@interval@", WebUtility.HtmlEncode(sentence), StringComparison.Ordinal).Replace(
            "@nomogram@", hasNomogram ? $"<section id=\"nomogram\">{new NomogramExporter(Model).Draw()}</section>" : "",
                StringComparison.Ordinal);
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.Write(start + InScript(code) + rest);
    }

    private string Title() => Model.IsBinary
        ? $"{Model.Target}: probability of {Model.Model.Target.Positive}"
        : $"{Model.Target}: probabilities";

    // The sentence about uncertainty says why there is no interval, where there is none.
    private string Code(out string sentence)
    {
        var exporter = new CodeExporter(Model, _language);
        var additions = new Dictionary<string, IReadOnlyList<string>>();
        if (IntervalCode.Of(Model, _language, out string? reason) is IntervalCode interval)
        {
            additions.Add("interval", interval.Lines(exporter));
        }

        sentence = reason is null
            ? "The interval is a 95% confidence interval for the mean of rows like this one; it covers sampling error, not errors in the model."
            : $"There is no interval: {reason}.";
        using var code = new MemoryStream();
        new CodeExporter(Model, _language) { Additions = additions }.Write(code);
        return Encoding.UTF8.GetString(code.ToArray());
    }

    // Within strings and comments, where alone they can stand, these mean the same without ending or nesting the script.
    private static string InScript(string code) => code.Replace("</", "<\\/", StringComparison.Ordinal).Replace(
        "<!--", "<\\!--", StringComparison.Ordinal);

    private string Constants()
    {
        IEnumerable<string> columns = Model.Inputs.Select(Column);
        if (Model.Offset is string offset && Model.Inputs.All(input => input.Feature.Name != offset))
        {
            columns = columns.Append(
                $"{{ name: {_language.Text(offset)}, type: \"number\", least: null, most: null, typical: \"0\", isOffset: true }}");
        }

        int positive = Model.IsBinary ? Model.EquationClasses[0] : -1;
        return $"const POSITIVE = {positive};\nconst COLUMNS = [\n    {string.Join(",\n    ", columns)}\n];";
    }

    private string Column(ExportedInput input)
    {
        string name = $"name: {_language.Text(input.Feature.Name)}";
        if (input.Feature is not NumericFeature number)
        {
            IEnumerable<string> levels = input.Levels.Where(level => level != Feature.MissingLevel);
            string usual = input.Levels[(int)input.Feature.TypicalCell];
            return $"{{ {name}, type: \"level\", levels: {_language.List(levels.Select(_language.Text))}, least: null, most: null, "
                + $"typical: {_language.Text(usual == Feature.MissingLevel ? "" : usual)} }}";
        }

        bool hasTimes = (number.Minimum ?? 0) % 1 != 0 || (number.Maximum ?? 0) % 1 != 0;
        string type = !input.IsDate ? "number" : hasTimes ? "datetime-local" : "date";
        return $"{{ {name}, type: \"{type}\", least: {Bound(number.Minimum, type)}, most: {Bound(number.Maximum, type)}, "
            + $"typical: {_language.Text(Typical(number, type))} }}";
    }

    private string Bound(double? value, string type) => value is not double known ? _language.Null
        : type == "number" ? _language.Number(known)
        : _language.Text(Date(known, type));

    // To four digits, as a person would enter it: a mean has more than anyone reads.
    private static string Typical(NumericFeature number, string type) => type == "number"
        ? double.Parse(number.TypicalCell.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString("R", CultureInfo.InvariantCulture)
        : Date(number.TypicalCell, type);

    private static string Date(double days, string type) => DateTime.UnixEpoch.AddDays(days).ToString(
        type == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
