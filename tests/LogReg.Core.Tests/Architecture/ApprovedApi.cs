using System.Reflection;

namespace LogReg.Tests.Architecture;

/// <summary>Compares the public API of an assembly with the approved list.</summary>
internal static class ApprovedApi
{
    private const string FileName = "public-api.approved.txt";

    /// <summary>Fails unless the API is the approved one; with LOGREG_APPROVE=1 in the environment, writes the list anew.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="folder">The folder of the approved list.</param>
    public static void Verify(Assembly assembly, string folder)
    {
        string api = PublicApi.Of(assembly);
        string path = Path.Combine(folder, FileName);
        if (Environment.GetEnvironmentVariable("LOGREG_APPROVE") == "1")
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
            $"The public API is not the approved one. If that is wanted, run the tests with LOGREG_APPROVE=1 and look at the difference "
            + $"of {FileName}; "
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
}
