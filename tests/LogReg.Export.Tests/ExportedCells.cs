using System.Globalization;
using LogReg.Terms;

namespace LogReg.Export.Tests;

/// <summary>The cells of a row as typed values, for formats that are given values rather than texts of a file.</summary>
public static class ExportedCells
{
    /// <summary>The cells that a model reads: numbers, dates, texts without blanks around them, and <see langword="null"/> for missing
    /// ones.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The texts of a row by column.</param>
    public static Dictionary<string, object?> Of(LogisticModel model, IReadOnlyDictionary<string, object?> row) =>
        model.Features.ToDictionary(feature => feature.Name, feature => Cell(feature, ((string)row[feature.Name]!).Trim()));

    private static object? Cell(Feature feature, string text) => feature switch
    {
        _ when text is "" or "NA" => null,
        NumericFeature { DateOrder: null } => double.Parse(text, CultureInfo.InvariantCulture),
        NumericFeature => DateTime.TryParse(text, CultureInfo.InvariantCulture, out DateTime moment) ? moment : null,
        _ => text,
    };
}
