using LogReg.Export.Cards;
using LogReg.Export.Code;
using LogReg.Export.Excel;
using LogReg.Export.Onnx;
using LogReg.Export.Pages;
using LogReg.Export.Pmml;
using LogReg.Export.Sql;
using LogReg.Export.Writing;

namespace LogReg.Export;

/// <summary>Models in other languages. What is exported needs nothing of logreg, and answers as the model does: for missing cells, levels
/// that training did not see, and every term of a formula.</summary>
public static class ModelExport
{
    /// <summary>Writes a model in another language.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The language.</param>
    /// <param name="output">Receives the file. It is left open.</param>
    /// <param name="options">How to write it, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> or <paramref name="output"/> is <see langword="null"/>.</exception>
    /// <exception cref="LogRegException">The language cannot express the model, such as a model of texts.</exception>
    public static void Write(LogisticModel model, ExportKind kind, Stream output, ExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(output);
        options ??= new ExportOptions();
        if (kind == ExportKind.Card)
        {
            new ModelCard(model, options.Title).Write(output);
            return;
        }

        var exported = new ExportedModel(model, options.Title);
        Exporter exporter = kind switch
        {
            ExportKind.Python => new CodeExporter(exported, new PythonLanguage()),
            ExportKind.JavaScript => new CodeExporter(exported, new JavaScriptLanguage()),
            ExportKind.CSharp => new CodeExporter(exported, new CSharpLanguage()),
            ExportKind.Onnx => new OnnxExporter(exported),
            ExportKind.Pmml => new PmmlExporter(exported),
            ExportKind.Html => new CalculatorExporter(exported, options.HasNomogram),
            ExportKind.Nomogram => new NomogramExporter(exported),
            ExportKind.Excel => new ExcelExporter(exported, options.Excel),
            ExportKind.Sql => new SqlExporter(exported, options.Sql),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Not an {nameof(ExportKind)}."),
        };
        exporter.Write(output);
    }
}
