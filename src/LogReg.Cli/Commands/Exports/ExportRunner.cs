using System.Globalization;
using System.Text;
using LogReg.Export;
using LogReg.Export.Sql;

namespace LogReg.Cli.Commands.Exports;

/// <summary>How an exported file scores rows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="File">Its name.</param>
/// <param name="Program">The program that runs it.</param>
/// <param name="Arguments">The arguments of the program.</param>
internal sealed record ExportRunner(ExportKind Kind, string File, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The name of the file with the rows.</summary>
    public const string RowsFile = "rows.csv";

    // A row is a line of cells in Base64.
    private const string CSharpProgram = """
        string[][] rows = [.. System.IO.File.ReadLines(args[0]).Select(line => line.Split(',').Select(
            cell => System.Text.Encoding.UTF8.GetString(System.Convert.FromBase64String(cell))).ToArray())];
        foreach (string[] row in rows.Skip(1))
        {
            var scored = LogRegModel.Predict(rows[0].Zip(row).ToDictionary(pair => pair.First, pair => (object?)pair.Second));
            System.Console.WriteLine(string.Join(',', scored.Probabilities.Select(
                one => one.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));
        }
        """;

    private const string CSharpProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
        </Project>
        """;

    /// <summary>Other files that the program needs.</summary>
    public IReadOnlyDictionary<string, string> OtherFiles { get; private init; } = new Dictionary<string, string>();

    /// <summary>The lines of output before the first row.</summary>
    public int HeaderLines { get; private init; }

    // C# gives the probabilities of both of two classes.
    private int Positive { get; init; } = -1;

    /// <summary>Finds what runs an exported file.</summary>
    /// <param name="kind">What was exported.</param>
    /// <param name="dialect">The dialect of SQL.</param>
    /// <param name="model">The model.</param>
    /// <returns>What runs it; <see langword="null"/> if nothing here can.</returns>
    public static ExportRunner? Of(ExportKind kind, SqlDialect dialect, LogisticModel model) => kind switch
    {
        ExportKind.Python => new ExportRunner(kind, "model.py", "python3", ["-X", "utf8", "model.py", RowsFile]) { HeaderLines = 1 },
        ExportKind.JavaScript => new ExportRunner(kind, "model.js", "node", ["model.js", RowsFile]) { HeaderLines = 1 },
        ExportKind.CSharp => new ExportRunner(kind, "LogRegModel.cs", "dotnet", ["run", "--project", "verify.csproj", "--", RowsFile])
        {
            OtherFiles = new Dictionary<string, string> { ["Program.cs"] = CSharpProgram, ["verify.csproj"] = CSharpProject },
            Positive = model.Target.IsBinary ? model.Target.Classes.ToList().IndexOf(model.Target.Positive!) : -1,
        },
        ExportKind.Sql when dialect == SqlDialect.SQLite => new ExportRunner(
            kind, "model.sql", "sqlite3", ["-batch", "-csv", "-noheader", ":memory:", $".import --csv {RowsFile} input", ".read model.sql"]),
        _ => null,
    };

    /// <summary>A cell of the file with the rows.</summary>
    /// <param name="text">Its text.</param>
    public string Cell(string text) => Kind == ExportKind.CSharp
        ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text))
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The probabilities in a line of output.</summary>
    /// <param name="line">The line.</param>
    /// <param name="width">How many there are: of the positive of two classes, or of each.</param>
    public IEnumerable<double> Probabilities(string line, int width)
    {
        string[] cells = line.Split(',');

        // In SQL the class comes last, in the others it comes first; it may have commas.
        IEnumerable<string> own = Positive >= 0 ? [cells[Positive]]
            : Kind == ExportKind.Sql ? cells.Skip(width == 1 ? 1 : 0).Take(width)
            : cells[^width..];
        return own.Select(
            cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double one) ? one : double.NaN);
    }
}
