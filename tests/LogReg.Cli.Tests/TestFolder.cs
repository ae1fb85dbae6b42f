using System.Text;
using System.Text.Json.Nodes;

namespace LogReg.Cli.Tests;

/// <summary>A folder of a test's own, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("logreg-test-").FullName;

    /// <summary>One of the data sets that come with the project.</summary>
    public static string Data(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "data", name);

    public string Path(string name) => System.IO.Path.Combine(_path, name);

    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    /// <summary>Copies one of the project's data sets here.</summary>
    public string Copy(string name)
    {
        File.Copy(Data(name), Path(name));
        return Path(name);
    }

    /// <summary>Trains a model and returns its path.</summary>
    public string Train(string data, params string[] options)
    {
        string model = Path("model.json");
        CommandRun.Of(["train", data, "-o", model, "--quiet", .. options]).Succeeds();
        return model;
    }

    /// <summary>A model file without what it says about how the model came about: the same for the same rows, whatever they are read
    /// from.</summary>
    public static string WithoutProvenance(string model)
    {
        JsonObject members = JsonNode.Parse(File.ReadAllText(model))!.AsObject();
        Assert.True(members.Remove("provenance"));
        return members.ToJsonString();
    }

    /// <summary>The names of the files here, sorted: nothing half-written may be among them.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(_path).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>A text without the path of this folder, so that it is the same in every run.</summary>
    public string Relative(string text) => text.Replace(_path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
