using System.Globalization;

namespace LogReg;

/// <summary>Options as properties and their values. Values are cut, as everywhere in messages.</summary>
internal sealed class PropertySpelling : OptionSpelling
{
    private const int MostNames = 20;

    // Longer than any text that somebody would type.
    private const int LongestText = 200;

    public override string Separator => " and ";

    public override string Spell(Remedy remedy) => remedy switch
    {
        { Option: OptionName.AddedMissingValues, Value: IReadOnlyList<string> texts } => $"{Name(remedy.Option)}({Names(texts)})",
        { Option: OptionName.AddedSourceMissingValues, Value: IReadOnlyList<string> texts } =>
            $"{Name(remedy.Option)}: [.. DataSource.DefaultMissingValues, {Names(texts)}]",
        { Option: OptionName.SourceMissingValues, Value: not null } => $"{Name(remedy.Option)}: {Value(remedy.Value)}",
        { Option: OptionName.CrossValidation, Value: int folds } => $"CrossValidation.Folds = {Value(folds)}",
        { Value: null } => Name(remedy.Option),
        _ => $"{Name(remedy.Option)} = {Value(remedy.Value)}",
    };

    private static string Name(OptionName option) => option switch
    {
        OptionName.Lambdas => "Path.Lambdas",
        OptionName.Folds or OptionName.FoldsColumn or OptionName.Metric or OptionName.Selection or OptionName.Alphas =>
            $"CrossValidation.{option}",
        OptionName.Epochs or OptionName.BatchSize or OptionName.Stream => $"StochasticGradient.{option}",
        OptionName.HasHeader or OptionName.Delimiter or OptionName.MissingValues or OptionName.SkipLines or OptionName.Comment
            or OptionName.Escape or OptionName.Quote or OptionName.Encoding or OptionName.DecimalSeparator
            or OptionName.ThousandsSeparator => $"CsvOptions.{option}",
        OptionName.Sheet => "SourceFileOptions.Sheet",
        OptionName.AddedMissingValues => "CsvOptions.WithMissingValues",

        // A parameter, not a property.
        OptionName.SourceMissingValues or OptionName.AddedSourceMissingValues => "missingValues",
        OptionName.CachedCategoricalColumns => nameof(OptionName.CategoricalColumns),
        _ => option.ToString(),
    };

    private static string Value(object value) => value switch
    {
        bool isOn => isOn ? "true" : "false",
        string text => Quote(text),
        char character => $"'{character}'",
        KeyValuePair<string, string> level => $"new Dictionary<string, string> {{ [{Quote(level.Key)}] = {Quote(level.Value)} }}",
        IReadOnlyList<string> names => $"[{Names(names)}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames).Select(Quote)) + (names.Count > MostNames ? ", …" : "");

    private static string Quote(string text)
    {
        string shown = MessageText.Cut(text, LongestText);
        return $"\"{shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
