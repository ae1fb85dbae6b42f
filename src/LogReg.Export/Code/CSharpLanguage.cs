using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>C# 12 and later.</summary>
internal sealed class CSharpLanguage : BracedLanguage
{
    /// <inheritdoc/>
    public override string Prelude => "prelude-csharp.txt";

    /// <inheritdoc/>
    public override string Indentation => "        ";

    /// <inheritdoc/>
    public override string Power => "Power";

    /// <inheritdoc/>
    protected override string Variable => "var";

    /// <inheritdoc/>
    public override string Text(string text) => Quoted.Of(text, rune => rune.Value <= 0xFFFF ? $"\\u{rune.Value:x4}" : $"\\U{rune.Value:x8}");

    /// <inheritdoc/>
    public override string Table(string name, IEnumerable<KeyValuePair<string, string>> entries) => Constant(
        name, $"new() {{ {string.Join(", ", entries.Select(entry => $"[{Text(entry.Key)}] = {entry.Value}"))} }}", ConstantKind.Table);

    /// <inheritdoc/>
    public override string Constant(string name, string value, ConstantKind kind)
    {
        string type = kind switch
        {
            ConstantKind.Number => "double",
            ConstantKind.Integer => "int",
            ConstantKind.Text => "string?",
            ConstantKind.Texts => "string[]",
            ConstantKind.Numbers => "double[]",
            ConstantKind.Integers => "int[]",
            _ => "Dictionary<string, double[]>",
        };
        return $"private static readonly {type} {ConstantName(name)} = {value};";
    }

    /// <inheritdoc/>
    public override IEnumerable<string> LookUp(string table, string level, int equations) =>
    [
        $"if ({level} is not null && {ConstantName(table)}.TryGetValue({level}, out double[]? of{ConstantName(table)})) {{",
        .. Enumerable.Range(0, equations).Select(place => $"    z{place} += of{ConstantName(table)}[{place}];"),
        "}",
    ];

    /// <inheritdoc/>
    public override string IsLevel(string level, IReadOnlyList<string> levels) => levels.Count == 0
        ? "false"
        : $"({level} is {string.Join(" or ", levels.Select(Text))})";

    /// <inheritdoc/>
    public override string Function(EquationFunction function, string number) => function switch
    {
        EquationFunction.Log => $"Math.Log({number})",
        EquationFunction.Log1P => $"LogOnePlus({number})",
        EquationFunction.Sqrt => $"Math.Sqrt({number})",
        EquationFunction.Exp => $"Math.Exp({number})",
        EquationFunction.Abs => $"Math.Abs({number})",
        EquationFunction.Weekday => $"Weekday(Moment({number}))",
        _ => $"(double)Moment({number}).{function}",
    };

    /// <inheritdoc/>
    public override string Return(IReadOnlyList<string> names) => $"return [{string.Join(", ", names)}];";

    /// <inheritdoc/>
    public override IEnumerable<string> Examples(ExportedModel model) =>
    [
        "private static readonly (Dictionary<string, object?> Row, string Prediction, double[] Probabilities)[] Examples =",
        "[",
        .. model.ExamplesOfTexts.Select(example =>
            $"    (new() {{ {string.Join(", ", model.Inputs.Select(input => $"[{Text(input.Feature.Name)}] = {Cell(example.Cells[input.Place])}"))} }}, "
                + $"{Text(example.Prediction)}, {List(example.Probabilities.Select(Number))}),"),
        "];",
    ];

    /// <inheritdoc/>
    protected override string ConstantName(string name) =>
        string.Concat(name.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));

    /// <inheritdoc/>
    protected override string Own(string name) => name[..1].ToUpperInvariant() + name[1..];

    /// <inheritdoc/>
    protected override string IsNaN(string number) => $"double.IsNaN({number})";

    private string Cell(object? cell) => cell is double number ? Number(number) : cell is string text ? Text(text) : Null;
}
