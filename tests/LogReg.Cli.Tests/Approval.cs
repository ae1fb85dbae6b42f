using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LogReg.Cli.Tests;

/// <summary>
/// Compares an output with the text that a person has approved, Approved/<c>name</c>.approved.txt. Where they differ, the new text is
/// written beside it as .received.txt; with LOGREG_APPROVE=1 in the environment it takes the approved text's place.
/// </summary>
internal static partial class Approval
{
    public static void Verify(string text, [CallerMemberName] string name = "")
    {
        string received = Stabilise(text);
        string? approved = Read(name);
        if (received == approved)
        {
            return;
        }

        bool approves = Environment.GetEnvironmentVariable("LOGREG_APPROVE") == "1";
        string path = Path.Combine(Folder(), $"{name}.{(approves ? "approved" : "received")}.txt");
        File.WriteAllText(path, received);
        Assert.True(approves, $"The output differs from the approved one; see {path}\n{received}");
    }

    // What rounding alone decides says nothing about the report.
    private static string Stabilise(string text) => GradientSize().Replace(text, "$1#");

    private static string? Read(string name)
    {
        using Stream? stream = typeof(Approval).Assembly.GetManifestResourceStream($"{name}.approved.txt");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // The project's own folder if the tests run from there, else where they run.
    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string approved = Path.Combine(folder.FullName, "Approved");
            if (File.Exists(Path.Combine(folder.FullName, "LogReg.Cli.Tests.csproj")) && Directory.Exists(approved))
            {
                return approved;
            }
        }

        return AppContext.BaseDirectory;
    }

    [GeneratedRegex(@"(largest\s+gradient\s+entry\s+|""gradientNorm"": )[0-9.eE+-]+")]
    private static partial Regex GradientSize();
}
