using System.Globalization;
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

    // What rounding alone decides says nothing about the report: the size of a vanished gradient, and the last digits of numbers
    // in full, which differ between machines with and without fused multiply-add.
    private static string Stabilise(string text) =>
        FullNumber().Replace(
            GradientSize().Replace(text, "$1#"),
            match => double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("G11", CultureInfo.InvariantCulture));

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

    [GeneratedRegex(@"-?\b[0-9]+\.[0-9]{12,}(E-?[0-9]+)?\b")]
    private static partial Regex FullNumber();
}
