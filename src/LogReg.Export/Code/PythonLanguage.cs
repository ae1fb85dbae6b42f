using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>Python 3.8 and later.</summary>
internal sealed class PythonLanguage : CodeLanguage
{
    /// <inheritdoc/>
    public override string Prelude => "prelude.py";

    /// <inheritdoc/>
    public override string Indentation => "    ";

    /// <inheritdoc/>
    public override string Null => "None";

    /// <inheritdoc/>
    public override string Text(string text) => Quoted.Of(text, rune => rune.Value <= 0xFFFF ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}");

    /// <inheritdoc/>
    public override string Table(string name, IEnumerable<KeyValuePair<string, string>> entries) => Constant(
        name, $"{{{string.Join(", ", entries.Select(entry => $"{Text(entry.Key)}: {entry.Value}"))}}}", ConstantKind.Table);

    /// <inheritdoc/>
    public override string Constant(string name, string value, ConstantKind kind) => $"{name} = {value}";

    /// <inheritdoc/>
    public override IEnumerable<string> Read(ExportedInput input, IEnumerable<string> requirements)
    {
        string column = Text(input.Feature.Name);
        int place = input.Place;
        if (input.Number is not EquationInput number)
        {
            return [$"c{place} = _level(row, {column}, LEVELS_{place})"];
        }

        return
        [
            $"x{place} = {(input.IsDate ? $"_date(row, {column}, {Text(DateOrders.Of(input))})" : $"_number(row, {column})")}",
            $"m{place} = math.isnan(x{place})",
            .. requirements.Select(requirement => $"m{place} = m{place} or not {requirement}"),
            $"if m{place}:",
            $"    x{place} = {Number(number.ImputeWith)}",
        ];
    }

    /// <inheritdoc/>
    public override string Declare(string name, string value) => $"{name} = {value}";

    /// <inheritdoc/>
    public override string Statement(string text) => text;

    /// <inheritdoc/>
    public override string Comment(string text) => $"# {text}";

    /// <inheritdoc/>
    public override IEnumerable<string> Branches(IEnumerable<KeyValuePair<string, IEnumerable<string>>> branches) =>
        branches.Index().SelectMany(branch => (IEnumerable<string>)
        [
            $"{(branch.Index == 0 ? "if" : "elif")} {branch.Item.Key}:",
            .. branch.Item.Value.Select(line => $"    {line}"),
        ]);

    /// <inheritdoc/>
    public override IEnumerable<string> LookUp(string table, string level, int equations) =>
    [
        $"weights = {table}.get({level})",
        "if weights is not None:",
        .. Enumerable.Range(0, equations).Select(place => $"    z{place} += weights[{place}]"),
    ];

    /// <inheritdoc/>
    public override string Join(IEnumerable<string> conditions, bool all) => $"({string.Join(all ? " and " : " or ", conditions)})";

    /// <inheritdoc/>
    public override string Not(string condition) => $"(not {condition})";

    /// <inheritdoc/>
    public override string IsLevel(string level, IReadOnlyList<string> levels) => levels.Count == 1
        ? $"({level} == {Text(levels[0])})"
        : $"({level} in ({string.Join(", ", levels.Select(Text))}{(levels.Count == 0 ? "" : ",")}))";

    /// <inheritdoc/>
    public override string Indicator(string condition) => $"(1.0 if {condition} else 0.0)";

    /// <inheritdoc/>
    public override string PositivePart(string number) => $"max({number}, 0.0)";

    /// <inheritdoc/>
    public override string Function(EquationFunction function, string number) => function switch
    {
        EquationFunction.Log => $"math.log({number})",
        EquationFunction.Log1P => $"math.log1p({number})",
        EquationFunction.Sqrt => $"math.sqrt({number})",
        EquationFunction.Exp => $"math.exp({number})",
        EquationFunction.Abs => $"abs({number})",
        _ => $"_{function.ToString().ToLowerInvariant()}({number})",
    };

    /// <inheritdoc/>
    public override string Return(IReadOnlyList<string> names) => $"return [{string.Join(", ", names)}]";

    /// <inheritdoc/>
    public override IEnumerable<string> Examples(ExportedModel model) =>
    [
        "EXAMPLES = [",
        .. model.ExamplesOfTexts.Select(example =>
            $"    ({{{string.Join(", ", model.Inputs.Select(input => $"{Text(input.Feature.Name)}: {Cell(example.Cells[input.Place])}"))}}}, "
                + $"{Text(example.Prediction)}, {List(example.Probabilities.Select(Number))}),"),
        "]",
    ];

    private string Cell(object? cell) => cell is double number ? Number(number) : cell is string text ? Text(text) : Null;
}
