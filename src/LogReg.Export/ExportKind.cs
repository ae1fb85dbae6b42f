using System.Text.Json.Serialization;

namespace LogReg.Export;

/// <summary>What a model can be exported to.</summary>
public enum ExportKind
{
    /// <summary>A Python file without dependencies, with a function for a row.</summary>
    Python,

    /// <summary>A JavaScript file without dependencies, for Node.js and browsers, with a function for a row.</summary>
    [JsonStringEnumMemberName("javascript")]
    JavaScript,

    /// <summary>A C# file without dependencies, with a method for a row.</summary>
    [JsonStringEnumMemberName("csharp")]
    CSharp,

    /// <summary>A graph of ONNX operators in double precision, for ONNX Runtime and its kin.</summary>
    Onnx,

    /// <summary>A model card in Markdown, for people.</summary>
    Card,

    /// <summary>PMML 4.4, for engines that score in databases and servers.</summary>
    Pmml,

    /// <summary>A page with a form for a row, which computes in the browser.</summary>
    Html,

    /// <summary>A query or a view in SQL.</summary>
    Sql,

    /// <summary>A workbook of Excel (xlsx) that computes by formulas.</summary>
    Excel,

    /// <summary>A nomogram as an SVG, for paper.</summary>
    Nomogram,
}
