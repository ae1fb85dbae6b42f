using LogReg.Equations;
using LogReg.Export.Writing;

namespace LogReg.Export.Code;

/// <summary>JavaScript of 2019 and later, for Node.js and browsers.</summary>
internal sealed class JavaScriptLanguage : BracedLanguage
{
    /// <inheritdoc/>
    public override string Prelude => "prelude.js";

    /// <inheritdoc/>
    public override string Indentation => "        ";

    /// <inheritdoc/>
    public override string EqualSign => "===";

    /// <inheritdoc/>
    protected override string Variable => "let";

    /// <inheritdoc/>
    public override string Text(string text) => Quoted.Of(text, rune => $"\\u{{{rune.Value:x}}}");

    // A Map, for a level may be called __proto__.
    /// <inheritdoc/>
    public override string Table(string name, IEnumerable<KeyValuePair<string, string>> entries) => Constant(
        name, $"new Map([{string.Join(", ", entries.Select(entry => $"[{Text(entry.Key)}, {entry.Value}]"))}])", ConstantKind.Table);

    /// <inheritdoc/>
    public override string Constant(string name, string value, ConstantKind kind) => $"const {name} = {value};";

    /// <inheritdoc/>
    public override IEnumerable<string> LookUp(string table, string level, int equations) =>
    [
        $"if ({table}.has({level})) {{",
        .. Enumerable.Range(0, equations).Select(place => $"    z{place} += {table}.get({level})[{place}];"),
        "}",
    ];

    /// <inheritdoc/>
    public override string IsLevel(string level, IReadOnlyList<string> levels) => levels.Count == 1
        ? $"({level} === {Text(levels[0])})"
        : $"{List(levels.Select(Text))}.includes({level})";

    /// <inheritdoc/>
    public override string Function(EquationFunction function, string number) => function switch
    {
        EquationFunction.Log => $"Math.log({number})",
        EquationFunction.Log1P => $"Math.log1p({number})",
        EquationFunction.Sqrt => $"Math.sqrt({number})",
        EquationFunction.Exp => $"Math.exp({number})",
        EquationFunction.Abs => $"Math.abs({number})",
        _ => $"{function.ToString().ToLowerInvariant()}Of({number})",
    };

    /// <inheritdoc/>
    public override string Return(IReadOnlyList<string> names) => $"return [{string.Join(", ", names)}];";

    /// <inheritdoc/>
    public override IEnumerable<string> Examples(ExportedModel model) =>
    [
        "const EXAMPLES = [",
        .. model.ExamplesOfTexts.Select(example =>
            $"    [{List(model.Inputs.Select(input => $"[{Text(input.Feature.Name)}, {Cell(example.Cells[input.Place])}]"))}, "
                + $"{Text(example.Prediction)}, {List(example.Probabilities.Select(Number))}],"),
        "];",
    ];

    /// <inheritdoc/>
    protected override string Own(string name) => name;

    /// <inheritdoc/>
    protected override string IsNaN(string number) => $"Number.isNaN({number})";

    private string Cell(object? cell) => cell is double number ? Number(number) : cell is string text ? Text(text) : Null;
}
