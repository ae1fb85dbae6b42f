using System.Runtime.CompilerServices;

namespace LogReg.Tests.Architecture;

/// <summary>The public API is a promise: what an app can see of the library is written in public-api.approved.txt, and changes only on purpose.</summary>
public class PublicApiTests
{
    private const string Approved = "public-api.approved.txt";

    [Fact]
    public void PublicApi_IsTheApprovedOne()
    {
        string api = PublicApi.Of(typeof(LogisticModel).Assembly);
        string path = Path.Combine(Folder(), Approved);
        bool approves = Environment.GetEnvironmentVariable("LOGREG_APPROVE") == "1";
        if (approves)
        {
            File.WriteAllText(path, api);
        }

        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] lines = api.TrimEnd('\n').Split('\n');
        string[] differences =
        [
            .. Missing(approved, lines).Select(line => $"- {line}"),
            .. Missing(lines, approved).Select(line => $"+ {line}"),
        ];
        Assert.True(
            differences.Length == 0 && lines.SequenceEqual(approved),
            $"The public API is not the approved one. If that is wanted, run the tests with LOGREG_APPROVE=1 and look at the difference of {Approved}; "
            + $"a line that goes breaks apps, which belongs into CHANGELOG.md.\n{string.Join('\n', differences)}");
    }

    // A member is told with its type: «  double Threshold { get; }» says little.
    private static IEnumerable<string> Missing(string[] lines, string[] others)
    {
        var known = WithTypes(others).ToHashSet();
        return WithTypes(lines).Where(line => !known.Contains(line));
    }

    private static IEnumerable<string> WithTypes(string[] lines)
    {
        string type = "";
        foreach (string line in lines)
        {
            bool isMember = line.StartsWith(' ');
            type = isMember ? type : line;
            yield return isMember ? $"{type}: {line.Trim()}" : line;
        }
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
