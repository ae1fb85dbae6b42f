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

    /// <summary>Stands for the address of the folder with the files in arguments.</summary>
    public const string Folder = "@folder@";

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

    // The first script of the page is the exported JavaScript.
    private const string PageProgram = """
        const fs = require("fs");
        const code = /<script>([^]*?)<\/script>/.exec(fs.readFileSync("model.html", "utf8"))[1];
        require("vm").runInThisContext(code);
        process.stdout.write(logregModel.score(fs.readFileSync("rows.csv", "utf8")));
        """;

    private const string GraphProgram = """
        import csv, datetime, sys
        import numpy, onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession("model.onnx", options, providers=["CPUExecutionProvider"])
        rows = list(csv.reader(open("rows.csv", newline="", encoding="utf-8")))
        columns = {name: [row[place].strip() for row in rows[1:]] for place, name in enumerate(rows[0])}

        def number(text):
            if text == "":
                return float("nan")
            try:
                return float(text)
            except ValueError:
                return (datetime.datetime.fromisoformat(text) - datetime.datetime(1970, 1, 1)) / datetime.timedelta(days=1)

        feeds = {}
        for one in session.get_inputs():
            cells = columns[one.name]
            values = numpy.array(cells, dtype=object) if "string" in one.type else numpy.array([number(cell) for cell in cells],
                dtype=float)
            feeds[one.name] = values.reshape(-1, 1)
        for row in session.run(["probabilities"], feeds)[0]:
            print(",".join(repr(float(one)) for one in row))
        """;

    /// <summary>Other files that the program needs.</summary>
    public IReadOnlyDictionary<string, string> OtherFiles { get; private init; } = new Dictionary<string, string>();

    // The lines of output before the first row.
    private int HeaderLines { get; init; }

    /// <summary>The file with the output; <see langword="null"/> for what the program writes to its standard output.</summary>
    public string? OutputFile { get; private init; }

    /// <summary>Whether the program complains of other things than the rows, such as a Java runtime that it does not need here.</summary>
    public bool Chats => OutputFile is not null;

    // The columns of the output before the first probability; of others the probabilities are the last columns, or the first.
    private int ColumnsBefore { get; init; }

    // C# and ONNX Runtime give the probabilities of both of two classes.
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
        ExportKind.Html => new ExportRunner(kind, "model.html", "node", ["verify.js"])
        {
            HeaderLines = 1,
            OtherFiles = new Dictionary<string, string> { ["verify.js"] = PageProgram },
        },
        ExportKind.Onnx => new ExportRunner(kind, "model.onnx", "python3", ["-X", "utf8", "verify.py"])
        {
            OtherFiles = new Dictionary<string, string> { ["verify.py"] = GraphProgram },
            Positive = model.Target.IsBinary ? model.Target.Classes.ToList().IndexOf(model.Target.Positive!) : -1,
        },
        ExportKind.Excel => new ExportRunner(kind, "model.xlsx", "soffice", SpreadsheetArguments)
        {
            HeaderLines = 1,
            OutputFile = "model-Score.csv",
            ColumnsBefore = ColumnsOf(model) + model.WriteEquation().Classes.Count,
        },
        ExportKind.Sql when dialect == SqlDialect.SQLite => new ExportRunner(
            kind, "model.sql", "sqlite3", ["-batch", "-csv", "-noheader", ":memory:", $".import --csv {RowsFile} input",
                ".read model.sql"]),
        _ => null,
    };

    // All digits of the third sheet; a profile of its own, so that an instance that a person uses is not asked.
    private static string[] SpreadsheetArguments =>
    [
        $"-env:UserInstallation={Folder}/profile", "--headless", "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,3", "model.xlsx",
    ];

    private static int ColumnsOf(LogisticModel model) => model.Features.Select(feature => feature.Name).Union(
        model.OffsetColumn is string offset ? [offset] : []).Count();

    /// <summary>A cell of the file with the rows.</summary>
    /// <param name="text">Its text.</param>
    public string Cell(string text) => Kind == ExportKind.CSharp
        ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text))
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The cells of the rows of the output.</summary>
    /// <param name="output">The output.</param>
    public IEnumerable<string[]> Rows(string output) => OutputFile is null
        ? output.TrimEnd('\n', '\r').Split('\n').Skip(HeaderLines).Where(line => line.Length > 0).Select(line =>
            line.TrimEnd('\r').Split(','))
        : QuotedCells.Lines(output).Skip(HeaderLines);

    /// <summary>The probabilities in a row of output.</summary>
    /// <param name="cells">The cells of the row.</param>
    /// <param name="width">How many there are: of the positive of two classes, or of each.</param>
    public IEnumerable<double> Probabilities(string[] cells, int width)
    {
        // In SQL the class comes last, in the others it comes first; it may have commas.
        IEnumerable<string> own = Positive >= 0 ? [cells[Positive]]
            : OutputFile is not null ? cells.Skip(ColumnsBefore).Take(width)
            : Kind == ExportKind.Sql ? cells.Skip(width == 1 ? 1 : 0).Take(width)
            : cells[^width..];
        return own.Select(
            cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double one) ? one : double.NaN);
    }
}
