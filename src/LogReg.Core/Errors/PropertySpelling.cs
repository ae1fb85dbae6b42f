using System.Globalization;

namespace LogReg;

/// <summary>Options as properties and their values.</summary>
internal sealed class PropertySpelling : OptionSpelling
{
    public override string Separator => " and ";

    public override string Spell(Remedy remedy) => remedy switch
    {
        { Option: OptionName.AddedMissingValues, Value: IReadOnlyList<string> texts } =>
            $"{Name(remedy.Option)}({string.Join(", ", texts.Select(Quote))})",
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
        OptionName.HasHeader or OptionName.Delimiter or OptionName.MissingValues => $"CsvOptions.{option}",
        OptionName.AddedMissingValues => "CsvOptions.WithMissingValues",
        OptionName.CachedCategoricalColumns => nameof(OptionName.CategoricalColumns),
        _ => option.ToString(),
    };

    private static string Value(object value) => value switch
    {
        bool isOn => isOn ? "true" : "false",
        string text => Quote(text),
        KeyValuePair<string, string> level => $"{{ [{Quote(level.Key)}] = {Quote(level.Value)} }}",
        IReadOnlyList<string> names => $"[{string.Join(", ", names.Select(Quote))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
