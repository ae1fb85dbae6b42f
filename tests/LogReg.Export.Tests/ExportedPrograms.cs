using System.Globalization;
using System.Reflection;
using DuckDB.NET.Data;
using LogReg.Export.Excel;
using LogReg.Export.Sql;
using LogReg.Sources.Tests.Databases;
using Npgsql;

namespace LogReg.Export.Tests;

/// <summary>Scores cells of one column by what a model of two classes is exported to.</summary>
internal static class ExportedPrograms
{
    /// <summary>The programs that read cells as texts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["python3", "node", "C#", "SQLite", "PostgreSQL", "DuckDB", "Excel"];

    /// <summary>The probability of the positive class for each cell.</summary>
    /// <param name="model">A model that reads one column.</param>
    /// <param name="program">One of <see cref="Names"/>.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="server">PostgreSQL.</param>
    public static double[] Score(LogisticModel model, string program, IReadOnlyList<string> cells, PostgresServer server) => program switch
    {
        "python3" => OfCode(model, ExportKind.Python, program, "model.py", cells),
        "node" => OfCode(model, ExportKind.JavaScript, program, "model.js", cells),
        "C#" => OfCSharp(model, cells),
        "SQLite" => OfSql(model, SqlDialect.SQLite, query => SqlExportTests.RunSqlite(Table(cells), query)),
        "PostgreSQL" => OfSql(model, SqlDialect.Postgres, query =>
        {
            using var connection = new NpgsqlConnection(
                $"Host={server.Address().Split("host=")[1]};Username={PostgresServer.User};Database=postgres;Pooling=false");
            connection.Open();
            return SqlExportTests.Run(connection, ["begin", .. Table(cells)], query);
        }),
        "DuckDB" => OfSql(model, SqlDialect.DuckDb, query =>
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            return SqlExportTests.Run(connection, Table(cells), query);
        }),
        _ => OfExcel(model, cells),
    };

    private static double[] OfCode(LogisticModel model, ExportKind kind, string program, string name, IReadOnlyList<string> cells)
    {
        Assert.SkipUnless(CodeExportTests.IsThere(program), $"{program} is not installed");
        return InFolder(folder =>
        {
            File.WriteAllText(Path.Combine(folder, name), CodeExportTests.Export(model, kind));
            File.WriteAllLines(Path.Combine(folder, "rows.csv"), cells.Select(cell => $"\"{cell}\"").Prepend(model.Features[0].Name));
            string test = CodeExportTests.Run(program, folder, name, "--self-test");
            Assert.InRange(double.Parse(test[(test.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture), 0, 1e-12);
            string[] lines = CodeExportTests.Run(program, folder, name, "rows.csv").TrimEnd('\n').Split('\n');
            return Numbers(lines.Skip(1).Select(line => line.Split(',')[^1]));
        });
    }

    private static double[] OfCSharp(LogisticModel model, IReadOnlyList<string> cells)
    {
        Type exported = CodeExportTests.Compile(CodeExportTests.Export(model, ExportKind.CSharp));
        Assert.InRange((double)exported.GetMethod("SelfTest")!.Invoke(null, null)!, 0, 1e-12);
        MethodInfo predict = exported.GetMethod("Predict")!;
        int positive = model.Target.Classes.ToList().IndexOf(model.Target.Positive!);
        return
        [
            .. cells.Select(cell => ((ValueTuple<string, double[]>)predict.Invoke(
                null, [new Dictionary<string, object?> { [model.Features[0].Name] = cell }])!).Item2[positive]),
        ];
    }

    private static double[] OfSql(LogisticModel model, SqlDialect dialect, Func<string, List<object?[]>> run)
    {
        string view = SqlExportTests.Export(model, new SqlOptions { Dialect = dialect, Table = "cells", Columns = ["id"] });
        return
        [
            .. run(view).OrderBy(row => Convert.ToInt32(row[0], CultureInfo.InvariantCulture)).Select(
                row => Convert.ToDouble(row[^2], CultureInfo.InvariantCulture)),
        ];
    }

    private static IEnumerable<string> Table(IReadOnlyList<string> cells) =>
    [
        "create table cells (id integer, v text)",
        $"insert into cells values {string.Join(", ", cells.Select((cell, place) => $"({place}, '{cell}')"))}",
    ];

    private static double[] OfExcel(LogisticModel model, IReadOnlyList<string> cells)
    {
        Assert.SkipUnless(SpreadsheetProgram.IsThere, "LibreOffice is not installed");
        return InFolder(folder =>
        {
            using (FileStream file = File.Create(Path.Combine(folder, "model.xlsx")))
            {
                ModelExport.Write(model, ExportKind.Excel, file, new ExportOptions
                {
                    Excel = new ExcelOptions { Rows = [.. cells.Select(cell => new[] { cell })], EmptyRows = 0 },
                });
            }

            SpreadsheetProgram.Compute(folder);
            string computed = File.ReadAllText(Path.Combine(folder, "model-Score.csv"));
            return Numbers(Csv.Lines(computed).Skip(1).Take(cells.Count).Select(line => line[2]));
        });
    }

    private static double[] Numbers(IEnumerable<string> cells) =>
        [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    private static T InFolder<T>(Func<string, T> use)
    {
        string folder = Directory.CreateTempSubdirectory("logreg-export-").FullName;
        try
        {
            return use(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
