namespace LogReg.Serialization;

/// <summary>The member <c>notation</c> of a feature in a model file: how its cells write numbers.</summary>
internal sealed record NotationDocument
{
    public string? DecimalSeparator { get; init; }

    public string? ThousandsSeparator { get; init; }

    public string? Prefix { get; init; }

    public string? Suffix { get; init; }

    public string? Example { get; init; }
}
