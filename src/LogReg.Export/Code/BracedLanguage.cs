using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>What JavaScript and C# have in common.</summary>
internal abstract class BracedLanguage : CodeLanguage
{
    /// <summary>The word that declares a variable.</summary>
    protected abstract string Variable { get; }

    /// <summary>The name of a function of the prelude.</summary>
    /// <param name="name">Its name in camel case.</param>
    protected abstract string Own(string name);

    /// <summary>Whether a number is none.</summary>
    /// <param name="number">The number.</param>
    protected abstract string IsNaN(string number);

    /// <inheritdoc/>
    public override string Null => "null";

    /// <inheritdoc/>
    public override IEnumerable<string> Read(ExportedInput input, IEnumerable<string> requirements)
    {
        string column = Text(input.Feature.Name);
        int place = input.Place;
        if (input.Number is null)
        {
            return [Declare($"c{place}", $"{Own("level")}(row, {column}, {ConstantName($"LEVELS_{place}")})")];
        }

        string read = input.IsDate ? $"{Own("date")}(row, {column}, {Text(DateOrders.Of(input))})" : $"{Own("number")}(row, {column})";
        return
        [
            $"{Variable} x{place} = {read};",
            $"{Variable} m{place} = {IsNaN($"x{place}")};",
            .. requirements.Select(requirement => $"m{place} = m{place} || !{requirement};"),
            $"if (m{place}) x{place} = {Number(input.Number.ImputeWith)};",
        ];
    }

    /// <summary>The name of a constant as the language has it.</summary>
    /// <param name="name">Its name in upper case.</param>
    protected virtual string ConstantName(string name) => name;

    /// <inheritdoc/>
    public override string Declare(string name, string value) => $"{Variable} {name} = {value};";

    /// <inheritdoc/>
    public override string Statement(string text) => $"{text};";

    /// <inheritdoc/>
    public override string Comment(string text) => $"// {text}";

    /// <inheritdoc/>
    public override IEnumerable<string> Branches(IEnumerable<KeyValuePair<string, IEnumerable<string>>> branches) =>
        branches.Index().SelectMany(branch => (IEnumerable<string>)
        [
            $"{(branch.Index == 0 ? "" : "else ")}if ({branch.Item.Key}) {{",
            .. branch.Item.Value.Select(line => $"    {line}"),
            "}",
        ]);

    /// <inheritdoc/>
    public override string Join(IEnumerable<string> conditions, bool all) => $"({string.Join(all ? " && " : " || ", conditions)})";

    /// <inheritdoc/>
    public override string Not(string condition) => $"(!{condition})";

    /// <inheritdoc/>
    public override string Indicator(string condition) => $"({condition} ? 1.0 : 0.0)";

    /// <inheritdoc/>
    public override string PositivePart(string number) => $"{Own("positivePart")}({number})";
}
