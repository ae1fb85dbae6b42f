using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LogReg.Export.Tests;

/// <summary>Exported code gives the probabilities of the model, run by its own language.</summary>
public sealed class CodeExportTests
{
    public static TheoryData<string, bool> Kinds { get; } = [.. ExportedModels.Formulas.Keys.SelectMany(
        kind => new[] { new TheoryDataRow<string, bool>(kind, false), new TheoryDataRow<string, bool>(kind, true) })];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Python_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised) =>
        RunAndCompare(ExportKind.Python, "python3", "model.py", kind, isPenalised);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void JavaScript_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised) =>
        RunAndCompare(ExportKind.JavaScript, "node", "model.js", kind, isPenalised);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CSharp_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        Type exported = Compile(Export(model, ExportKind.CSharp));
        Assert.InRange((double)exported.GetMethod("SelfTest")!.Invoke(null, null)!, 0, 1e-12);
        MethodInfo predict = exported.GetMethod("Predict")!;
        var probabilities = new List<double>();
        int positive = model.Target.IsBinary ? model.Target.Classes.ToList().IndexOf(model.Target.Positive!) : -1;
        foreach (Dictionary<string, object?> row in ExportedModels.Parse(ExportedModels.Rows()))
        {
            var scored = ((string Prediction, double[] Probabilities))predict.Invoke(null, [row])!;
            probabilities.AddRange(model.Target.IsBinary ? [scored.Probabilities[positive]] : scored.Probabilities);
        }

        DocumentedDifferences.Hold(kind, "C#", ExportedModels.Probabilities(model), probabilities);
    }

    private static void RunAndCompare(ExportKind language, string program, string name, string kind, bool isPenalised)
    {
        Assert.SkipUnless(IsThere(program), $"{program} is not installed");
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        string folder = Directory.CreateTempSubdirectory("logreg-export-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, name), Export(model, language), new UTF8Encoding(false));
            File.WriteAllText(Path.Combine(folder, "rows.csv"), ExportedModels.Rows());
            string test = Run(program, folder, name, "--self-test");
            Assert.InRange(double.Parse(test[(test.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), 0, 1e-12);
            string[] lines = Run(program, folder, name, "rows.csv").TrimEnd('\n').Split('\n');
            int columns = model.Target.IsBinary ? 1 : model.Target.Classes.Count;
            IEnumerable<string> cells = lines.Skip(1).SelectMany(line => line.Split(',')[^columns..]);
            DocumentedDifferences.Hold(
                kind,
                language.ToString(),
                ExportedModels.Probabilities(model),
                [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static string Export(LogisticModel model, ExportKind kind)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, kind, stream, new ExportOptions { Title = "model.json" });
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static Type Compile(string code)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(
                path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "exported",
            [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp12))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning));
        return Assembly.Load(stream.ToArray()).GetType("LogRegModel")!;
    }

    internal static bool IsThere(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(
        folder => File.Exists(Path.Combine(folder, program)));

    internal static string Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + (errors.IsCompleted ? errors.Result : "failed"));
        return output.TrimEnd('\n') is string text ? text + (arguments[^1] == "--self-test" ? "" : "\n") : "";
    }
}
