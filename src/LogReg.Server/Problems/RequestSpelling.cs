using System.Globalization;
using LogReg.Data;
using LogReg.Inference;

namespace LogReg.Server.Problems;

/// <summary>Spells options and operations for those who send requests: options of reading as they stand in the address, options of training
/// as flags of <c>logreg train</c>, operations as commands.</summary>
internal sealed class RequestSpelling : OptionSpelling
{
    private static readonly Dictionary<Operation, string> Commands = new()
    {
        [Operation.Train] = "'logreg train'",
        [Operation.Save] = "'logreg train'",
        [Operation.Load] = "send rows of data: the server has its models already",
        [Operation.Predict] = "'logreg predict'",
        [Operation.Evaluate] = "'logreg evaluate'",
        [Operation.WriteCache] = "'logreg cache'",
        [Operation.OpenFile] = "score the file with 'logreg predict', or send its rows as CSV or JSON",
        [Operation.QueryDatabase] = "send the rows of a query as CSV or JSON",
    };

    private static readonly Dictionary<OptionName, string> Names = new()
    {
        [OptionName.Delimiter] = ReadingNames.Delimiter,
        [OptionName.DecimalSeparator] = ReadingNames.DecimalSeparator,
        [OptionName.ThousandsSeparator] = ReadingNames.ThousandsSeparator,
        [OptionName.Quote] = ReadingNames.Quote,
        [OptionName.Escape] = ReadingNames.Escape,
        [OptionName.Encoding] = ReadingNames.Encoding,
        [OptionName.SkipLines] = ReadingNames.SkipLines,
        [OptionName.Comment] = ReadingNames.Comment,
        [OptionName.HasHeader] = ReadingNames.Header,
        [OptionName.Firth] = "--firth",
        [OptionName.Penalty] = "--penalty",
        [OptionName.Lambda] = "--lambda",
        [OptionName.StandardErrors] = "--standard-errors",
        [OptionName.ClassWeights] = "--class-weight",
        [OptionName.Prior] = "--prior",
        [OptionName.SkipInference] = "--no-inference",
    };

    private RequestSpelling()
    {
    }

    public static RequestSpelling Instance { get; } = new();

    public override string Separator => " and ";

    /// <summary>The text as whoever asks reads it.</summary>
    public static string Of(OptionText text) => text.Spell(Instance);

    /// <summary>The hint as whoever asks reads it; <see langword="null"/> if it names an option that no request has and no model is trained
    /// with.</summary>
    public static string? HintOf(OptionText? hint) =>
        hint is null || !hint.Remedies.All(remedy => Names.ContainsKey(remedy.Option)) ? null : Of(hint);

    public override string Spell(Remedy remedy)
    {
        string name = Names.GetValueOrDefault(remedy.Option, remedy.Option.ToString());
        string? value = ValueOf(remedy);
        return name.StartsWith('-') ? value is null ? name : $"{name} {value}"
            : value is null ? $"?{name}=…"
            : $"?{name}={Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal)}";
    }

    public override string Spell(Operation operation) => Commands.GetValueOrDefault(operation, operation.Name);

    private static string? ValueOf(Remedy remedy) => remedy.Value switch
    {
        bool isOn when remedy.Option == OptionName.HasHeader => isOn ? ReadingNames.Present : ReadingNames.Absent,
        null or bool => null,
        CsvQuote quote => EnumName.Of(quote),
        CsvEscape escape => EnumName.Of(escape),
        StandardErrorKind kind => EnumName.Of(kind),
        PenaltyKind penalty => EnumName.Of(penalty),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
