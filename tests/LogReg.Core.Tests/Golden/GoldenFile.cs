using System.Text.Json;

namespace LogReg.Tests.Golden;

/// <summary>Reference numbers of another program: a <c>*.golden.json</c> of this folder, written by a script beside it.</summary>
public sealed class GoldenFile
{
    private readonly JsonElement _root;

    private GoldenFile(JsonElement root) => _root = root;

    /// <summary>Loads <c>{name}.golden.json</c>, which is embedded in the test assembly.</summary>
    public static GoldenFile Load(string name)
    {
        using Stream stream = typeof(GoldenFile).Assembly.GetManifestResourceStream($"{name}.golden.json")
            ?? throw new ArgumentException($"There is no golden file '{name}'.", nameof(name));
        using JsonDocument document = JsonDocument.Parse(stream);
        return new GoldenFile(document.RootElement.Clone());
    }

    /// <summary>The number at a path of member names, such as <c>("titanic", "coefficients", "sex=male")</c>.</summary>
    public double Number(params ReadOnlySpan<string> path) => ReadNumber(Find(path));

    /// <summary>The array of numbers at a path.</summary>
    public double[] Numbers(params ReadOnlySpan<string> path) => [.. Find(path).EnumerateArray().Select(ReadNumber)];

    /// <summary>The object of named numbers at a path, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> NamedNumbers(params ReadOnlySpan<string> path) =>
        [.. Find(path).EnumerateObject().Select(member => KeyValuePair.Create(member.Name, ReadNumber(member.Value)))];

    /// <summary>The text at a path.</summary>
    public string Text(params ReadOnlySpan<string> path) => Find(path).GetString()!;

    /// <summary>The array of texts at a path.</summary>
    public string[] Texts(params ReadOnlySpan<string> path) => [.. Find(path).EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The names of the members of the object at a path (of the file itself, if the path is empty).</summary>
    public IReadOnlyList<string> Names(params ReadOnlySpan<string> path) =>
        [.. Find(path).EnumerateObject().Select(member => member.Name)];

    // JSON has no number for NaN: the scripts write the text "NaN".
    private static double ReadNumber(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.ValueEquals("NaN") ? double.NaN : element.GetDouble();

    private JsonElement Find(ReadOnlySpan<string> path)
    {
        JsonElement element = _root;
        foreach (string name in path)
        {
            element = element.TryGetProperty(name, out JsonElement member)
                ? member
                : throw new ArgumentException($"The golden file has no '{name}' in '{string.Join('/', path)}'.", nameof(path));
        }

        return element;
    }
}
