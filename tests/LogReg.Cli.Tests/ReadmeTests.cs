using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LogReg.Cli.Tests;

/// <summary>What the README shows is what happens: its commands are run, and the code of every page is compiled.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Repository = FindRepository();
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository, "README.md"));

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-readme").FullName;

    public ReadmeTests()
    {
        string data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(Repository, "data"), "*.csv"))
        {
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MainCommand_TrainsOnRealData()
    {
        Match command = Assert.Single(MainCommand().Matches(Readme));

        ProcessOutput output = RunLogReg(command.Groups["arguments"].Value);

        Assert.Equal(0, output.ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "model.json")));
        Assert.Contains("```sh\ndotnet test\n```", Readme);
    }

    [Fact]
    public void Session_RunAgain_PrintsTheSame()
    {
        string[] commands = [.. Blocks(Readme, "console").SelectMany(block => SplitCommands().Split(block).Where(part => part.Length > 0))];
        Assert.True(commands.Length >= 4);
        foreach (string part in commands)
        {
            string[] lines = part.Split('\n', 2);
            string expected = lines.Length > 1 ? lines[1].Trim('\n') : "";
            if (lines[0].StartsWith("cat ", StringComparison.Ordinal))
            {
                File.WriteAllText(Path.Combine(_folder, lines[0][4..]), expected + "\n");
                continue;
            }

            Assert.StartsWith("logreg ", lines[0]);
            ProcessOutput output = RunLogReg(lines[0]["logreg ".Length..]);
            NumericText.AssertSame(expected, (output.Output + output.Error).Trim('\n'));
        }
    }

    [Fact]
    public void CodeExamples_OfEveryPage_Compile()
    {
        string[] pages =
        [
            .. Directory.GetFiles(Repository, "*.md"),
            .. new[] { "docs", "samples", "src" }.SelectMany(
                folder => Directory.GetFiles(Path.Combine(Repository, folder), "*.md", SearchOption.AllDirectories)),
        ];
        MetadataReference[] references =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(
                path => MetadataReference.CreateFromFile(path)),
        ];
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";
        int examples = 0;
        foreach (string page in pages)
        {
            foreach (string example in Blocks(File.ReadAllText(page), "csharp"))
            {
                examples++;
                CSharpCompilation compilation = CSharpCompilation.Create(
                    "Example",
                    [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(example, path: page)],
                    references,
                    new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
                Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
            }
        }

        Assert.True(examples >= 10);
    }

    [Fact]
    public void Links_ToFilesOfTheRepository_Exist()
    {
        foreach (Match link in RelativeLink().Matches(Readme))
        {
            string path = Path.Combine(Repository, link.Groups["path"].Value);
            Assert.True(File.Exists(path), link.Value);
        }
    }

    private ProcessOutput RunLogReg(string arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("COLUMNS");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "logreg.dll"));
        foreach (string argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessOutput(process.ExitCode, output, error.Result);
    }

    private static string[] Blocks(string page, string language) =>
        [.. Regex.Matches(page, $"```{language}\n(?<text>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["text"].Value)];

    private static string FindRepository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));

    [GeneratedRegex(@"^dotnet run -c Release --project src/LogReg\.Cli -- (?<arguments>.+)$", RegexOptions.Multiline)]
    private static partial Regex MainCommand();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline)]
    private static partial Regex SplitCommands();

    [GeneratedRegex(@"\]\((?<path>[^):#]+)\)")]
    private static partial Regex RelativeLink();

    private sealed record ProcessOutput(int ExitCode, string Output, string Error);
}
