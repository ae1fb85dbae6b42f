using LogReg.Export.Excel;

namespace LogReg.Export.Tests;

/// <summary>Workbooks of every kind of model with the rows to score, computed once for all tests: to start the program takes
/// seconds.</summary>
public sealed class ComputedWorkbooks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-export-").FullName;
    private readonly Lazy<bool> _isComputed;

    public ComputedWorkbooks() => _isComputed = new Lazy<bool>(() =>
    {
        Assert.SkipUnless(SpreadsheetProgram.IsThere, "LibreOffice is not installed");
        foreach (string kind in ExportedModels.Formulas.Keys)
        {
            Write(kind, isPenalised: false);
            Write(kind, isPenalised: true);
        }

        SpreadsheetProgram.Compute(_folder);
        return true;
    });

    /// <summary>The lines of a computed sheet, each with its cells.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sheet(string kind, bool isPenalised, string sheet)
    {
        Assert.True(_isComputed.Value);
        return [.. Csv.Lines(File.ReadAllText(Path.Combine(_folder, $"{Name(kind, isPenalised)}-{sheet}.csv")))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Name(string kind, bool isPenalised) => $"{kind.Replace(' ', '-')}-{isPenalised}";

    private void Write(string kind, bool isPenalised)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        using FileStream file = File.Create(Path.Combine(_folder, $"{Name(kind, isPenalised)}.xlsx"));
        IReadOnlyList<string>[] rows =
        [
            .. ExportedModels.Parse(ExportedModels.Rows()).Select(row => model.Features.Select(feature =>
                (string)row[feature.Name]!).ToArray()),
        ];
        ModelExport.Write(model, ExportKind.Excel, file, new ExportOptions { Excel = new ExcelOptions { Rows = rows, EmptyRows = 1 } });
    }
}
